"""What a text's letters say about how to set it: its direction, and whose forms of the Chinese characters."""

import re
import unicodedata
from typing import Literal

from markupsafe import Markup, escape

Direction = Literal["ltr", "rtl"]

_KANA = ("HIRAGANA", "KATAKANA")
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
_LEFTWARD = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_NAME = re.compile(rf"({_LEFTWARD}+(?:(?:[ \u200c\u200d'’.-]| ?[&+/–] ?)(?:{_LEFTWARD}+|[0-9]+))*)")
"""What is written from right to left, with what lies within a name: no comma and no quotation mark, so that two names
that a sentence lists stay two."""


def direction(text: str) -> Direction:
    """The direction of the first letter that has one (Unicode rule P2), left to right without any."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return "ltr"


def opened(text: str, base: Direction) -> str:
    """Plain text that its first letter would turn the wrong way, behind an invisible mark that keeps it `base`."""
    return text if direction(text) == base else _MARKS[base] + text


def isolated(text: str) -> Markup:
    """A sentence from left to right as HTML: names of the other direction in it move nothing beside them."""
    parts = _NAME.split(text)  # every second one is a name
    return Markup().join(
        Markup('<bdi dir="rtl">{}</bdi>').format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def language(text: str) -> str:
    """`ja` for kana, `ko` for Hangul, else empty: the letters alone do not tell."""
    names = [unicodedata.name(character, "") for character in text]
    if any(name.startswith(_KANA) for name in names):
        return "ja"
    return "ko" if any(name.startswith("HANGUL") for name in names) else ""
