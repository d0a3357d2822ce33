"""Wordings for what somebody listens to: songs, albums and artists by others, each with its maker, and genres.

`heard` kinds are objects of "listens to". The "top" kinds stand alone or after such a sentence; they say the first of
a list to be so, which only the page of a listener may.
"""

from typing import Final

from app.domain.writer.forms import Forms, heard, topped, whole

HEARD: Final[dict[str, Forms]] = {
    "song": heard("{t} by {t.artist}"),
    "song on album": heard("{t} from {t.album} by {t.artist}", "{t} by {t.artist}, from {t.album}"),
    "dated song": heard(
        "{t} from {a|bare}, the {a.year} album by {a.artist}",
        "{t} from {a} ({a.year}) by {a.artist}",
        "{t} from {a.artist|s} {a.year} album {a|bare}",
    ),
    "pair": heard("{t} by {t.artist} and {u} by {u.artist}"),
    # {t} and {u} have the same title
    "twins": heard("{t} by {t.artist} and to {u} by {u.artist}"),
    "three songs": heard("{t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist}"),
    # {s} two or three songs by one artist
    "songs by one": heard("{s} by {t.artist}"),
    # {s} two or three songs on {a}, by the same artist; {all} is "both" or "all"
    "songs on album": heard(
        "{s} from {a|bare}, the {a.year} album by {a.artist}",
        "{s}, {all} from {a} ({a.year}) by {a.artist}",
        "{s} from {a.artist|s} {a.year} album {a|bare}",
    ),
    "title track": heard(
        "the title track of {a|bare} by {a.artist}",
        "the title track of {a|bare}, the {a.year} album by {a.artist}",
        "the title track of {a.artist|s} {a.year} album {a|bare}",
    ),
    # {a} an album by somebody
    "album": heard(
        "{a|bare}, the {a.year} album by {a.artist}",
        "{a} ({a.year}) by {a.artist}",
        "{a.artist|s} {a.year} album {a|bare}",
    ),
    "undated album": heard("the album {a|bare} by {a.artist}"),
    "self-titled album": heard("the self-titled {a.year} album by {a.artist}"),
    # {a} and {b} by two artists, in two years; {a} is the older one
    "albums": heard("{a} ({a.year}) by {a.artist} and {b} ({b.year}) by {b.artist}"),
    "albums by one": heard(
        "{a|bare} and {b|bare}, the {a.artist} albums from {a.year} and {b.year}",
        "{a} ({a.year}) and {b} ({b.year}) by {a.artist}",
    ),
    "albums of a year": heard("{a} by {a.artist} and {b} by {b.artist}, both from {a.year}"),
    # {x} an artist, or several as a list
    "artist": heard("{x}"),
    "artists": heard("{x}"),
    # {x} songs and albums, each with its maker, as a list
    "mixed": heard("{x}"),
    # {g} all the genres
    "genres": heard("{g}"),
    "genres alone": heard("{g}", heads=("the {genres} in {name|s} listening {are} {g}",)),
}
"""The tables about listening."""

TOP: Final[dict[str, Forms]] = {
    # {t} the first song
    "top song": topped("top [song] is {t} by {t.artist}"),
    "top dated song": topped(
        "top [song] is {t} from {a|bare}, the {a.year} album by {a.artist}",
        "top [song] is {t} by {a.artist}, from {a} ({a.year})",
    ),
    # {s} the first two or three songs, each with its maker
    "top songs": topped("top [songs] are {s}"),
    # {s} the first two or three, all by one artist; {all} is "both" or "all"
    "top songs by one": topped(
        "top {n} [songs], {s}, are {all} by {t.artist}", "top [songs] are {s}, {all} by {t.artist}"
    ),
    # {n} songs, all that are listed; {t} the first of them, {p} of them on {a}
    "all songs by one": whole("all {n} of @the top [songs] are by {t.artist}, beginning with {t}"),
    "all songs by one, some on an album": whole(
        "all {n} of @the top [songs] are by {t.artist}, {p} of them from {a} ({a.year})"
    ),
    "all songs on one album": whole("all {n} of @the top [songs] are from {a} ({a.year}) by {a.artist}"),
    # {p} of {n} songs, or of {n} albums; {u} the only one by somebody else
    "most songs by one": Forms(
        afters=("{p} of the {n} top [songs] are by {t.artist}",),
        heads=("{p} of {name|s} {n} top [songs] are by {t.artist}",),
    ),
    "most songs by one, the other": Forms(
        afters=("{p} of the {n} top [songs] are by {t.artist}, and the other is {u} by {u.artist}",)
    ),
    "most albums by one": Forms(afters=("{p} of the {n} albums are by {a.artist}",)),
    # {t} and {u} have the same title, or {a} and {b}
    "twin albums": Forms(afters=("two of the albums are called {a|bare}, one by {a.artist} and one by {b.artist}",)),
    "twin songs": Forms(
        afters=("two of the [songs] are called {t}, one by {t.artist} and one by {u.artist}",),
        heads=("{t} is on {name|s} list twice, by {t.artist} and by {u.artist}",),
    ),
    "top songs on album": topped(
        "top [songs] are {s}, {all} from {a} ({a.year}) by {a.artist}",
        "top [songs] are {s}, {all} from {a.artist|s} {a.year} album {a|bare}",
    ),
    # {a} the first album
    "top album": topped(
        "top album is {a|bare} by {a.artist}, from {a.year}", "top album is {a|bare} ({a.year}) by {a.artist}"
    ),
    # {s} the first two or three albums, each with its year and maker
    "top albums": topped("top albums are {s}"),
    # {x} the first artist, or the first few
    "top artist": topped("top artist is {x}"),
    "top artists": topped(
        "top artists are {x}",
        heads=(
            "{x} are the top artists in {name|s} listening",
            "at the top of {name|s} list are {x}",
            "{name} has {x} at the top of the list",
        ),
    ),
    # {x} some artists of more
    "among": Forms(afters=("{x} {is} among the top artists",)),
    # {a} the oldest of the albums, {b} the newest
    "span": Forms(
        afters=("the albums run from {a|bare} ({a.year}) by {a.artist} to {b|bare} ({b.year}) by {b.artist}",),
        heads=("{name|s} listening runs from {a|bare} ({a.year}) by {a.artist} to {b|bare} ({b.year}) by {b.artist}",),
    ),
    # {s} the first two or three albums of one year, each with its maker; {all} is "both" or "all"
    "top albums of a year": topped("top albums, {all} from {a.year}, are {s}"),
    # {a} and {b} of one year, or {n} albums, all of them of one year
    "two albums of a year": Forms(afters=("{a} by {a.artist} and {b} by {b.artist} are both from {a.year}",)),
    "all of a year": Forms(afters=("all {n} albums are from {a.year}", "all {n} albums came out in {a.year}")),
}
"""The tables about the first of a list, and about a whole list."""

HEARD_TYPED: Final[dict[str, Forms]] = {
    # {f} an influence, {t} a listed track by that very artist
    "heard influence": Forms(phrases=("@name {f} as an influence and @listen to {t}",)),
}
"""An influence that is listened to."""
