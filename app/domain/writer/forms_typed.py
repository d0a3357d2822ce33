"""Wordings for what the artist typed: instruments, influences, the current release."""

from typing import Final

from app.domain.writer.forms import Forms, forms

TYPED: Final[dict[str, Forms]] = {
    # {i} what is played, as a list
    "plays": forms(phrases=("@play {i}",), relatives=("whose instruments include {i}",)),
    "works with": forms(phrases=("@work with {i}",)),
    "sings": forms(phrases=("@sing",)),
    "sings and plays": forms(phrases=("@sing and @play {i}", "@play {i} and @sing")),
    # {f} the only influence
    "influence": forms(
        phrases=("[@name|@cite|@list] {f} as an influence",),
        clauses=(
            "{f|one} is [|named as |cited as ]an influence",
            "[one influence is|among the influences is|the influence named here is] {f}",
        ),
        heads=("{f|one} is an influence on <who>", "{f|one} is an influence named by <who>"),
    ),
    # {f} two or three influences, as a list
    "influences": forms(
        phrases=("[@name|@cite|@list] {f} as influences",),
        relatives=("whose influences include {f}",),
        clauses=(
            "[influences include|the influences include|among the influences are|influences named here include] {f}",
            "{f} are [among the|named as|cited as] influences",
        ),
        heads=(
            "{f} are [|among the ]influences on <who>",
            "among the influences on <who,> are {f}",
            "the influences named by <who,> include {f}",
        ),
    ),
    # {f} an influence, {t} a listed track by that very artist
    "heard influence": forms(
        phrases=("@name {f} as an influence and @listen to {t}",),
        clauses=("{f|one} is an influence, and the listening includes {t}",),
        heads=("{f|one} is an influence on <who>, and the listening includes {t}",),
    ),
    "release": forms(
        phrases=("@have {release} out now",),
        relatives=("whose current release is {release}",),
        clauses=(
            "the current release is {release}",
            "{release} is [the current release|out now]",
            "out now is {release}",
        ),
        heads=(
            "{release} is [out now from|the current release by] <who>",
            "the current release by <who,> is {release}",
        ),
    ),
    # {a} the own album of that name
    "dated release": forms(
        relatives=("whose current release is {release}, from {a.year}",),
        clauses=(
            "the current release is {release}, which came out in {a.year}",
            "the current release, {release}, came out in {a.year}",
            "the current release is {release}, out since {a.year}",
        ),
        heads=(
            "{release}, which came out in {a.year}, is the current release by <who>",
            "the current release by <who,> is {release}, from {a.year}",
        ),
    ),
}
