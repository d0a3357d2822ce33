"""Frames of captions, by the fact that they tell."""

import re
from typing import Final

FRAMES: Final[dict[str, tuple[str, ...]]] = {
    "year artist": (
        "The {a.year} album by {a.artist}.",
        "By {a.artist}, from {a.year}.",
        "{a.artist} released it in {a.year}.",
        "An album by {a.artist}, out in {a.year}.",
    ),
    "year": ("An album released in {a.year}.", "This album came out in {a.year}."),
    "self-titled": ("The self-titled album, from {a.year}.", "A self-titled album, out in {a.year}."),
    "alone in": ("The one album here, out in {a.year}.",),
    "year song": (
        "The {a.year} album with {t} on it.",
        "From {a.year}, with {t} on it.",
        "Out in {a.year}, with {t} on it.",
    ),
    "oldest": ("The oldest of the albums here, from {a.year}.", "The {a.year} record in a list of newer ones."),
    "newest": ("The newest of the albums here, from {a.year}.", "The {a.year} record in a list of older ones."),
    "middle": (
        "The middle one of the three albums here, from {a.year}.",
        "The middle one of the three, from {a.year}.",
    ),
    "older": ("The earlier of the two albums here, from {a.year}.",),
    "newer": ("The later of the two albums here, from {a.year}.",),
    "between": ("It came between {b|bare} and {c|bare}.",),
    "earlier": ("Out {n} before {b}.", "It came {n} before {b}."),
    "later": ("Out {n} after {b}.", "It followed {b} {n} later.", "Released {n} after {b}."),
    "song": ("{t} is on it.", "{t} is on this album.", "The album with {t} on it."),
    "two songs": (
        "{t} and {u} are on it.",
        "Both {t} and {u} are on this album.",
        "Home of {t} and {u}.",
        "The album with {t} and {u} on it.",
        "{t} and {u} come from it.",
    ),
    "three songs": ("{t}, {u} and {v} are on it.", "The album with {t}, {u} and {v} on it."),
    "song of many": ("{t} is from this album.", "One [song] from it is {t}."),
    "heard song": ("Here for one [song], {t}.",),
    "all songs": ("{n} of the top [songs] are on it.",),
    "songs": ("{n} of the top [songs] are on it, {t} among them.",),
    "title track": ("The title track is among the top [songs].",),
    "twice": ("One of two albums here by {a.artist}.",),
    "shared year": ("Out in {a.year}, the same year as {b}.", "Released in {a.year}, as was {b}."),
    "artist": ("An album by {a.artist}.",),
    "title": ("{a|bare} is one of the albums here.", "One of the albums here is {a|bare}."),
    "place": (
        "One of {n} albums listed here.",
        "One of the {n} albums on this page.",
        "Listed here with {m}.",
        "On this page with {m}.",
        "One more of the {n} albums on this page.",
    ),
    "alone": ("The one album on the list.",),
}
"""{a} is the album, {t}, {u} and {v} tracks on it, {b} and {c} other albums, {n} and {m} numbers in words."""

_SAME: Final = (
    (r"\{t\}, \{u\} and \{v\}|(?:both )?\{t\} and \{u\}", "{t}"),
    (r"\bare\b", "is"),
    (r"\bcome from\b|\bis from\b", "from"),
    (r"this album|\bit\b", "it"),
    (r"^.*with \{t\} on it\.|^.*is on it\.", "on it"),
    (r"^.*album (?:is )?by \{a\.artist\}.*", "album by"),
)


PAIRED: Final = ({"earlier", "later", "between"}, {"oldest", "newest"}, {"older", "newer"}, {"shared year"}, {"twice"})
"""Kinds that mirror each other: a page has one of each set."""


def shape(frame: str) -> str:
    """What a reader takes for one and the same frame: "is on it", "are on it", the oldest and the newest."""
    text = frame.casefold()
    for pattern, written in _SAME:
        text = re.sub(pattern, written, text)
    return text
