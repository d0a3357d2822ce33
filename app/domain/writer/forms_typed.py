"""Wordings for what the artist typed, and for the genres of an artist's own music."""

from typing import Final

from app.domain.writer.forms import Forms, forms

TYPED: Final[dict[str, Forms]] = {
    # {i} what is played, {j} the devices that somebody works with, as lists
    "plays": forms(phrases=("@play {i}",)),
    "works with": forms(phrases=("@work with {j}",)),
    "plays and works with": forms(phrases=("@play {i} and @work with {j}",)),
    "sings": forms(phrases=("@sing",)),
    "sings and plays": forms(phrases=("@sing and @play {i}",)),
    # {f} the only influence, or several
    "influence": forms(phrases=("@name {f} as an influence",), clauses=("{f} is an influence",)),
    "influences": forms(
        phrases=("@name {f} as influences", "@count {f} among the influences"),
        clauses=("{f} are influences",),
    ),
    # a release that no listed album dates
    "release": forms(
        phrases=("@have {release} out now",),
        clauses=("{release} is out now",),
        heads=("{release} is out now from <who>", "the current release by <name> is {release}"),
    ),
    # {g} all the genres, {v} the verb that fits the role
    "genre on instruments": forms(phrases=("{v} {g} on {i}",)),
    "own genre": forms(phrases=("{v} {g}",)),
}
"""The tables about the typed facts."""
