"""What a text's letters say about how to set it: its direction, and whose forms of the Chinese characters."""

import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]

_KANA = ("HIRAGANA", "KATAKANA")


def direction(text: str) -> Direction:
    """The direction of the first letter that has one (Unicode rule P2), left to right without any."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return "ltr"


def language(text: str) -> str:
    """`ja` for kana, `ko` for Hangul, else empty: the letters alone do not tell."""
    names = [unicodedata.name(character, "") for character in text]
    if any(name.startswith(_KANA) for name in names):
        return "ja"
    return "ko" if any(name.startswith("HANGUL") for name in names) else ""
