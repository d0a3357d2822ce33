"""Wordings for what the artist typed: instruments, influences, the current release."""

from typing import Final

from app.domain.writer.forms import Forms, forms

TYPED: Final[dict[str, Forms]] = {
    # {i} the instruments played, as a list
    "instruments": forms(
        phrases=("@play {i}",),
        clauses=(
            "the instruments are {i}",
            "{i} are the instruments",
            "the instruments given are {i}",
            "the playing is done on {i}",
            "the instruments on this page are {i}",
        ),
        heads=(
            "{i} are what {name} plays",
            "the instruments that {name} plays are {i}",
            "{i} are the instruments of <who>",
            "warm: on {i}, this is <who>",
        ),
    ),
    "instrument": forms(
        phrases=("@play {i}",),
        clauses=(
            "the instrument is {i}",
            "{i} is the instrument",
            "the instrument given is {i}",
            "the playing is done on {i}",
        ),
        heads=(
            "{i} is what {name} plays",
            "the instrument that {name} plays is {i}",
            "{i} is the instrument of <who>",
            "warm: on {i}, this is <who>",
        ),
    ),
    "voice": forms(
        phrases=("@sing",),
        clauses=("the instrument is the voice", "the voice is the instrument"),
    ),
    "voice and instruments": forms(
        phrases=("@sing and @play {i}", "@play {i} and @sing"),
        clauses=("the voice goes with {i}", "there is {i} to go with the voice"),
    ),
    # {f} one influence
    "influence": forms(
        phrases=(
            "@name {f} as an influence",
            "@cite {f} as an influence",
            "@give {f} as an influence",
            "@list {f} as an influence",
            "@count {f} as an influence",
            "@point to {f} as an influence",
            "warm: @look to {f} as an influence",
        ),
        clauses=(
            "{f|one} is named as an influence",
            "the influence named is {f}",
            "one influence is {f}",
            "the name given as an influence is {f}",
            "credit for influence goes to {f}",
            "as an influence, the page names {f}",
            "dry: under influences there is one name, {f}",
        ),
        heads=(
            "{f|one} is an influence named by <who>",
            "one influence on {name} is {f}",
            "the influence that {name} names is {f}",
            "with {f} as an influence, this is <who>",
        ),
    ),
    # {f} two or three influences, as a list
    "influences": forms(
        phrases=(
            "@name {f} as influences",
            "@cite {f} as influences",
            "@give {f} as influences",
            "@list {f} as influences",
            "@count {f} among the influences",
            "@point to {f} as influences",
            "warm: @look to {f} as influences",
        ),
        clauses=(
            "{f} are named as influences",
            "the influences named are {f}",
            "the influences include {f}",
            "named as influences are {f}",
            "the names given as influences are {f}",
            "{f} are the names given as influences",
            "credit for influence goes to {f}",
            "as for influences, the page names {f}",
            "{f} count as influences",
        ),
        heads=(
            "{f} are influences named by <who>",
            "{f} are among the influences of <who>",
            "among the influences on {name} are {f}",
            "the influences that {name} names include {f}",
            "ask for influences, and {name} names {f}",
        ),
    ),
    # {f} an influence, {t} a listed track by that very artist
    "heard influence": forms(
        clauses=(
            "the influence named is {f}, whose {t} is on the list",
            "one influence is {f}, whose {t} is on the list",
            "{t} by {f}, also named as an influence, is on the list",
            "the list has {t} by {f}, also named as an influence",
            "named as an influence, {f|one} is on the list with {t}",
        ),
        heads=(
            "{t} by {f}, named as an influence, is on the list of <who>",
            "the influence that {name} names is {f}, whose {t} is on the list",
        ),
    ),
    "release": forms(
        phrases=(
            "@have {release} out",
            "@have a current release called {release}",
            "@have {release} as the current release",
            "@have a release out, {release}",
        ),
        clauses=(
            "the current release is {release}",
            "{release} is the current release",
            "the current release is called {release}",
            "{release} is the title of the current release",
            "the title of the current release is {release}",
            "out at present is {release}",
            "the release that is out at present is {release}",
            "warm: the current release goes by the name of {release}",
            "dry: the current release has a title, {release}",
            "{release} is the release that is out",
            "there is a current release, {release}",
        ),
        heads=(
            "{release} is the current release by <who>",
            "the current release by {name} is {release}",
            "{name|s} current release is {release}",
            "{release} is out, and it is by <who>",
            "behind the current release, {release}, is <who>",
            "the name behind {release}, the current release, is <who>",
            "{release}, the current release, is by <who>",
            "the release called {release} is by <who>",
        ),
    ),
    # {a} the own album of that name
    "dated release": forms(
        clauses=(
            "the current release, {release}, came out in {a.year}",
            "{release} came out in {a.year} and is the current release",
            "the current release is {release}, out since {a.year}",
            "{a.year} is the year of {release}, the current release",
        ),
        heads=(
            "{release}, which came out in {a.year}, is the current release by <who>",
            "{a.year} is the year of {release}, the current release by <who>",
            "the current release by {name} is {release}, which came out in {a.year}",
        ),
    ),
    # a role that is no noun for a person, such as "vocals"
    "role word": forms(clauses=("the role given is {role}", "for a role, the page gives {role}")),
}
