"""How a text may begin when it begins with the person: frames over name, role and city, with a place for more.

<vp> takes a phrase of a message, <whose> the rest of a clause that began with "the", and "who" turns to
"that" for a group. Verbs marked with @ agree with the name.
"""

from dataclasses import dataclass
from typing import Final

from app.domain.writer.forms import Wording, wordings


@dataclass(frozen=True, slots=True)
class Opening:
    """A frame; `says` are the typed facts in it, `hole` is "vp", "whose", "play" or empty."""

    wording: Wording
    says: frozenset[str]
    hole: str

    @property
    def names(self) -> bool:
        """True when the frame says the display name."""
        return "{name" in self.wording.text


def _openings(lines: tuple[str, ...]) -> tuple[Opening, ...]:
    return tuple(
        Opening(
            wording,
            frozenset(kind for kind in ("role", "city") if "{" + kind in wording.text),
            next((hole for hole in ("vp", "whose", "play") if f"<{hole}>" in wording.text), ""),
        )
        for wording in wordings(lines)
    )


OPENINGS: Final = _openings(
    (
        # role and city
        "{name} @be {role|a} in {city}",
        "{name} @be {role|a} in {city} who <vp>",
        "{name} @be {role|a} in {city} whose <whose>",
        "{role|a} in {city}, {name} <vp>",
        "{name}, {role|a} in {city}, <vp>",
        "in {city}, the {role} {name} <vp>",
        "in {city}, {name} @be {role|a} who <vp>",
        "in {city}, {name} @be {role|a} whose <whose>",
        "dry: {city} has {role|a} called {name}",
        "dry playful: {city} has {role|a} called {name} who <vp>",
        "dry: {city} has {role|a} called {name} whose <whose>",
        "there is {role|a} in {city} called {name}",
        "there is {role|a} in {city} called {name} who <vp>",
        "there is {role|a} in {city} called {name} whose <whose>",
        "warm: in {city} there is {role|a} by the name of {name}",
        "warm: in {city} there is {role|a} called {name} whose <whose>",
        "playful: the name is {name}, the city is {city}, and the role is {role}",
        "the {role} {name} @be in {city} and <vp>",
        "the {role} {name} <play> in {city}",
        "the {role} in {city} called {name} <vp>",
        "this page belongs to {name}, {role|a} in {city} who <vp>",
        "this page belongs to {name}, {role|a} in {city}",
        "this is the page of {name}, {role|a} in {city} whose <whose>",
        "one {role} in {city} is {name}, who <vp>",
        "one {role} in {city} is {name}, whose <whose>",
        "{role|a} called {name} <play> in {city}",
        "{role|a} by the name of {name} is in {city}",
        "playful: the city is {city}, and the {role} is {name}",
        "dry: {city} has {name}, {role|a} who <vp>",
        "as {role|a} in {city}, {name} <vp>",
        "{name}, in {city}, @be {role|a} who <vp>",
        "{role|a} called {name} can be found in {city}",
        "to be found in {city} is {name}, {role|a} who <vp>",
        "behind this page, in {city}, is {name}, {role|a} who <vp>",
        "behind this page is {name}, {role|a} in {city} whose <whose>",
        "the place is {city}, and the {role} is {name}",
        "{name}, in {city}, @be {role|a} whose <whose>",
        "the {role} on this page is {name}, in {city}",
        # role
        "{name} @be {role|a}",
        "{name} @be {role|a} who <vp>",
        "{name} @be {role|a} whose <whose>",
        "the {role} {name} <vp>",
        "{name}, {role|a}, <vp>",
        "playful: the name is {name} and the role is {role}",
        "this page belongs to {name}, {role|a} who <vp>",
        "this is the page of {name}, {role|a}",
        "as {role|a}, {name} <vp>",
        "the {role} on this page is {name}, who <vp>",
        "behind this page is {name}, {role|a} who <vp>",
        "behind this page is {name}, {role|a} whose <whose>",
        # city
        "{name} @be based in {city}",
        "{name} @be based in {city} and <vp>",
        "in {city}, {name} <vp>",
        "this is the page of {name}, who <play> in {city}",
        "{name} <play> in {city}",
        "in {city}, {name} <play>",
        "playful: the name is {name} and the city is {city}",
        "{name}, in {city}, <vp>",
        "behind this page, in {city}, is {name}, who <vp>",
        # neither
        "{name} <vp>",
        "this page belongs to {name}, who <vp>",
        "behind this page is {name}, who <vp>",
        "behind this page is {name}",
        "this page belongs to {name}, whose <whose>",
        "this is the page of {name}, who <vp>",
        "the name on this page is {name}",
        "one name stands on this page, {name}",
        "this page carries the name {name}",
        "this is the page of {name}",
        # without a name that can be printed
        "{role|a} in {city} <vp>",
        "this page belongs to {role|a} in {city}",
        "{role|a} <vp>",
        "this page belongs to {role|a}",
    )
)
"""Every way to begin with the person; <play> takes only what is played or sung."""

IDENTITY: Final = {
    ("role", "city"): wordings(
        (
            "the {role} is in {city}",
            "the name belongs to {role|a} in {city}",
            "it belongs to {role|a} in {city}",
            "the list belongs to {role|a} in {city}",
            "behind the list is {role|a} in {city}",
            "the list is kept by {role|a} in {city}",
            "the page belongs to {role|a} in {city}",
            "behind the page is {role|a} in {city}",
            "they are {role|a} in {city}",
        )
    ),
    ("role",): wordings(
        (
            "the name belongs to {role|a}",
            "it belongs to {role|a}",
            "the list belongs to {role|a}",
            "behind the list is {role|a}",
            "the page belongs to {role|a}",
            "the role that goes with the name is {role}",
            "the role given is {role}",
            "they are {role|a}",
        )
    ),
    ("city",): wordings(
        (
            "the city is {city}",
            "the city on this page is {city}",
            "the place on this page is {city}",
            "the city that goes with the name is {city}",
            "the city given is {city}",
            "it comes with a city, {city}",
        )
    ),
}
"""Clauses that add role and city after a text began with a song, a record or the list."""

WHO: Final = {
    ("role", "city"): "{name}, {role|a} in {city}",
    ("role",): "{name}, {role|a}",
    ("city",): "{name} in {city}",
    (): "{name}",
}
"""What <who> becomes at the end of a sentence."""
