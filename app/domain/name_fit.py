"""How wide a display name is set: the four settings that page and card know, chosen from the name alone."""

import unicodedata
from typing import Literal

NameFit = Literal["short", "medium", "long", "endless"]


def fit(name: str) -> NameFit:
    """`short` up to 6 letters' width, `medium` up to 14, `long` up to 34, else `endless`; a long word counts earlier."""
    whole = _width(name)
    word = max((_width(part) for part in name.split()), default=0)
    if whole <= 6:
        return "short"
    if whole <= 16 and word <= 11:
        return "medium"
    if whole <= 36 and word <= 15:
        return "long"
    return "endless"


def _width(text: str) -> int:
    """Columns: two for wide characters (CJK, emoji), none for marks that sit on another letter."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
