"""Wordings for the listed albums by others: releases in the past tense with their year."""

from typing import Final

from app.domain.writer.forms import Forms, forms

ALBUMS: Final[dict[str, Forms]] = {
    # {t} is the title track of {a}
    "title track": forms(
        phrases=(
            "@listen to {t}, the title track of {a|bare} by {t.artist}",
            "@keep the title track of {a|bare} by {a.artist} on the list",
        ),
        clauses=(
            "the title track of {a|bare} by {t.artist} is on the list",
            "{t.artist|one} is on the list with {t}, the title track of {a|bare}",
            "the list has {t} by {t.artist}, the title track of {a|bare}",
            "one [song] on the list is the title track of {a|bare} by {a.artist}",
            "the list takes its {t} from the album of that name by {a.artist}",
        ),
        heads=(
            "{name|s} list has {t}, the title track of {a|bare} by {t.artist}",
            "the title track of {a|bare} by {t.artist} is on the list of <who>",
            "among the [songs] on {name|s} list is the title track of {a|bare} by {a.artist}",
        ),
    ),
    # {a} an album by somebody, with a year
    "album": forms(
        phrases=(
            "@listen to {a} by {a.artist}, which came out in {a.year}",
            "@have {a} by {a.artist} ({a.year}) on the list",
            "@keep {a}, released by {a.artist} in {a.year}, on the list",
        ),
        clauses=(
            "{a} by {a.artist} came out in {a.year} and is on the list",
            "one of the albums on the list is {a|bare} by {a.artist}, which came out in {a.year}",
            "the albums on the list include {a|bare} ({a.year}) by {a.artist}",
            "{a.artist} released {a} in {a.year}, and the list has it",
            "the list has {a} by {a.artist}, which came out in {a.year}",
            "the {a.year} album {a|bare} by {a.artist} is on the list",
            "among the albums on the list is {a|bare}, released by {a.artist} in {a.year}",
            "among the albums on the list, {a|bare} by {a.artist} came out in {a.year}",
            "in {a.year}, {a.artist} released {a}, which is on the list",
            "out in {a.year}, {a} by {a.artist} is on the list",
            "one album on the list, {a|bare} by {a.artist}, dates to {a.year}",
            "one entry among the albums on the list is {a|bare} ({a.year}) by {a.artist}",
            "somewhere on the list is {a} by {a.artist}, an album of {a.year}",
            "the list shows {a} by {a.artist}, which came out in {a.year}",
        ),
        heads=(
            "{a} by {a.artist}, which came out in {a.year}, is on the list of <who>",
            "one of the albums on {name|s} list is {a|bare} by {a.artist}, which came out in {a.year}",
            "{a.artist} released {a} in {a.year}, and it is on the list of <who>",
            "the {a.year} album {a|bare} by {a.artist} is on {name|s} list",
            "in {a.year}, {a.artist} released {a}, which is on the list of <who>",
            "{a}, which {a.artist} released in {a.year}, has a listener in <who>",
            "{name} keeps {a} by {a.artist}, which came out in {a.year}, on the list",
            "one album on the list of {name} dates to {a.year}: {a|bare} by {a.artist}",
        ),
    ),
    # {a} an album by somebody, no year
    "undated album": forms(
        phrases=("@listen to {a} by {a.artist}", "@have {a} by {a.artist} on the list"),
        clauses=(
            "one of the albums on the list is {a|bare} by {a.artist}",
            "the albums on the list include {a|bare} by {a.artist}",
            "the list has the album {a|bare} by {a.artist}",
        ),
        heads=(
            "{a} by {a.artist} is on the list of <who>",
            "one album on {name|s} list is {a|bare} by {a.artist}",
        ),
    ),
    # {a} by nobody in particular, with a year
    "dated title": forms(
        clauses=(
            "one of the albums on the list is {a|bare}, which came out in {a.year}",
            "the albums on the list include {a|bare} ({a.year})",
        ),
        heads=("{a}, which came out in {a.year}, is on {name|s} list",),
    ),
    # {t} is on {a}, by the same artist
    "dated song": forms(
        phrases=(
            "@listen to {t}, which {t.artist} released on {a|bare} in {a.year}",
            "@have {t} from {a} ({a.year}) by {a.artist} on the list",
            "@keep {t}, from {a} ({a.year}) by {a.artist}, on the list",
            "@go to {a}, released by {a.artist} in {a.year}, for {t}",
        ),
        clauses=(
            "{a.artist} released {a} in {a.year}, and {t} from it is on the list",
            "the list takes {t} from {a|bare}, the {a.year} album by {a.artist}",
            "the {a.year} album {a|bare} by {a.artist} gives the list {t}",
            "{t}, off {a} ({a.year}) by {a.artist}, is on the list",
            "{a} ({a.year}) by {a.artist} gives the list {t}",
            "{t} on the list comes from {a}, which {a.artist} released in {a.year}",
            "one [song] on the list, {t}, is on {a} ({a.year}) by {a.artist}",
            "the list goes to {a}, released by {a.artist} in {a.year}, for {t}",
            "with {t}, the list goes to {a} ({a.year}) by {a.artist}",
            "{t} came with {a} by {a.artist} in {a.year} and is on the list",
            "the list picks {t} off {a}, which {a.artist} released in {a.year}",
            "{t} appears on {a} ({a.year}) by {a.artist} and on the list",
        ),
        heads=(
            "{t}, from {a} ({a.year}) by {a.artist}, is on the list of <who>",
            "{a.artist} released {a} in {a.year}, and {t} from it is on {name|s} list",
            "{name|s} list has {t}, from {a} by {a.artist}, which came out in {a.year}",
            "{a} by {a.artist} came out in {a.year}, and {t} from it is on the list of <who>",
            "in {a.year}, {a.artist} released {a}, and {t} from it is on the list of <who>",
            "{name} goes to {a}, released by {a.artist} in {a.year}, for {t}",
            "{t}, which {a.artist} released on {a|bare} in {a.year}, has a listener in <who>",
            "{t} appears on {a} ({a.year}) by {a.artist} and on the list of <who>",
        ),
    ),
    # {a} the oldest album, {b} the newest
    "span": forms(
        phrases=(
            "@have albums dated {a.year} to {b.year} on the list, {a|bare} and {b|bare} among them",
            "@listen to {a} ({a.year}) and {b} ({b.year})",
        ),
        clauses=(
            "the albums on the list run from {a.year} to {b.year}",
            "the albums on the list came out between {a.year} and {b.year}",
            "the oldest album on the list is {a|bare} ({a.year}), the newest {b|bare} ({b.year})",
            "the albums on the list go from {a|bare} in {a.year} to {b|bare} in {b.year}",
            "on the list, {a} dates to {a.year} and {b} to {b.year}",
            "the years on the listed albums go from {a.year} to {b.year}",
            "{a} came out in {a.year}, {b} in {b.year}, and both are on the list",
            "the list has albums as old as {a|bare} ({a.year}) and as new as {b|bare} ({b.year})",
            "the listed albums date from {a.year} to {b.year}",
            "the list brings together {a} ({a.year}) and {b} ({b.year})",
            "albums on the list carry years between {a.year} and {b.year}",
            "the list spans {a} ({a.year}) and {b} ({b.year})",
        ),
        heads=(
            "the albums on {name|s} list run from {a.year} to {b.year}",
            "the albums on {name|s} list go from {a|bare} in {a.year} to {b|bare} in {b.year}",
            "{a} ({a.year}) and {b} ({b.year}) are on the list of <who>",
            "{a} came out in {a.year}, {b} in {b.year}, and both are on the list of <who>",
            "{name|s} list has albums as old as {a|bare} ({a.year}) and as new as {b|bare} ({b.year})",
        ),
    ),
    # {n} of the albums, {a} and {b} among them, came out in one year
    "same year": forms(
        phrases=("@have {a} and {b}, both out in {a.year}, on the list",),
        clauses=(
            "{a} and {b}, both on the list, came out in {a.year}",
            "{n} of the albums on the list came out in {a.year}, {a|bare} and {b|bare} among them",
        ),
        heads=(
            "{a} and {b}, both out in {a.year}, are on the list of <who>",
            "{n} of the albums on {name|s} list came out in {a.year}, {a|bare} and {b|bare} among them",
        ),
    ),
    # {a} and {b} are the only two of one year
    "two of a year": forms(
        phrases=("@have {a} and {b}, both out in {a.year}, on the list",),
        clauses=(
            "{a} and {b}, both on the list, came out in {a.year}",
            "two of the albums on the list came out in {a.year}, {a|bare} and {b|bare}",
        ),
        heads=(
            "{a} and {b}, both out in {a.year}, are on the list of <who>",
            "two of the albums on {name|s} list came out in {a.year}, {a|bare} and {b|bare}",
        ),
    ),
    # {a} and {b} by one artist
    "two albums": forms(
        phrases=("@listen to {a} and {b}, both by {a.artist}",),
        clauses=(
            "{a.artist|one} has two albums on the list, {a|bare} and {b|bare}",
            "two of the albums on the list are by {a.artist}: {a|bare} and {b|bare}",
            "{a} and {b}, both by {a.artist}, are on the list",
            "the list has two albums by {a.artist}, {a|bare} and {b|bare}",
        ),
        heads=(
            "{a} and {b}, both by {a.artist}, are on the list of <who>",
            "two albums by {a.artist} are on {name|s} list, {a|bare} and {b|bare}",
        ),
    ),
    # {t} and {u} are on {a}, by the same artist
    "two songs on": forms(
        clauses=(
            "{t} and {u} on the list both come off {a} by {a.artist}",
            "{a} by {a.artist} gives the list both {t} and {u}",
            "the list takes {t} and {u} off {a} by {a.artist}",
        ),
        heads=("{t} and {u}, both off {a} by {a.artist}, are on the list of <who>",),
    ),
    # {n} of the listed tracks are on {a}
    "deep album": forms(
        phrases=("@have {n} [songs] off {a} by {a.artist} on the list",),
        clauses=(
            "{n} of the listed [songs] are on {a} by {a.artist}",
            "{a} by {a.artist} gives the list {n} [songs]",
            "the list takes {n} [songs] off {a} by {a.artist}",
        ),
        heads=("{n} of the [songs] on {name|s} list are on {a} by {a.artist}",),
    ),
    # {a} has the name of its artist, and a year
    "self-titled album": forms(
        clauses=(
            "the self-titled album by {a.artist}, which came out in {a.year}, is on the list",
            "the list has the {a.year} album by {a.artist} that carries the same name",
            "one album on the list is the self-titled one by {a.artist}, which came out in {a.year}",
        ),
        heads=("the self-titled album by {a.artist}, which came out in {a.year}, is on the list of <who>",),
    ),
}
