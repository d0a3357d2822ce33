"""Wordings for what the artist typed: instruments, influences, the current release."""

from app.domain.writer.forms import Forms, forms

TYPED: dict[str, Forms] = {
    # {i} the instruments played, as a list
    "plays": forms(
        phrases=("@play {i}",),
        heads=(
            "{i} @be:i what {name} plays",
            "playful: {i} @be:i the choice of <who>",
        ),
    ),
    "sings": forms(phrases=("@sing",)),
    "sings and plays": forms(
        phrases=("@sing and @play {i}", "@play {i} and @sing"),
    ),
    "instrument": forms(
        clauses=(
            "the instrument is {i}",
            "dry: {i} is the instrument",
            "the instrument given is {i}",
            "playful: on the instrument side there is {i}",
        ),
    ),
    "instruments": forms(
        clauses=(
            "the instruments are {i}",
            "{i} are the instruments",
            "dry: the instruments given are {i}",
            "playful: the instruments at hand are {i}",
        ),
    ),
    # {f} one influence
    "influence": forms(
        phrases=(
            "@name {f} as an influence",
            "@cite {f} as an influence",
            "@give {f} as an influence",
            "@list {f} as an influence",
            "@count {f} as an influence",
            "warm: @look to {f} as an influence",
        ),
        clauses=(
            "{f} is named as an influence",
            "the influence named is {f}",
            "one influence has a name: {f}",
            "the credit for influence goes to {f}",
            "{f} is the influence on record",
            "under influences there is one name, {f}",
        ),
        heads=(
            "{f} is the influence that {name} names",
            "ask about influence and the answer on this page is {f}: so says {name}",
        )[:1],
    ),
    # {f} two or three influences, as a list
    "influences": forms(
        phrases=(
            "@name {f} as influences",
            "@cite {f} as influences",
            "@give {f} as influences",
            "@list {f} as influences",
            "@count {f} as influences",
            "warm: @look to {f} as influences",
        ),
        clauses=(
            "{f} are named as influences",
            "the influences named are {f}",
            "the influences include {f}",
            "the credit for influence goes to {f}",
            "{f} are the influences on record",
            "under influences come {f}",
            "dry: influences: {f}",
        )[:-1],
        heads=("{f} are influences that {name} names",),
    ),
    # {f} an influence, {t} a listed track by the same name
    "heard influence": forms(
        clauses=(
            "{f}, named as an influence, is also on the list with {t}",
            "the influence named is {f}, and {t} is on the list to match",
            "{f} counts as an influence and is on the list with {t}",
        ),
    ),
    "release": forms(
        phrases=(
            "@have {release} out",
            "@have a current release, {release}",
            "@have {release} as the current release",
        ),
        clauses=(
            "the current release is {release}",
            "{release} is the current release",
            "the release that is out is {release}",
            "dry: current release: {release}",
            "the release of the moment is {release}",
            "the page has {release} as the current release",
            "what is out at present is {release}",
        ),
        heads=(
            "{release} is the current release by <who>",
            "the current release by {name} is {release}",
            "{name|s} current release is {release}",
            "{release} is out: it is the current release by <who>",
            "the release on this page is {release}, by <who>",
            "behind {release}, the current release, is <who>",
        ),
    ),
    # {a} the own album of that name
    "dated release": forms(
        clauses=(
            "the current release, {release}, came out in {a.year}",
            "{release} came out in {a.year} and is the current release",
            "the current release is {release}, out in {a.year}",
        ),
        heads=(
            "{release}, out in {a.year}, is the current release by <who>",
            "{a.year} brought {release}, the current release by <who>",
            "the current release by {name} is {release}, which came out in {a.year}",
        ),
    ),
}
