"""Wordings for what somebody listens to: songs, albums and artists by others, each with its maker, and genres."""

from typing import Final

from app.domain.writer.forms import Forms, heard

_SONG_AFTERS: Final = ("another [song] is OBJECT", "there is also OBJECT")
_ALBUM_AFTERS: Final = ("another album is OBJECT", "there is also OBJECT")

HEARD: Final[dict[str, Forms]] = {
    "song": heard(
        ("{t} by {t.artist}",),
        afters=(*_SONG_AFTERS, "{t} by {t.artist} is played as well"),
        heads=("{t} by {t.artist} is a [song] that {name} @listen to",),
    ),
    "song on album": heard(
        ("{t} from {t.album} by {t.artist}", "{t} by {t.artist}, from {t.album}"), afters=_SONG_AFTERS
    ),
    "dated song": heard(
        ("{t} from {a|bare}, the {a.year} album by {a.artist}", "{t} from {a} ({a.year}) by {a.artist}"),
        afters=(*_SONG_AFTERS, "{t} from {a} ({a.year}) by {a.artist} is played as well"),
    ),
    "pair": heard(
        ("{t} by {t.artist} and {u} by {u.artist}",),
        afters=("two more [songs] are OBJECT", "{t} by {t.artist} and {u} by {u.artist} are played as well"),
        heads=("{t} by {t.artist} and {u} by {u.artist} are [songs] that {name} @listen to",),
    ),
    # {t} and {u} have the same title
    "twins": heard(
        ("{t} by {t.artist} and to {u} by {u.artist}",),
        afters=("{t} by {t.artist} and {u} by {u.artist} are played as well",),
    ),
    "three songs": heard(
        ("{t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist}",), afters=("three more [songs] are OBJECT",)
    ),
    # {s} two or three songs by one artist
    "songs by one": heard(
        ("{s} by {t.artist}",),
        afters=("{s} by {t.artist} are played as well",),
        heads=("{s} by {t.artist} are [songs] that {name} @listen to",),
    ),
    # {s} two or three songs on {a}, by the same artist
    "songs on album": heard(
        ("{s} from {a|bare}, the {a.year} album by {a.artist}", "{s} from {a} ({a.year}) by {a.artist}"),
        afters=("{s} from {a} ({a.year}) by {a.artist} are played as well",),
    ),
    "title track": heard(
        ("the title track of {a|bare} by {a.artist}", "the title track of {a|bare}, the {a.year} album by {a.artist}")
    ),
    # {a} an album by somebody
    "album": heard(
        (
            "{a|bare}, the {a.year} album by {a.artist}",
            "{a} ({a.year}) by {a.artist}",
            "{a} by {a.artist}, from {a.year}",
        ),
        afters=(*_ALBUM_AFTERS, "{a} ({a.year}) by {a.artist} is played as well"),
        heads=("{a} ({a.year}) by {a.artist} is an album that {name} @listen to",),
    ),
    "undated album": heard(("the album {a|bare} by {a.artist}",), afters=("another album is {a|bare} by {a.artist}",)),
    "self-titled album": heard(("the self-titled album by {a.artist}, from {a.year}",)),
    # {a} and {b} by two artists, in two years; {a} is the older one
    "albums": heard(
        ("{a} ({a.year}) by {a.artist} and {b} ({b.year}) by {b.artist}",),
        afters=(
            "two more albums are {a|bare} ({a.year}) by {a.artist} and {b|bare} ({b.year}) by {b.artist}",
            "{a} ({a.year}) by {a.artist} and {b} ({b.year}) by {b.artist} are played as well",
        ),
        heads=("{a} ({a.year}) by {a.artist} and {b} ({b.year}) by {b.artist} are albums that {name} @listen to",),
    ),
    "albums by one": heard(
        ("{a|bare} and {b|bare}, two albums by {a.artist}", "{a} ({a.year}) and {b} ({b.year}) by {a.artist}"),
    ),
    "albums of a year": heard(
        ("{a} by {a.artist} and {b} by {b.artist}, both from {a.year}",),
        afters=("{a} by {a.artist} and {b} by {b.artist} both came out in {a.year}",),
        heads=("{a} by {a.artist} and {b} by {b.artist}, both from {a.year}, are albums that {name} @listen to",),
    ),
    # {a} the oldest of three or more albums, {b} the newest
    "span": heard(
        (),
        afters=(
            "the albums run from {a} ({a.year}) by {a.artist} to {b} ({b.year}) by {b.artist}",
            "the oldest album is {a|bare} ({a.year}) by {a.artist}, the newest {b|bare} ({b.year}) by {b.artist}",
        ),
        heads=(
            "the albums that {name} @listen to run from {a} ({a.year}) by {a.artist} to {b} ({b.year}) by {b.artist}",
        ),
    ),
    # {n} albums, all of them of one year
    "all of a year": heard((), afters=("all {n} albums are from {a.year}", "all {n} albums came out in {a.year}")),
    # {x} one or more artists, as a list
    "artist": heard(
        ("{x}",),
        afters=("another artist is {x}", "{x} is played as well"),
        heads=("{x|one} is the artist here that {name} @listen to",),
    ),
    "artists": heard(
        ("{x}",),
        afters=("{x} are played as well", "{n} more artists are {x}"),
    ),
    # {g} all the genres
    "genres": heard(("{g}",), heads=("{g} {are} that {name} @listen to",)),
    # {x} artists, and a song by somebody else
    "artists and song": heard(("{x}, and to {t} by {t.artist}",)),
}
"""The tables about listening."""

HEARD_TYPED: Final[dict[str, Forms]] = {
    # {f} an influence, {t} a listed track by that very artist
    "heard influence": Forms(phrases=("@name {f} as an influence and @listen to {t}",)),
}
"""An influence that is listened to."""
