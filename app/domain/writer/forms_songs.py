"""Wordings for the listed songs, artists and genres: what somebody listens to, and never that they made it."""

from typing import Final

from app.domain.writer.forms import Forms, forms

SONGS: Final[dict[str, Forms]] = {
    # {t} one track
    "song": forms(
        phrases=("@listen to {t} by {t.artist}",),
        clauses=(
            "the listening includes {t} by {t.artist}",
            "the top [songs] include {t} by {t.artist}",
            "one of the top [songs] is {t} by {t.artist}",
        ),
        afters=(
            "[also among the top [songs] is|another of the top [songs] is] {t} by {t.artist}",
            "{t} by {t.artist} is [among the top [songs] too|also among the top [songs]]",
            "[the listening also includes|to these the listening adds] {t} by {t.artist}",
        ),
        heads=(
            "{t} by {t.artist} is [among|one of] the top [songs] of <who>",
            "one of the [songs] that {name} @listen to is {t} by {t.artist}",
        ),
    ),
    # {t} and {u}, tracks by two artists
    "pair": forms(
        phrases=("@listen to {t} by {t.artist} and {u} by {u.artist}",),
        relatives=("whose listening includes {t} by {t.artist} and {u} by {u.artist}",),
        clauses=(
            "the listening includes {t} by {t.artist} and {u} by {u.artist}",
            "the top [songs] include {t} by {t.artist} and {u} by {u.artist}",
            "two of the top [songs] are {t} by {t.artist} and {u} by {u.artist}",
            "{t} by {t.artist} and {u} by {u.artist} are [among|two of] the top [songs]",
        ),
        afters=(
            "[also among the top [songs] are|other top [songs] are] {t} by {t.artist} and {u} by {u.artist}",
            "{t} by {t.artist} and {u} by {u.artist} are [among the top [songs] too|also among the top [songs]]",
            "[the listening also includes|to these the listening adds] {t} by {t.artist} and {u} by {u.artist}",
            "{t} by {t.artist} stands next to {u} by {u.artist}",
        ),
        heads=(
            "{t} by {t.artist} and {u} by {u.artist} are [among|two of] the top [songs] of <who>",
            "the [songs] that {name} @listen to include {t} by {t.artist} and {u} by {u.artist}",
        ),
    ),
    # {t}, {u} and {v}, tracks by three artists
    "three songs": forms(
        phrases=("@listen to {t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist}",),
        clauses=(
            "the listening includes {t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist}",
            "the top [songs] include {t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist}",
        ),
        afters=("also among the top [songs] are {t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist}",),
        heads=("{t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist} are among the top [songs] of <who>",),
    ),
    # {t} and {u} have one title
    "twins": forms(
        phrases=("@listen to two [songs] called {t}, one by {t.artist} and one by {u.artist}",),
        clauses=("two of the top [songs] are called {t}, one by {t.artist} and one by {u.artist}",),
        afters=("two of the top [songs] are called {t}, one by {t.artist} and one by {u.artist}",),
    ),
    # {t} is on {t.album}
    "song on album": forms(
        phrases=("@listen to {t} by {t.artist}, from {t.album}",),
        clauses=(
            "the listening includes {t} by {t.artist}, from {t.album}",
            "the top [songs] include {t} by {t.artist}, from {t.album}",
        ),
        afters=(
            "[also among the top [songs] is|another of the top [songs] is] {t} by {t.artist}, from {t.album}",
            "{t} by {t.artist}, from {t.album}, is [among the top [songs] too|also among the top [songs]]",
            "[the listening also includes|to these the listening adds] {t} by {t.artist}, from {t.album}",
        ),
        heads=(
            "{t} by {t.artist}, from {t.album}, is [among|one of] the top [songs] of <who>",
            "one of the [songs] that {name} @listen to is {t} by {t.artist}, from {t.album}",
        ),
    ),
    # {t} and {u} by one artist who has {n} tracks (a word) on the list
    "devotion": forms(
        phrases=(
            "@listen to {n} [songs] by {t.artist}, [{t} and {u} among them|including {t} and {u}]",
            "@listen to {t} and {u} by {t.artist}",
        ),
        clauses=("{n} of the top [songs] are by {t.artist}, [{t} and {u} among them|including {t} and {u}]",),
        afters=("{n} of the top [songs] are by {t.artist}, [{t} and {u} among them|including {t} and {u}]",),
        heads=(
            "{t} and {u} by {t.artist} are among the top [songs] of <who>",
            "{n} of the [songs] that {name} @listen to are by {t.artist}, {t} and {u} among them",
        ),
    ),
    # {t} and {u}, the only two listed tracks of one artist
    "two by one": forms(
        phrases=("@listen to {t} and {u} by {t.artist}", "@listen to two [songs] by {t.artist}, {t} and {u}"),
        clauses=(
            "two of the top [songs] are by {t.artist}, {t} and {u}",
            "the listening includes {t} and {u} by {t.artist}",
        ),
        afters=(
            "the listening includes {t.artist} twice, with {t} and {u}",
            "two of the top [songs] are by {t.artist}, {t} and {u}",
            "[also among the top [songs] are|the listening also includes] {t} and {u} by {t.artist}",
        ),
        heads=(
            "{t} and {u} by {t.artist} are [among|two of] the top [songs] of <who>",
            "two of the [songs] that {name} @listen to are by {t.artist}, {t} and {u}",
        ),
    ),
    # every listed track is by {t.artist}
    "one artist": forms(
        phrases=("@listen to [songs] by {t.artist}, [{t} and {u} among them|including {t} and {u}]",),
        clauses=("all the top [songs] are by {t.artist}, {t} and {u} among them",),
        afters=(
            "all the top [songs] are by {t.artist}, {t} and {u} among them",
            "every one of the top [songs] is by {t.artist}, including {t} and {u}",
        ),
        heads=("all the top [songs] of <who> are by {t.artist}, {t} and {u} among them",),
    ),
    # {x} two or three top artists, as a list
    "artists": forms(
        phrases=("@listen to [|the music of ]{x}",),
        relatives=("whose listening includes {x}",),
        clauses=(
            "[the listening includes|listening includes] {x}",
            "[the artists listed here include|among the artists listed here are] {x}",
            "{x} are among the artists listed [here|on this page]",
        ),
        afters=(
            "[also on the list are|the list also includes|the artists on the list include] {x}",
            "{x} are [on the list too|also on the list|listed as well]",
            "among the artists are {x}",
        ),
        heads=(
            "{x} are among the artists listed by <who>",
            "the artists that {name} @listen to include {x}",
            "{x} are among the artists that {name} @listen to",
        ),
    ),
    "artist": forms(
        phrases=("@listen to [|the music of ]{x}",),
        clauses=("the listening includes {x}", "one of the artists listed here is {x}"),
        afters=("also on the list is {x}", "among the artists is {x}"),
        heads=("one of the artists that {name} @listen to is {x}",),
    ),
    # {g} one genre or two
    "genres": forms(
        phrases=("@listen to {g}",),
        relatives=("whose listening includes {g}",),
        clauses=("the listening includes {g}", "the genres include {g}"),
        afters=(
            "the genres include {g}",
            "{g} are among the genres",
        ),
        heads=("{g} are among the genres listed by <who>", "among the genres listed by <who,> are {g}"),
    ),
    "genre": forms(
        relatives=("whose listening includes {g}",),
        clauses=("the listening includes {g}",),
        afters=("the one genre is {g}", "the genre is {g}"),
    ),
}
