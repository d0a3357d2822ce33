"""Wordings for releases that carry the artist's own name. Past tense with the year, present for what is on them."""

from app.domain.writer.forms import Forms, forms

OWN: dict[str, Forms] = {
    # {a} one own album with a year
    "own album": forms(
        phrases=(
            "@have an album, {a|bare}, that came out in {a.year}",
            "released {a} in {a.year}",
            "put out {a} in {a.year}",
        ),
        clauses=(
            "{a} came out in {a.year}",
            "the album {a|bare} came out in {a.year}",
            "in {a.year} came {a}",
            "{a} is the album of {a.year}",
            "the album of {a.year} is {a|bare}",
            "{a.year} is the year of {a}",
        ),
        heads=(
            "{a}, out in {a.year}, is an album by <who>",
            "in {a.year}, {name} released {a}",
            "{a.year} is the year of {a}, an album by <who>",
            "{name} released {a} in {a.year}",
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
            "between {a} in {a.year} and {b} in {b.year} lie the dates of the albums",
            "two of the albums are {a|bare}, out in {a.year}, and {b|bare}, out in {b.year}",
        )[:4]
        + ("two of the albums are {a|bare}, out in {a.year}, and {b|bare}, out in {b.year}",),
        heads=(
            "{name} released {a} in {a.year} and {b} in {b.year}",
            "{a} ({a.year}) and {b} ({b.year}) are albums by <who>",
            "in {a.year}, {name} released {a}, and in {b.year} came {b}",
            "after {a} in {a.year}, {name} released {b} in {b.year}",
        ),
    ),
    # {a} an own album with {t} and {u} on it
    "own album songs": forms(
        clauses=(
            "{a} came out in {a.year} with {t} and {u} on it",
            "the album {a|bare}, out in {a.year}, holds {t} and {u}",
            "{t} and {u} are on {a}, which came out in {a.year}",
            "from {a.year} there is {a}, with {t} and {u} on it",
            "both {t} and {u} are on {a}, out in {a.year}",
        ),
        heads=(
            "{t} and {u} are on {a}, the {a.year} album by <who>",
            "{name} released {a} in {a.year}, with {t} and {u} on it",
        ),
    ),
    # {a} an own album with {t} on it
    "own album song": forms(
        clauses=(
            "{a} came out in {a.year} with {t} on it",
            "{t} is on {a}, which came out in {a.year}",
            "the album {a|bare}, out in {a.year}, holds {t}",
            "{a.year} is the year of {a}, with {t} on it",
        ),
        heads=(
            "{t} is on {a}, the {a.year} album by <who>",
            "{name} released {a} in {a.year}, with {t} on it",
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
        ),
        heads=("{t} and {u} are [songs] by <who>", "the [songs] by {name} include {t} and {u}"),
    ),
    "own song": forms(
        clauses=("one of the [songs] is {t}", "the [songs] include {t}", "{t} is one of the [songs]"),
        heads=("{t} is a [song] by <who>", "one [song] by {name} is {t}"),
    ),
    # {g} one genre or two
    "own genre": forms(
        phrases=("@make {g}",),
        clauses=("the music is filed under {g}", "the genre is {g}", "{g} is the genre"),
        heads=("{name} makes {g}",),
    ),
}
