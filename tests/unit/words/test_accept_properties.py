"""Taking parts of a candidate, by its properties: only what was chosen changes, nothing is lost, twice is calm."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.words import Text, Words, accept

TEXTS = st.builds(Text, st.text(max_size=5), st.sampled_from(["edited", "written"]))
WORDS = st.builds(Words, bio=st.none() | TEXTS, captions=st.dictionaries(st.sampled_from("abc"), TEXTS))
PARTS = st.frozensets(st.sampled_from(["bio", "captions", "caption.a", "caption.b", "caption.c", "caption.zzz"]))


@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS, PARTS)
def test_what_was_not_chosen_stays_and_nothing_is_lost(words: Words, candidate: Words, parts: frozenset[str]) -> None:
    after = accept(words, candidate, parts)
    assert set(words.captions) <= set(after.captions) <= set(words.captions) | set(candidate.captions)
    assert words.bio is None or after.bio is not None
    assert accept(after, candidate, parts) == after
    if parts and "bio" not in parts:
        assert after.bio == words.bio
    for key, text in words.captions.items():
        if parts and "captions" not in parts and f"caption.{key}" not in parts:
            assert after.captions[key] == text
    if not parts:
        assert after.bio == (candidate.bio or words.bio)
        assert after.captions == {**words.captions, **candidate.captions}
