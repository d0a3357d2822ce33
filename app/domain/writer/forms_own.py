"""Wordings for releases that carry the artist's own name: past tense with the year, present for what is on them."""

from typing import Final

from app.domain.writer.forms import Forms, forms

OWN: Final[dict[str, Forms]] = {
    # {a} one own album with a year; {s} songs on it, one or a list
    "record": forms(
        phrases=("released {a} in {a.year}",),
        clauses=("{a} came out in {a.year}",),
        heads=("{a} is the {a.year} album by <who>",),
    ),
    "record with songs": forms(
        phrases=("released {a} in {a.year}, with {s} on it",),
        clauses=(
            "{a} came out in {a.year} with {s} on it",
            "{a}, with {s} on it, came out in {a.year}",
            "{s} {is} on {a}, which came out in {a.year}",
            "{s} {is} on {a|bare}, an album from {a.year}",
            "{a}, from {a.year}, has {s} on it",
        ),
        heads=(
            "{s} {is} on {a|bare}, the {a.year} album by <who>",
            "{a}, with {s} on it, is the {a.year} album by <who>",
        ),
    ),
    # {a} an own album called by the artist's name
    # {a} the typed current release
    "current record": forms(
        clauses=("{a} is out now", "the current release is {a}, from {a.year}"),
        heads=("{a} is out now from <who>",),
    ),
    "current record with songs": forms(
        clauses=("{a} is out now, with {s} on it", "the current release is {a}, from {a.year}, with {s} on it"),
    ),
    # {n} years after {b}, the own album before it
    "current record after another": forms(
        clauses=("{a} is out now, {n} after {b}", "the current release is {a}, from {a.year}, {n} after {b}"),
    ),
    "self-titled record": forms(
        phrases=("released a self-titled album in {a.year}",),
        clauses=("the self-titled album came out in {a.year}",),
    ),
    "self-titled record with songs": forms(
        phrases=("released a self-titled album in {a.year}, with {s} on it",),
        clauses=("the self-titled album came out in {a.year} with {s} on it",),
    ),
    # the same without its year
    "songs on a record": forms(clauses=("{s} {is} on {a}",)),
    # {a} the earlier and {b} the later of two own albums, {n} years (in words) apart
    "two records": forms(
        phrases=("released {a} in {a.year} and {b} in {b.year}",),
        clauses=(
            "{a} came out in {a.year}, and {b} followed in {b.year}",
            "{a} came out in {a.year} and {b} in {b.year}",
            "{a} came out in {a.year}, and {b} followed {n} later",
            "{b} came out in {b.year}, {n} after {a}",
        ),
        heads=("{a} ({a.year}) and {b} ({b.year}) are albums by <who>",),
    ),
    # {s} songs on the earlier one
    "two records, songs on the first": forms(
        clauses=(
            "{a} came out in {a.year} with {s} on it, and {b} followed in {b.year}",
            "{a} came out in {a.year} with {s} on it, and {b} followed {n} later",
            "{s} {is} on {a}, from {a.year}, and {b} followed in {b.year}",
            "{s} {is} on {a}, which came out in {a.year}. {b} followed in {b.year}",
        ),
    ),
    # {r} songs on the later one
    "two records, songs on the second": forms(
        clauses=(
            "{a} came out in {a.year}, and {b} followed in {b.year} with {r} on it",
            "{a} came out in {a.year}. {b} followed {n} later with {r} on it",
            "{b} came out in {b.year} with {r} on it, {n} after {a}",
            "{b}, with {r} on it, came out in {b.year}, {n} after {a}",
            "{b} came out in {b.year} with {r} on it, after {a} in {a.year}",
        ),
    ),
    "two records with songs": forms(
        clauses=(
            "{a} came out in {a.year} with {s} on it, and {b} followed in {b.year} with {r}",
            "{a} came out in {a.year} with {s} on it. {b} followed in {b.year} with {r}",
            "{a} ({a.year}) has {s} on it, and {b} ({b.year}) has {r}",
            "{s} {is} on {a}, from {a.year}, and {r} on {b}, from {b.year}",
        ),
    ),
    "two of a year": forms(
        phrases=("released {a} and {b} in {a.year}",),
        clauses=("{a} and {b} both came out in {a.year}", "{a} and {b} are both from {a.year}"),
        heads=("{a} and {b}, both from {a.year}, are albums by <who>",),
    ),
    # {c} the newest of three own albums
    "three records": forms(
        phrases=("released {a} in {a.year}, {b} in {b.year} and {c} in {c.year}",),
        clauses=(
            "{a} came out in {a.year}, {b} in {b.year} and {c} in {c.year}",
            "{c} came out in {c.year}, after {a} ({a.year}) and {b} ({b.year})",
            "{a} came out in {a.year}. {b} followed in {b.year} and {c} in {c.year}",
        ),
    ),
    "three records, songs on the last": forms(
        clauses=(
            "{c} came out in {c.year} with {r} on it, after {a} ({a.year}) and {b} ({b.year})",
            "{a} came out in {a.year} and {b} in {b.year}, and {c} followed in {c.year} with {r} on it",
            "{a} came out in {a.year} and {b} in {b.year}. {c} followed in {c.year} with {r} on it",
        ),
    ),
    "three records, songs on the first": forms(
        clauses=(
            "{a} came out in {a.year} with {s} on it. {b} followed in {b.year} and {c} in {c.year}",
            "{s} {is} on {a}, which came out in {a.year}. {b} followed in {b.year} and {c} in {c.year}",
        ),
    ),
    # {a} the oldest and {c} the newest of four or more
    "long run": forms(
        clauses=("the albums run from {a} ({a.year}) to {c} ({c.year})",),
    ),
    # {a} an own album without a year, or a name in a credit
    "undated record": forms(
        clauses=("{s} {is} on {a}", "{a} has {s} on it"),
        heads=("{s} {is} on {a|bare}, an album by <who>",),
    ),
    "album without a year": forms(heads=("{a} is an album by <who>",)),
    # {s} own songs that are on no known album
    "loose songs": forms(
        clauses=("{s} are among the top [songs]", "among the top [songs] are {s}"),
        heads=("{s} are [songs] by <who>",),
    ),
    "loose song": forms(clauses=("{s} is among the top [songs]",), heads=("{s} is a [song] by <who>",)),
    "top loose song": forms(clauses=("the top [song] is {s}",), heads=("{s} is a [song] by <who>",)),
}
"""The tables about own records."""
