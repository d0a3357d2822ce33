"""Wordings for the listed songs and artists: what the page's owner listens to, and never that they made it."""

from typing import Final

from app.domain.writer.forms import Forms, forms

SONGS: Final[dict[str, Forms]] = {
    # {t} one track
    "song": forms(
        phrases=(
            "@listen to {t} by {t.artist}",
            "@have {t} by {t.artist} on the list",
            "@keep {t} by {t.artist} on the list",
            "listener: @play {t} by {t.artist}",
        ),
        clauses=(
            "{t} by {t.artist} is on the list",
            "the list has {t} by {t.artist}",
            "one [song] on the list is {t} by {t.artist}",
            "{t.artist|one} is on the list with {t}",
            "among the [songs] on the list is {t} by {t.artist}",
            "the listening includes {t} by {t.artist}",
            "one title on the list is {t} by {t.artist}",
            "the list finds a place for {t} by {t.artist}",
            "also on the list is {t} by {t.artist}",
            "listed [songs] include {t} by {t.artist}",
            "of the [songs] on the list, one is {t} by {t.artist}",
            "{t} by {t.artist} has a place on the list",
            "the [songs] listened to include {t} by {t.artist}",
            "a place on the list goes to {t} by {t.artist}",
            "{t.artist|one} comes up on the list with {t}",
            "the list gives a place to {t} by {t.artist}",
        ),
        heads=(
            "{t} by {t.artist} is on the list of <who>",
            "{name|s} list has {t} by {t.artist}",
            "{t.artist|one} is on {name|s} list with {t}",
            "one of the [songs] on the list of {name} is {t} by {t.artist}",
            "among the [songs] on {name|s} list is {t} by {t.artist}",
            "{t} by {t.artist} has a listener in <who>",
            "a list with {t} by {t.artist} on it belongs to <who>",
            "{name} keeps a list with {t} by {t.artist} on it",
            "among those listening to {t} by {t.artist} is <who>",
            "{t} by {t.artist} is one of the [songs] that {name} listens to",
        ),
    ),
    # {t} and {u}, tracks by two artists
    "pair": forms(
        phrases=(
            "@have {t} by {t.artist} and {u} by {u.artist} on the list",
            "@listen to {t} by {t.artist} and {u} by {u.artist}",
            "@put {t} by {t.artist} beside {u} by {u.artist}",
            "@keep {t} by {t.artist} and {u} by {u.artist} on one list",
            "listener: @play {t} by {t.artist} and {u} by {u.artist}",
            "listener: @go from {t} by {t.artist} to {u} by {u.artist}",
        ),
        clauses=(
            "{t} by {t.artist} and {u} by {u.artist} are on the list",
            "the list puts {t} by {t.artist} beside {u} by {u.artist}",
            "{t.artist|one} is on the list with {t}, {u.artist|one} with {u}",
            "the [songs] on the list include {t} by {t.artist} and {u} by {u.artist}",
            "two [songs] on the list are {t} by {t.artist} and {u} by {u.artist}",
            "the listening runs from {t} by {t.artist} to {u} by {u.artist}",
            "{t} by {t.artist} shares the list with {u} by {u.artist}",
            "the listening goes to {t} by {t.artist} and {u} by {u.artist}",
            "on the list, {t} by {t.artist} is in the company of {u} by {u.artist}",
            "a place on the list goes to {t} by {t.artist}, another to {u} by {u.artist}",
            "between them, {t.artist|one} and {u.artist|one} give the list {t} and {u}",
            "of the [songs] on the list, one is {t} by {t.artist} and another {u} by {u.artist}",
            "also on the list are {t} by {t.artist} and {u} by {u.artist}",
            "{t.artist|one} and {u.artist|one} each have a [song] on the list, {t} and {u}",
            "the listening takes in {t} by {t.artist} and also {u} by {u.artist}",
            "a [song] by {t.artist}, {t}, is on the list with one by {u.artist}, {u}",
            "the list sets {t} by {t.artist} next to {u} by {u.artist}",
            "the list moves between {t} by {t.artist} and {u} by {u.artist}",
            "both {t} by {t.artist} and {u} by {u.artist} are on the list",
            "the [songs] listened to include {t} by {t.artist} and {u} by {u.artist}",
            "{t} is on the list by way of {t.artist}, {u} by way of {u.artist}",
        ),
        heads=(
            "{t} by {t.artist} and {u} by {u.artist} are on the list of <who>",
            "{name|s} list has {t} by {t.artist} and {u} by {u.artist}",
            "on {name|s} list, {t} by {t.artist} is beside {u} by {u.artist}",
            "{t.artist|one} is on {name|s} list with {t}, {u.artist|one} with {u}",
            "two of the [songs] on {name|s} list are {t} by {t.artist} and {u} by {u.artist}",
            "{t} by {t.artist} shares a list with {u} by {u.artist}, and the list is that of <who>",
            "listener: {t} by {t.artist} and {u} by {u.artist} are two of the [songs] that {name} plays",
            "{t} by {t.artist} and {u} by {u.artist} have a listener in <who>",
            "a list with {t} by {t.artist} and {u} by {u.artist} on it belongs to <who>",
            "among those listening to {t} by {t.artist} and {u} by {u.artist} is <who>",
            "{name} keeps a list with {t} by {t.artist} and {u} by {u.artist} on it",
            "{t.artist|one} and {u.artist|one} each have a [song] on {name|s} list, {t} and {u}",
            "the list of {name} moves between {t} by {t.artist} and {u} by {u.artist}",
        ),
    ),
    # {t}, {u} and {v}, tracks by three artists
    "three songs": forms(
        phrases=("@listen to {t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist}",),
        clauses=(
            "{t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist} are on the list",
            "the [songs] on the list include {t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist}",
            "the listening takes in {t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist}",
            "three titles on the list are {t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist}",
        ),
        heads=(
            "three of the [songs] on {name|s} list are {t} by {t.artist}, {u} by {u.artist} and {v} by {v.artist}",
        ),
    ),
    # {x} two or three top artists, as a list
    "artists": forms(
        phrases=(
            "@listen to {x}",
            "@have {x} on the list",
            "@keep {x} on the list",
            "listener: @play {x}",
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
        ),
        heads=(
            "{x} are on the list of <who>",
            "{name|s} list includes {x}",
            "listener: {x} are what {name} plays",
            "the artists on {name|s} list include {x}",
            "{x} are among the artists that {name} listens to",
            "listener: the listening of {name} takes in {x}",
            "{x} have a listener in <who>",
            "among those listening to {x} is <who>",
            "a list with {x} on it belongs to <who>",
            "{name} keeps a list with {x} on it",
            "the listening of {name} takes in {x}",
            "artists on the list of {name} include {x}",
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
    # {t} and {u} have one title
    "twins": forms(
        clauses=(
            "one title, {t}, is on the list by {t.artist} and again by {u.artist}",
            "{t} is on the list twice, by {t.artist} and by {u.artist}",
            "the list has {t} twice, by {t.artist} and by {u.artist}",
        ),
        heads=(
            "{t} is on {name|s} list twice, by {t.artist} and by {u.artist}",
            "{name|s} list has {t} by {t.artist} and again by {u.artist}",
        ),
    ),
    # {t} is on {t.album}
    "song on album": forms(
        phrases=(
            "@listen to {t} by {t.artist}, on the album {t.album|bare}",
            "@go to the album {t.album|bare} for {t} by {t.artist}",
            "@keep {t} by {t.artist}, off the album {t.album|bare}, on the list",
        ),
        clauses=(
            "the list has {t} by {t.artist}, which is on the album {t.album|bare}",
            "the album {t.album|bare} gives the list {t} by {t.artist}",
            "from the album {t.album|bare} the list takes {t} by {t.artist}",
            "{t} by {t.artist}, on the list, is on the album {t.album|bare}",
            "{t.artist|one} is on the list with {t}, which is on the album {t.album|bare}",
            "the list goes to the album {t.album|bare} for {t} by {t.artist}",
            "one [song] on the list, {t} by {t.artist}, comes off the album {t.album|bare}",
            "off the album {t.album|bare}, {t} by {t.artist} is on the list",
            "{t} by {t.artist} comes off the album {t.album|bare} and is on the list",
            "the [songs] listened to include {t} by {t.artist}, off the album {t.album|bare}",
        ),
        heads=(
            "{name|s} list has {t} by {t.artist}, on the album {t.album|bare}",
            "the album {t.album|bare} gives {name|s} list {t} by {t.artist}",
            "the album {t.album|bare} has {t} by {t.artist} on it, and so has the list of <who>",
            "{t} by {t.artist}, off the album {t.album|bare}, is on the list of <who>",
            "{name} goes to the album {t.album|bare} for {t} by {t.artist}",
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
