import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.differences import ALIKE, Piece, by_word, without

TEXTS = st.text(max_size=60) | st.text(alphabet="ab ,.\n’é\u0301日本🎸\u200d", max_size=60)


def shown(before: str, after: str) -> str:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in by_word(before, after))


@given(before=TEXTS, after=TEXTS)
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = by_word(before, after)
    assert "".join(piece.text for piece in without("added", pieces)) == before
    assert "".join(piece.text for piece in without("removed", pieces)) == after


@given(before=TEXTS, after=TEXTS)
def test_pieces_are_never_empty_and_neighbours_differ_in_kind(before: str, after: str) -> None:
    pieces = by_word(before, after)
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@given(text=TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert by_word(text, text) == ((Piece("same", text),) if text else ())


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("She sings in Leeds.", "She sings in York.", "She sings in [-Leeds-][+York+]."),
        ("She sings in Leeds", "She sings in Leeds.", "She sings in Leeds[+.+]"),
        ("Wren plays two old songs.", "Wren plays five new songs.", "Wren plays [-two old-][+five new+] songs."),
        ("It’s out now", "It’s out in May", "It’s out [-now-][+in May+]"),
        ("東京の三人組。", "東京の四人組。", "東京の[-三-][+四+]人組。"),
        ("un cafe\u0301 noir", "un cafe noir", "un [-cafe\u0301-][+cafe+] noir"),
        ("नया हिन्दी गीत", "नया हिंदी गीत", "नया [-हिन्दी-][+हिंदी+] गीत"),
        ("a 👩\u200d🎤 sings", "a 👩 sings", "a [-👩\u200d🎤-][+👩+] sings"),
    ],
)
def test_words_are_marked_whole(before: str, after: str, marked: str) -> None:
    assert shown(before, after) == marked


def test_texts_with_little_in_common_are_marked_as_two_texts() -> None:
    before, after = "Wren makes slowcore in Leeds.", "The oldest record here is from 1978, and it is by Wren."
    assert ALIKE > 0
    assert by_word(before, after) == (Piece("removed", before), Piece("added", after))


def test_the_dearest_texts_are_compared_in_a_moment() -> None:
    started = time.perf_counter()
    for before, after in (
        ("a b " * 250, "b a " * 250),
        ("日" * 1000, "日本" * 500),
        ("a b c d e " * 20, "e b a c " * 25),
    ):
        by_word(before, after)
    assert time.perf_counter() - started < 2
