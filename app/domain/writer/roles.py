"""How a role stands in a sentence: before a name, and with the genres of the artist's own music."""

import re
from typing import Final

from app.domain.writer.material import Material, words
from app.domain.writer.message import name_genres
from app.domain.writer.messages_typed import MOST_GENRES, verb

_LONG: Final = re.compile(r",|/|\b(?:and|in|with|of|for)\b|&|\+")
_MODIFIER: Final = re.compile(
    r"(?:^|[\s-])(?:ambient|bass|bluegrass|blues|country|disco|drill|drone|dub|dubstep|electro|electronica|emo|folk|funk|"
    r"garage|gospel|grime|hardcore|hop|house|indie|industrial|jazz|metal|noise|pop|punk|r&b|rap|reggae|rock|shoegaze|ska|"
    r"slowcore|soul|swing|synthpop|synthwave|techno|trance|trap)$",
    re.I,
)
"""Genres that English puts before a noun: a techno duo, and no rebetiko singer."""
_TAKES_OF: Final = re.compile(r"\b(?:producer|composer|singer|performer)$", re.I)
"""Roles that take the genre behind them: a singer of rebetiko."""
_AT_MOST: Final = 30


def is_long(material: Material) -> bool:
    """True for a role of several parts, which cannot stand before a name: singer and pianist."""
    return bool(_LONG.search(material.sheet.typed.role))


def is_title(material: Material) -> bool:
    """True when "the {role}" can stand before the name: a person's short role."""
    return not material.group and not is_long(material)


def says_verb(material: Material) -> bool:
    """True for a composer who composes and a singer who sings."""
    return verb(material)[:4] in material.sheet.typed.role.casefold()


def with_genres(material: Material) -> str | None:
    """A template for the role with all the own genres, before it or behind it; None where English has neither."""
    if _are_adjectives(material):
        first, *second = material.own_genres
        return f"{{genre.{first}|a}}" + "".join(f" and {{genre.{i}}}" for i in second) + " {role}"
    if _TAKES_OF.search(material.sheet.typed.role):
        return f"{{role|a}} of {name_genres(material, material.own_genres[:MOST_GENRES])}"
    return None


def _are_adjectives(material: Material) -> bool:
    """True when the own genres can stand before the role: few, short, words that modify and are not in it."""
    shown = [material.sheet.genres[i] for i in material.own_genres]
    role = material.sheet.typed.role
    if {word for genre in shown for word in words(genre)} & set(words(role)):
        return False  # no "Nordic jazz jazz trio"
    plain = (len(role.split()) < 3 and len(shown) == 1) or (len(shown) == 2 and role.isalpha())
    return plain and len(" and ".join(shown)) <= _AT_MOST and all(map(_MODIFIER.search, shown))
