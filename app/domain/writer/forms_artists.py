"""Wordings for the listed artists and genres, and for several songs by one artist."""

from typing import Final

from app.domain.writer.forms import Forms, forms

ARTISTS: Final[dict[str, Forms]] = {
    # {x} two or three top artists, as a list
    "artists": forms(
        phrases=(
            "@listen to {x}",
            "@have {x} on the list",
            "@keep {x} on the list",
            "listener: @play {x}",
            "@bring {x} together on one list",
            "@give a place on the list to {x}",
        ),
        clauses=(
            "{x} are on the list",
            "the artists on the list include {x}",
            "the listening takes in {x}",
            "among the artists on the list are {x}",
            "{x} are among the artists on the list",
            "the listening goes to {x}",
            "names on the list include {x}",
            "{x} share the list",
            "as artists go, the list has {x}",
            "the list turns to {x}",
            "on the list are {x}",
            "also on the list are {x}",
            "the artists listened to include {x}",
            "listed artists include {x}",
            "{x} have a place on the list",
            "{x} turn up on the list",
            "the listening also takes in {x}",
            "the list names {x}",
            "{x} come up on the list",
            "{x} appear on the list",
            "the list brings together {x}",
            "the list counts {x} among its artists",
            "some of the names on the list are {x}",
            "to be found on the list are {x}",
            "the list contains {x}",
        ),
        heads=(
            "{x} are on the list of <who>",
            "{name|s} list includes {x}",
            "listener: {x} are what {name} plays",
            "the artists on {name|s} list include {x}",
            "{x} are among the artists that {name} listens to",
            "{x} have a listener in <who>",
            "among those listening to {x} is <who>",
            "a list with {x} on it belongs to <who>",
            "{name} keeps a list with {x} on it",
            "the listening of {name} takes in {x}",
            "artists on the list of {name} include {x}",
            "{x} come together on the list of <who>",
            "some of the names on {name|s} list are {x}",
            "{x} appear on the list of <who>",
            "the list that brings {x} together belongs to <who>",
        ),
    ),
    "artist": forms(
        phrases=("@listen to {x}", "@have {x} on the list", "listener: @play {x}"),
        clauses=(
            "one artist on the list is {x}",
            "the list has {x} on it",
            "the listening goes to {x}",
            "the name on the list is {x}",
        ),
        heads=(
            "{name|s} list has {x} on it",
            "one artist that {name} listens to is {x}",
            "{x|one} has a listener in <who>",
            "among those listening to {x} is <who>",
            "the list of {name} has {x} on it",
        ),
    ),
    # {t} and {u} by one artist who has {n} tracks (a word) on the list
    "devotion": forms(
        phrases=(
            "@have {n} [songs] by {t.artist} on the list",
            "@listen to {t} and {u}, both by {t.artist}",
            "@keep {t} and {u} by {t.artist} on the list",
            "listener: @play {t} and {u} by {t.artist}",
        ),
        clauses=(
            "{n} of the [songs] on the list are by {t.artist}, {t} and {u} among them",
            "{t.artist|one} has {n} [songs] on the list, {t} and {u} among them",
            "{n} [songs] by {t.artist} are on the list",
            "{t} and {u}, both by {t.artist}, are on the list",
            "the list goes to {t.artist} for {t} and {u}",
            "the list holds {n} [songs] by {t.artist}, with {t} and {u} among them",
            "both {t} and {u} on the list are by {t.artist}",
            "with {t} and {u}, {t.artist|one} has {n} [songs] on the list",
        ),
        heads=(
            "{n} [songs] on {name|s} list are by {t.artist}, {t} and {u} among them",
            "{t.artist|one} has {n} [songs] on {name|s} list, {t} and {u} among them",
            "{t} and {u}, both by {t.artist}, are on the list of <who>",
            "{name} keeps {n} [songs] by {t.artist} on the list, {t} and {u} among them",
        ),
    ),
    # {t} and {u}, the only two listed tracks of one artist
    "two by one": forms(
        phrases=(
            "@have two [songs] by {t.artist} on the list, {t} and {u}",
            "@listen to {t} and {u}, both by {t.artist}",
            "@keep {t} and {u} by {t.artist} on the list",
            "listener: @play {t} and {u} by {t.artist}",
        ),
        clauses=(
            "{t.artist|one} has two [songs] on the list, {t} and {u}",
            "two [songs] on the list are by {t.artist}, {t} and {u}",
            "{t} and {u}, both by {t.artist}, are on the list",
            "the list goes to {t.artist} for {t} and {u}",
            "the list holds both {t} and {u} by {t.artist}",
            "by {t.artist} the list has both {t} and {u}",
        ),
        heads=(
            "{t.artist|one} has two [songs] on {name|s} list, {t} and {u}",
            "{t} and {u}, both by {t.artist}, are on the list of <who>",
            "{t} and {u} by {t.artist} have a listener in <who>",
            "{name} goes to {t.artist} for {t} and {u}",
        ),
    ),
    # every listed track is by {t.artist}
    "one artist": forms(
        clauses=(
            "every [song] on the list is by {t.artist}, {t} and {u} among them",
            "the whole list is by {t.artist}, with {t} and {u} on it",
            "all the [songs] on the list are by {t.artist}, {t} and {u} among them",
        ),
        heads=(
            "every [song] on {name|s} list is by {t.artist}, {t} and {u} among them",
            "all of {name|s} list is by {t.artist}, with {t} and {u} on it",
            "one artist, {t.artist}, fills the list of {name}, with {t} and {u} on it",
        ),
    ),
    # {g} one genre or two
    "genres": forms(
        clauses=(
            "the genres on the list include {g}",
            "among the genres on the list are {g}",
            "{g} are genres on the list",
            "the list takes in genres such as {g}",
        ),
        heads=(
            "the genres on {name|s} list include {g}",
            "{g} are genres on the list of <who>",
            "{name|s} list takes in genres such as {g}",
        ),
    ),
    "genre": forms(
        clauses=("one genre on the list is {g}", "the genres on the list include {g}"),
        heads=("one genre on {name|s} list is {g}",),
    ),
}
