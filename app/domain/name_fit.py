"""How a display name is set on the page: the classes that the stylesheet knows, chosen from the name alone."""

import unicodedata

_TIGHT = ("LATIN", "GREEK", "CYRILLIC")


def fit(name: str) -> str:
    """`short` up to 6 letters' width, `medium` up to 16, `long` up to 36, else `endless`; a long word counts earlier.

    Followed by ` loose` when a script is among the letters that needs air between lines and bears no tracking.
    """
    return _size(name) + (" loose" if any(map(_needs_air, name)) else "")


def _size(name: str) -> str:
    whole = _width(name)
    word = max((_width(part) for part in name.split()), default=0)
    if whole <= 6:
        return "short"
    if whole <= 16 and word <= 11:
        return "medium"
    if whole <= 36 and word <= 15:
        return "long"
    return "endless"


def _needs_air(character: str) -> bool:
    return character.isalpha() and not unicodedata.name(character, "").startswith(_TIGHT)


def _width(text: str) -> int:
    """Columns: two for wide characters (CJK, emoji), none for marks that sit on another letter."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
