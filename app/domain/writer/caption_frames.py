"""Frames of captions, by the fact that they tell."""

from typing import Final

from app.domain.writer.forms import Wording, wordings

FRAMES: Final[dict[str, tuple[Wording, ...]]] = {
    "year artist": wordings(
        (
            "{a.artist} released this one in {a.year}.",
            "By {a.artist}, and out in {a.year}.",
            "The {a.year} album by {a.artist}.",
            "{a.artist} put this album out in {a.year}.",
            "This is {a.artist} in {a.year}.",
            "In {a.year}, {a.artist} released this album.",
            "Out in {a.year}, and by {a.artist}.",
        )
    ),
    "year": wordings(
        (
            "This album came out in {a.year}.",
            "The year on this one is {a.year}.",
            "The date on this album is {a.year}.",
            "This one dates to {a.year}.",
            "{a.year} is when this album came out.",
            "The {a.year} album on the list.",
        )
    ),
    "oldest": wordings(
        (
            "The oldest album here, out in {a.year}.",
            "Nothing here is older: it came out in {a.year}.",
            "The {a.year} record in a list of newer ones.",
            "The albums here begin with {a.year}.",
            "The earliest year here is {a.year}.",
        )
    ),
    "newest": wordings(
        (
            "The newest album here, out in {a.year}.",
            "Nothing here is newer: it came out in {a.year}.",
            "The latest year here is {a.year}.",
            "The {a.year} record in a list of older ones.",
        )
    ),
    "song": wordings(
        (
            "One [song] here: {t}.",
            "The [song] from it on the list is {t}.",
            "{t} is the [song] from this album.",
            "On the list with {t}.",
            "The list has {t} from this one.",
            "This is the album with {t} on it.",
            "Here for one [song], {t}.",
        )
    ),
    "two songs": wordings(
        (
            "Two [songs] here: {t} and {u}.",
            "The [songs] from it are {t} and {u}.",
            "On the list with {t} and {u}.",
            "Both {t} and {u} are on this album.",
            "{t} and {u} are on this one.",
        )
    ),
    "songs": wordings(
        (
            "{n} of the listed [songs] are on this one.",
            "The album with {n} [songs] on the list.",
            "{n} [songs] on the list come off this album.",
            "The list takes {n} [songs] off this album.",
        )
    ),
    "title track": wordings(("The title track is on the list too.",)),
    "twice": wordings(
        (
            "One of two albums here by {a.artist}.",
            "{a.artist} is here twice, and this is one of the two.",
            "There are two albums by {a.artist} here.",
        )
    ),
    "shared year": wordings(("Out in {a.year}, the same year as {b}.", "{b} came out in the same year, {a.year}.")),
    "artist": wordings(
        (
            "This album is by {a.artist}.",
            "The name on this one is {a.artist}.",
            "{a.artist} is the name on this album.",
            "An album on the list by {a.artist}.",
            "{a.artist} made this album.",
            "On the list by way of {a.artist}.",
        )
    ),
    "title": wordings(
        (
            "{a|bare} is one of the albums here.",
            "One of the albums here is {a|bare}.",
            "The list of albums includes {a|bare}.",
            "On the list of albums: {a|bare}.",
            "{a|bare} has a place on the list.",
        )
    ),
    "place": wordings(
        (
            "One of {n} albums on the list.",
            "One album out of the {n} listed here.",
            "Listed here with {m} other albums.",
            "There are {n} albums here, and this is one.",
            "An album in a list of {n} albums.",
        )
    ),
    "alone": wordings(("The one album on the list.",)),
}
"""{a} is the album, {t} and {u} are tracks on it, {b} is another album."""
