"""Frames of captions, by the fact that they tell."""

from typing import Final

FRAMES: Final[dict[str, tuple[str, ...]]] = {
    "year artist": (
        "The {a.year} album by {a.artist}.",
        "From {a.year}, by {a.artist}.",
        "{a.artist} released this album in {a.year}.",
        "An album by {a.artist}, out in {a.year}.",
        "By {a.artist}, released in {a.year}.",
    ),
    "year": (
        "This album came out in {a.year}.",
        "An album released in {a.year}.",
        "The {a.year} album on this page.",
    ),
    "oldest": (
        "The oldest album on this page, from {a.year}.",
        "The {a.year} record in a list of newer ones.",
        "The oldest of the albums here, out in {a.year}.",
    ),
    "newest": (
        "The newest album on this page, from {a.year}.",
        "The {a.year} record in a list of older ones.",
        "The newest of the albums here, out in {a.year}.",
    ),
    "older": (
        "The older of the two albums here, from {a.year}.",
        "From {a.year}, the older of the two albums.",
    ),
    "newer": (
        "The newer of the two albums here, from {a.year}.",
        "From {a.year}, the newer of the two albums.",
    ),
    "song": (
        "One top [song]: {t}.",
        "The album with {t} on it.",
        "{t} is from this album.",
        "The top [song] from it is {t}.",
        "Here for one [song], {t}.",
    ),
    "two songs": (
        "Two top [songs]: {t} and {u}.",
        "The album with {t} and {u} on it.",
        "Both {t} and {u} are on this album.",
        "{t} and {u} are from this album.",
        "Home of {t} and {u}.",
    ),
    "songs": (
        "{n} of the top [songs] are on it.",
        "{n} of the top [songs] are from it.",
        "{n} top [songs] come from it.",
    ),
    "twice": (
        "One of two albums here by {a.artist}.",
        "The other album here by {a.artist} is {b|bare}.",
    ),
    "shared year": (
        "Out in {a.year}, the same year as {b}.",
        "Released in {a.year}, as was {b}.",
    ),
    "artist": (
        "An album by {a.artist}.",
        "This album is by {a.artist}.",
        "{a.artist} made this album.",
    ),
    "title": (
        "{a|bare} is one of the albums here.",
        "One of the albums here is {a|bare}.",
        "{a|bare} is on the list of albums.",
    ),
    "place": (
        "One of the {n} albums on this page.",
        "One of {n} albums listed here.",
        "Listed here with {m}.",
        "On this page with {m}.",
        "On the list of albums with {m}.",
    ),
    "alone": ("The one album on the list.",),
}
"""{a} is the album, {t} and {u} are tracks on it, {b} is another album, {m} counts the others."""
