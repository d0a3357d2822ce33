"""Wordings for releases that carry the artist's own name: past tense with the year, present for what is on them."""

from typing import Final

from app.domain.writer.forms import Forms, forms

OWN: Final[dict[str, Forms]] = {
    # {a} one own album with a year
    "own album": forms(
        phrases=("released {a} in {a.year}", "put out {a} in {a.year}", "made {a}, which came out in {a.year}"),
        clauses=(
            "{a} came out in {a.year}",
            "the album {a|bare} came out in {a.year}",
            "{a} is the album of {a.year}",
            "the album of {a.year} is {a|bare}",
            "{a.year} is the year of {a}",
            "{a} dates to {a.year}",
            "one album, {a|bare}, came out in {a.year}",
        ),
        heads=(
            "{a}, which came out in {a.year}, is an album by <who>",
            "in {a.year}, {name} released {a}",
            "{a.year} is the year of {a}, an album by <who>",
            "{name} released {a} in {a.year}",
            "the {a.year} album {a|bare} is by <who>",
        ),
    ),
    # {a} the earlier and {b} the later of two own albums
    "own albums": forms(
        phrases=(
            "released {a} in {a.year} and {b} in {b.year}",
            "put out {a} in {a.year} and {b} in {b.year}",
        ),
        clauses=(
            "{a} came out in {a.year}, and {b} followed in {b.year}",
            "{a} dates to {a.year} and {b} to {b.year}",
            "{a} came out in {a.year}, {b} in {b.year}",
            "the albums include {a|bare} ({a.year}) and {b|bare} ({b.year})",
            "two of the albums are {a|bare}, out in {a.year}, and {b|bare}, out in {b.year}",
            "after {a} in {a.year} came {b} in {b.year}",
        ),
        heads=(
            "{name} released {a} in {a.year} and {b} in {b.year}",
            "{a} ({a.year}) and {b} ({b.year}) are albums by <who>",
            "in {a.year}, {name} released {a}, and in {b.year} came {b}",
            "after {a} in {a.year}, {name} released {b} in {b.year}",
            "{a} came out in {a.year} and {b} in {b.year}, both by <who>",
        ),
    ),
    # {a} an own album with {t} and {u} on it
    "own album songs": forms(
        clauses=(
            "{a} came out in {a.year} with {t} and {u} on it",
            "the album {a|bare}, out in {a.year}, holds {t} and {u}",
            "{t} and {u} are on {a}, which came out in {a.year}",
            "both {t} and {u} are on {a}, out in {a.year}",
            "on {a}, out in {a.year}, are {t} and {u}",
        ),
        heads=(
            "{t} and {u} are on {a}, the {a.year} album by <who>",
            "{name} released {a} in {a.year}, with {t} and {u} on it",
            "on {a}, which came out in {a.year}, {name} has {t} and {u}",
        ),
    ),
    # {a} an own album with {t} on it
    "own album song": forms(
        clauses=(
            "{a} came out in {a.year} with {t} on it",
            "{t} is on {a}, which came out in {a.year}",
            "the album {a|bare}, out in {a.year}, holds {t}",
            "{a.year} is the year of {a}, which has {t} on it",
            "on {a}, out in {a.year}, is {t}",
        ),
        heads=(
            "{t} is on {a}, the {a.year} album by <who>",
            "{name} released {a} in {a.year}, with {t} on it",
            "on {a}, which came out in {a.year}, {name} has {t}",
        ),
    ),
    # {t} and {u}, own tracks
    "own songs": forms(
        phrases=("@have {t} and {u} among the [songs]",),
        clauses=(
            "the [songs] include {t} and {u}",
            "two of the [songs] are {t} and {u}",
            "{t} and {u} are among the [songs]",
            "among the [songs] are {t} and {u}",
            "two titles among the [songs] are {t} and {u}",
        ),
        heads=(
            "{t} and {u} are [songs] by <who>",
            "the [songs] by {name} include {t} and {u}",
            "two of the [songs] by {name} are {t} and {u}",
        ),
    ),
    "own song": forms(
        clauses=("one of the [songs] is {t}", "the [songs] include {t}", "one [song] is called {t}"),
        heads=("{t} is a [song] by <who>", "one [song] by {name} is {t}"),
    ),
    # {g} one genre or two
    "own genre": forms(
        phrases=("@make {g}",),
        clauses=("the music is {g}", "the word for the music is {g}"),
        heads=("{name} makes {g}",),
    ),
}
