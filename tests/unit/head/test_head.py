"""Text for machines: shortened at a word, and JSON that no text can break out of."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.pages.head import json_ld, shorten


@given(st.text(max_size=300), st.integers(5, 160))
def test_a_shortened_text_fits_and_begins_like_the_whole(text: str, limit: int) -> None:
    short, whole = shorten(text, limit), " ".join(text.split())

    assert len(short) <= limit
    if len(whole) <= limit:
        assert short == whole
    else:
        assert short.endswith("…")
        assert whole.startswith(short[:-1])


def test_a_long_text_is_cut_between_words() -> None:
    assert shorten("A singer, from the north of Norway", 20) == "A singer, from the…"


@pytest.mark.parametrize("letter", ["👨\u200d👩\u200d👧\u200d👦", "🇳🇴", "👋🏽", "षि", "ที่", "❤\ufe0f", "e\u0301"])
@pytest.mark.parametrize("limit", range(12, 24))
def test_a_cut_leaves_letters_and_emoji_whole(letter: str, limit: int) -> None:
    short = shorten(letter * 30, limit)
    assert short == letter * ((limit - 1) // len(letter)) + "…"


@given(st.text(max_size=100))
def test_no_text_ends_the_block_and_every_text_comes_back(text: str) -> None:
    block = str(json_ld({"name": text + "</script><!--"}))

    assert not set(block) & set("<>&\u2028\u2029")
    assert json.loads(block)["name"] == text + "</script><!--"
