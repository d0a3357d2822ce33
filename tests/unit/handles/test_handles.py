"""The rule of handles as properties: whatever is typed, what comes out obeys it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.handles import BRANDS, WORDS, parse, skeleton
from app.domain.refusals import BadInput

RULE = re.compile(r"^[a-z0-9]+([-_][a-z0-9]+)*$")
near = st.text(alphabet="abmrniloO01-_ .A\u0430", max_size=34)


@given(st.one_of(near, st.text(max_size=34)))
def test_what_is_accepted_obeys_the_rule_and_what_is_refused_breaks_it(typed: str) -> None:
    try:
        handle = parse(typed)
    except BadInput:
        assert not RULE.fullmatch(typed) or not 3 <= len(typed) <= 30 or looks_reserved(typed)
        return
    assert RULE.fullmatch(handle)
    assert 3 <= len(handle) <= 30
    assert handle == typed.strip().lower()
    assert parse(handle) == handle


def looks_reserved(typed: str) -> bool:
    taken = {skeleton(word) for word in WORDS | BRANDS}
    return skeleton(typed) in taken or any(skeleton(part) in taken for part in re.split("[-_]", typed))


@given(near)
def test_a_skeleton_is_its_own_skeleton_and_ignores_what_looks_alike(typed: str) -> None:
    bare = skeleton(typed)

    assert skeleton(typed.replace("o", "0").replace("i", "1")) == bare
    assert skeleton(typed.replace("m", "rn")) == bare
    assert not set(bare) & set("-_01l")


@pytest.mark.parametrize("word", sorted(BRANDS | {word for word in WORDS if len(word) >= 3}))
def test_every_reserved_word_is_refused(word: str) -> None:
    with pytest.raises(BadInput):
        parse(word)


def test_reserved_words_of_the_site_count_by_skeleton_too() -> None:
    assert parse("concerts") == "concerts"
    with pytest.raises(BadInput):
        parse("c0ncerts", reserved=("concerts",))


def test_a_letter_that_only_becomes_ascii_in_small_is_refused() -> None:
    with pytest.raises(BadInput, match="letters a to z"):
        parse("\N{KELVIN SIGN}iwi")
