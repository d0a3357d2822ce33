"""Wordings for the listed albums by others: releases in the past tense or "from" their year."""

from typing import Final

from app.domain.writer.forms import Forms, forms

ALBUMS: Final[dict[str, Forms]] = {
    # the title track of {a} is listed
    "title track": forms(
        phrases=("@listen to the title track of {a|bare} by {a.artist}",),
        clauses=("the listening includes the title track of {a|bare} by {a.artist}",),
        afters=(
            "also on the list is the title track of {a|bare} by {a.artist}",
            "the title track of {a|bare} by {a.artist} is on the list too",
        ),
        heads=("the title track of {a|bare} by {a.artist} is among the [songs] listed by <who>",),
    ),
    # {a} an album by somebody, with a year
    "album": forms(
        phrases=("@listen to {a|bare}, the {a.year} album by {a.artist}", "@listen to {a} ({a.year}) by {a.artist}"),
        clauses=(
            "the listening includes {a|bare}, the {a.year} album by {a.artist}",
            "the albums listed here include {a|bare} by {a.artist}, from {a.year}",
            "one of the albums listed here is {a|bare} by {a.artist}, which came out in {a.year}",
        ),
        afters=(
            "also on the list is {a|bare}, the {a.year} album by {a.artist}",
            "the albums on the list include {a|bare}, which {a.artist} released in {a.year}",
            "one of the albums on the list is {a|bare} by {a.artist}, from {a.year}",
            "{a} by {a.artist}, from {a.year}, is on the list too",
        ),
        heads=(
            "{a} by {a.artist}, from {a.year}, is among the albums listed by <who>",
            "{a|bare}, the {a.year} album by {a.artist}, is one of those listed by <who>",
            "one of the albums that {name} @listen to is {a|bare} by {a.artist}, released in {a.year}",
        ),
    ),
    # {a} an album by somebody, no year
    "undated album": forms(
        phrases=("@listen to the album {a|bare} by {a.artist}",),
        clauses=("the albums listed here include {a|bare} by {a.artist}",),
        afters=("also on the list is the album {a|bare} by {a.artist}",),
        heads=("{a} by {a.artist} is among the albums listed by <who>",),
    ),
    # {a} by nobody in particular, with a year
    "dated title": forms(
        phrases=("@listen to the album {a|bare}, from {a.year}",),
        clauses=("the albums listed here include {a|bare}, which came out in {a.year}",),
        afters=("also on the list is the album {a|bare}, from {a.year}",),
        heads=("{a}, from {a.year}, is among the albums listed by <who>",),
    ),
    # {t} is on {a}, by the same artist
    "dated song": forms(
        phrases=(
            "@listen to {t} from {a|bare}, the {a.year} album by {a.artist}",
            "@listen to {t} by {t.artist}, from {a} ({a.year})",
        ),
        clauses=(
            "the listening includes {t} from {a|bare}, the {a.year} album by {a.artist}",
            "the [songs] listed here include {t} by {t.artist}, from {a} ({a.year})",
        ),
        afters=(
            "also on the list is {t} from {a|bare}, the {a.year} album by {a.artist}",
            "{t}, from {a|bare}, the {a.year} album by {a.artist}, is on the list too",
            "one of the [songs] on the list is {t} by {t.artist}, from {a} ({a.year})",
        ),
        heads=(
            "{t} from {a|bare}, the {a.year} album by {a.artist}, is among the [songs] listed by <who>",
            "one of the [songs] that {name} @listen to is {t} from {a|bare}, the {a.year} album by {a.artist}",
        ),
    ),
    # {a} the oldest album, {b} the newest
    "span": forms(
        phrases=("@listen to {a|bare} by {a.artist}, from {a.year}, and {b|bare} by {b.artist}, from {b.year}",),
        clauses=(
            "the albums listed here run from {a|bare} ({a.year}) to {b|bare} ({b.year})",
            "the oldest album listed here is {a|bare}, from {a.year}, and the newest is {b|bare}, from {b.year}",
        ),
        afters=(
            "the oldest album on the list is {a|bare}, from {a.year}, and the newest is {b|bare}, from {b.year}",
            "the albums on the list run from {a|bare} ({a.year}) to {b|bare} ({b.year})",
            "the albums on the list came out between {a.year} and {b.year}",
        ),
        heads=("{a} ({a.year}) and {b} ({b.year}) are among the albums listed by <who>",),
    ),
    # {a} is older, or newer, than all the others
    "oldest": forms(
        afters=(
            "the oldest album on the list is {a|bare} by {a.artist}, from {a.year}",
            "{a} by {a.artist}, from {a.year}, is the oldest album on the list",
        ),
    ),
    "newest": forms(
        afters=(
            "the newest album on the list is {a|bare} by {a.artist}, from {a.year}",
            "{a} by {a.artist}, from {a.year}, is the newest album on the list",
        ),
    ),
    # {n} of the albums, {a} and {b} among them, came out in one year
    "same year": forms(
        clauses=("{n} of the albums listed here came out in {a.year}, {a|bare} and {b|bare} among them",),
        afters=("{n} of the albums on the list came out in {a.year}, {a|bare} and {b|bare} among them",),
        heads=(
            "{a} and {b}, both from {a.year}, are among the albums listed by <who>",
            "{n} of the albums that {name} @listen to came out in {a.year}, {a|bare} and {b|bare} among them",
        ),
    ),
    # {a} and {b} are the only two of one year
    "two of a year": forms(
        phrases=("@listen to two albums from {a.year}, {a|bare} and {b|bare}",),
        clauses=("two of the albums listed here came out in {a.year}, {a|bare} and {b|bare}",),
        afters=("two of the albums on the list came out in {a.year}, {a|bare} and {b|bare}",),
        heads=("{a} and {b}, both from {a.year}, are among the albums listed by <who>",),
    ),
    # {a} and {b} by one artist
    "two albums": forms(
        phrases=("@listen to two albums by {a.artist}, {a|bare} and {b|bare}",),
        clauses=("two of the albums listed here are by {a.artist}, {a|bare} and {b|bare}",),
        afters=(
            "two of the albums on the list are by {a.artist}, {a|bare} and {b|bare}",
            "{a.artist|one} is on the list twice, with {a|bare} and {b|bare}",
        ),
        heads=(
            "{a} and {b} by {a.artist} are among the albums listed by <who>",
            "two of the albums that {name} @listen to are by {a.artist}, {a|bare} and {b|bare}",
        ),
    ),
    # {t} and {u} are on {a}, by the same artist
    "two songs on": forms(
        phrases=("@listen to {t} and {u} from {a} by {a.artist}",),
        clauses=("the listening includes {t} and {u} from {a} by {a.artist}",),
        afters=("also on the list are {t} and {u}, both from {a} by {a.artist}",),
        heads=("{t} and {u} from {a} by {a.artist} are among the [songs] listed by <who>",),
    ),
    # {n} of the listed tracks are on {a}
    "deep album": forms(
        phrases=("@listen to {n} [songs] from {a} by {a.artist}",),
        clauses=("{n} of the [songs] listed here are from {a} by {a.artist}",),
        afters=("{n} of the [songs] on the list are from {a} by {a.artist}",),
        heads=("{n} of the [songs] listed by <who,> are from {a} by {a.artist}",),
    ),
    # {a} has the name of its artist, and a year
    "self-titled album": forms(
        phrases=("@listen to the self-titled album by {a.artist}, from {a.year}",),
        clauses=("the listening includes the self-titled album by {a.artist}, from {a.year}",),
        afters=("also on the list is the self-titled album by {a.artist}, from {a.year}",),
    ),
}
