"""Whose words are whose: edits, candidates, and what stays when the provider's data goes."""

from app.domain.words import Text, Words, accept, edit, own_only

WRITTEN = Text("A written bio.", "written", "{name} writes")
CANDIDATE = Words(
    bio=Text("Another.", "written"), captions={"a": Text("New a.", "written"), "b": Text("New b.", "written")}
)


def test_an_unchanged_text_keeps_its_source_and_a_changed_one_becomes_the_artists() -> None:
    words = Words(bio=WRITTEN, captions={"a": Text("Old.", "generated")})

    assert edit(words, "A written bio.", {"a": "Old."}) == words
    assert edit(words, "A rewritten bio.", {}).bio == Text("A rewritten bio.", "edited")


def test_an_emptied_text_is_gone_and_an_absent_one_stays() -> None:
    words = Words(bio=WRITTEN, captions={"a": Text("Old.", "written")})

    assert edit(words, "", {"a": ""}) == Words()
    assert edit(words, None, {}) == words


def test_a_part_is_taken_alone_and_nothing_else_moves() -> None:
    mine = Words(bio=Text("Mine.", "edited"), captions={"a": Text("My a.", "edited")})

    assert accept(mine, CANDIDATE, frozenset({"caption.b"})) == Words(
        mine.bio, {**mine.captions, "b": CANDIDATE.captions["b"]}
    )
    assert accept(mine, CANDIDATE, frozenset({"bio"})) == Words(CANDIDATE.bio, mine.captions)
    assert accept(mine, CANDIDATE, frozenset()) == CANDIDATE
    assert accept(mine, Words(captions=CANDIDATE.captions), frozenset()).bio == mine.bio


def test_only_the_artists_own_words_are_own() -> None:
    words = Words(bio=WRITTEN, captions={"a": Text("x", "edited"), "b": Text("y", "generated")})

    assert own_only(words) == Words(captions={"a": Text("x", "edited")})
