"""Wordings for releases that carry the artist's own name: past tense with the year, present for what is on them."""

from typing import Final

from app.domain.writer.forms import Forms, forms

OWN: Final[dict[str, Forms]] = {
    # {a} one own album with a year
    "own album": forms(
        phrases=("released {a} in {a.year}",),
        clauses=(
            "{a} came out in {a.year}",
            "the album {a|bare} came out in {a.year}",
            "{a} dates from {a.year}",
            "{a} has been out since {a.year}",
        ),
        heads=("{a}, released in {a.year}, is an album by <who>", "in {a.year}, <who,> released {a}"),
    ),
    # {a} the earlier and {b} the later of two own albums
    "own albums": forms(
        phrases=("released {a} in {a.year} and {b} in {b.year}",),
        clauses=(
            "{a} came out in {a.year}, and {b} followed in {b.year}",
            "{a} came out in {a.year} and {b} in {b.year}",
            "the albums include {a|bare} ({a.year}) and {b|bare} ({b.year})",
            "first came {a}, in {a.year}, and then {b}, in {b.year}",
            "there are albums from {a.year} and {b.year}, {a|bare} and {b|bare}",
        ),
        heads=(
            "{a} ({a.year}) and {b} ({b.year}) are albums by <who>",
            "albums by <who,> include {a|bare} ({a.year}) and {b|bare} ({b.year})",
        ),
    ),
    # {a} the earlier album with {t} and {u} on it, {b} the later one
    "own story": forms(
        clauses=(
            "{a} came out in {a.year} with {t} and {u} on it, and {b} followed in {b.year}",
            "{t} and {u} are on {a}, which came out in {a.year}, and {b} followed in {b.year}",
        ),
    ),
    # {a} an own album with {t} and {u} on it
    "own album songs": forms(
        phrases=("released {a} in {a.year}, with {t} and {u} on it",),
        clauses=(
            "{a} came out in {a.year} with {t} and {u} on it",
            "{t} and {u} are on {a}, which came out in {a.year}",
            "{t} and {u} are from {a|bare}, the album of {a.year}",
            "both {t} and {u} come from {a}, released in {a.year}",
        ),
        heads=(
            "{t} and {u} are on {a|bare}, the {a.year} album by <who>",
            "{t} and {u} are [songs] from {a|bare}, which <who,> released in {a.year}",
        ),
    ),
    # {a} an own album with {t} on it
    "own album song": forms(
        phrases=("released {a} in {a.year}, with {t} on it",),
        clauses=(
            "{a} came out in {a.year} with {t} on it",
            "{t} is on {a}, which came out in {a.year}",
            "{t} comes from {a}, released in {a.year}",
        ),
        heads=("{t} is on {a|bare}, the {a.year} album by <who>",),
    ),
    # {t} and {u}, own tracks
    "own songs": forms(
        clauses=(
            "the [songs] include {t} and {u}",
            "{t} and {u} are two of the [songs]",
            "{t} and {u} are among the [songs]",
            "two of the [songs] are {t} and {u}",
            "there are [songs] called {t} and {u}",
        ),
        heads=("{t} and {u} are [songs] by <who>", "[songs] by <who,> include {t} and {u}"),
    ),
    "own song": forms(
        clauses=(
            "the [songs] include {t}",
            "one of the [songs] is {t}",
            "among the [songs] is {t}",
            "{t} is [one of|among] the [songs]",
            "there is a [song] called {t}",
        ),
        heads=("{t} is a [song] by <who>",),
    ),
    # {g} one genre or two
    "own genre": forms(
        phrases=("@make {g}", "@work in {g}"), relatives=("whose music is {g}",), clauses=("the music is {g}",)
    ),
}
