"""Typed text: normalised, visible, bounded; whatever a person or a program sends."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.facts import parse_links
from app.domain.refusals import BadInput
from app.domain.typed_text import clean


@given(st.text(max_size=60), st.booleans())
def test_what_is_accepted_is_normal_visible_and_stays_as_it_is(typed: str, lines: bool) -> None:
    try:
        text = clean(typed, field="bio", label="The bio", limit=50, lines=lines)
    except BadInput:
        return
    assert unicodedata.is_normalized("NFC", text)
    assert len(text) <= 50
    assert text == text.strip()
    assert "  " not in text
    seen = [character for character in text if character not in "\n\u200c\u200d"]
    assert not {unicodedata.category(character) for character in seen} & {"Cc", "Cf"}
    assert clean(text, field="bio", label="The bio", limit=50, lines=lines) == text


@pytest.mark.parametrize("kept", ["می‌خواهم", "👩‍🎤", "क्‍ष", "Zoë", "ליאור", "🏳️‍🌈", "Ngũgĩ"])
def test_no_living_script_is_refused(kept: str) -> None:
    assert clean(kept, field="city", label="The city", limit=80) == unicodedata.normalize("NFC", kept)


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\x1b", "\u3164", "\U000e0041"])
def test_what_nobody_can_see_is_refused(hidden: str) -> None:
    with pytest.raises(BadInput):
        clean(f"Ber{hidden}gen", field="city", label="The city", limit=80)


@given(st.text(max_size=80))
def test_a_link_that_is_accepted_can_only_open_a_page_or_a_letter(url: str) -> None:
    try:
        links = parse_links(["x"], [url])
    except BadInput:
        return
    assert all(link.url.startswith(("https://", "mailto:")) for link in links if url.strip())
    assert all(not set(link.url) & set(' "<>\\\n\t') for link in links)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://de.wikipedia.org/wiki/Björk", "https://de.wikipedia.org/wiki/Bj%C3%B6rk"),
        ("https://band.example:8443/?q=ü%20&a=1#ä", "https://band.example:8443/?q=%C3%BC%20&a=1#%C3%A4"),
        ("https://band.example/音楽", "https://band.example/%E9%9F%B3%E6%A5%BD"),
    ],
)
def test_an_address_in_any_script_is_kept_as_browsers_send_it(typed: str, kept: str) -> None:
    (link,) = parse_links(["x"], [typed])
    assert link.url == kept


@pytest.mark.parametrize(
    "typed",
    [
        "https://ö@evil.example/",
        "https://müller.example/",
        "https://\u202e/",
        "http://band.example/ö",
        "mailto:ö@a.example",
    ],
)
def test_no_letter_opens_another_way_into_a_link(typed: str) -> None:
    with pytest.raises(BadInput):
        parse_links(["x"], [typed])
