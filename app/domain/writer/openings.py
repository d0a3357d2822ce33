"""How a text may begin when it begins with the person: frames over name, role and city, with a place for a phrase."""

from dataclasses import dataclass

from app.domain.writer.forms import Wording, wordings


@dataclass(frozen=True, slots=True)
class Opening:
    """A frame; `says` are the typed facts in it, `phrase` is True when it holds <vp>."""

    wording: Wording
    says: frozenset[str]
    phrase: bool


def _openings(lines: tuple[str, ...]) -> tuple[Opening, ...]:
    return tuple(
        Opening(
            wording,
            frozenset(kind for kind in ("role", "city") if "{" + kind in wording.text),
            "<vp>" in wording.text,
        )
        for wording in wordings(lines)
    )


OPENINGS = _openings(
    (
        # role and city
        "{name} is {role|a} in {city}",
        "{name} is {role|a} in {city} who <vp>",
        "{role|a} in {city}, {name} <vp>",
        "{name}, {role|a} in {city}, <vp>",
        "in {city}, the {role} {name} <vp>",
        "{city} is home to {name}, {role|a}",
        "{city} is home to {name}, {role|a} who <vp>",
        "dry: {city} has {role|a} called {name}",
        "there is {role|a} in {city} called {name}",
        "warm: in {city} there is {role|a} by the name of {name}",
        "playful: the name is {name}, the city is {city}, and the role is {role}",
        "the {role} {name} is in {city} and <vp>",
        "the {role} {name} works in {city}",
        # role
        "{name} is {role|a}",
        "{name} is {role|a} who <vp>",
        "the {role} {name} <vp>",
        "{role|a}, {name} <vp>",
        "playful: the name is {name} and the role is {role}",
        # city
        "{name} is based in {city}",
        "{name} is based in {city} and <vp>",
        "in {city}, {name} <vp>",
        "{city} is home to {name}, who <vp>",
        # neither
        "{name} <vp>",
    )
)
"""Every way to begin with the person."""

IDENTITY = {
    "role city": wordings(
        (
            "the {role} is in {city}",
            "the role is {role} and the city {city}",
            "{city} is where the {role} is",
        )[:2]
    ),
    "role": wordings(("the role is {role}", "the role given is {role}")),
    "city": wordings(("the city is {city}", "the place on this page is {city}")),
}
"""Clauses that add role and city after a text began with a song, a record or the list."""

WHO = {
    frozenset({"role", "city"}): wordings(("{name}, {role|a} in {city}", "the {role} {name}, in {city}")[:1]),
    frozenset({"role"}): wordings(("{name}, {role|a}", "the {role} {name}")),
    frozenset({"city"}): wordings(("{name} in {city}",)),
    frozenset[str](): wordings(("{name}",)),
}
"""What <who> becomes at the end of a sentence."""
