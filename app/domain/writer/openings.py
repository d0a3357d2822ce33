"""How a text may begin when it begins with the person: frames over name, role, city and release, with holes.

<vp> takes a phrase of any message, <play> only what is played or sung, <else> any other phrase, <cite> influences,
<rel> a relative clause. Verbs marked with @ agree with the name. A frame with "works" needs a person, one
with {role} before {name} a person with a short role, one with "-based" a city of one word.
"""

import re
from dataclasses import dataclass
from typing import Final

from app.domain.writer.forms import expand


@dataclass(frozen=True, slots=True)
class Opening:
    """A frame; `says` are the typed facts in it, `holes` its places in order."""

    text: str
    says: frozenset[str]
    holes: tuple[str, ...]

    @property
    def names(self) -> bool:
        """True when the frame says the display name."""
        return "{name" in self.text


def _opening(text: str) -> Opening:
    says = frozenset(kind for kind in ("role", "city", "release") if "{" + kind in text)
    return Opening(text, says, tuple(re.findall(r"<(\w+)>", text)))


OPENINGS: Final = tuple(
    _opening(text)
    for text in expand(
        (
            # role and city
            "{name} @be {role|a} in {city}",
            "{name} @be {role|a} based in {city}",
            "{name} @be {role|a} in {city} <rel>",
            "{name} @be {role|a} [|based ]in {city}, with {release} out now",
            "{name} works as {role|a} in {city}",
            "{name} works as {role|a} in {city} and <vp>",
            "{name}, {role|a} in {city}, <vp>",
            "{name}, {role|a} based in {city}, <vp>",
            "{role|a} in {city}, {name} <vp>",
            "{role|a} based in {city}, {name} <vp>",
            "based in {city}, {name} @be {role|a} <rel>",
            "based in {city}, {role} {name} <vp>",
            "{role} {name} @be based in {city} and <vp>",
            "{role} {name} <play> in {city}",
            "in {city}, {role} {name} <vp>",
            "{city}-based {role} {name} <vp>",
            "the {role} {name} <play> in {city}",
            "the {role} {name} @be based in {city} and <vp>",
            "with {release} out now, {city}-based {role} {name} <cite>",
            "with {release} out now, {name}, {role|a} in {city}, <cite>",
            "this is the page of {name}, {role|a} in {city}",
            "this is the page of {name}, {role|a} based in {city}",
            "{name}, {role|a}, @be based in {city} and <vp>",
            "{role} {name} <play> and @be based in {city}",
            # city, and what is played in it
            "{name} <play> in {city}",
            "{name} <play> in {city}, with {release} out now",
            "in {city}, {name} <play>",
            "{name} <play> and @be based in {city}",
            "based in {city}, {name} <play>",
            "based in {city}, {name} <play>, with {release} out now",
            "{name}, who <play> in {city}, <else>",
            "{name}, who @be based in {city}, <play>",
            # role
            "{name} @be {role|a}",
            "{name} @be {role|a} <rel>",
            "{name} @be {role|a} with {release} out now",
            "{name}, {role|a}, <vp>",
            "{role} {name} <vp>",
            "the {role} {name} <vp>",
            "with {release} out now, {role} {name} <cite>",
            # city
            "{name} @be based in {city} and <vp>",
            "{name}, who @be based in {city}, <else>",
            "based in {city}, {name} <else>",
            "in {city}, {name} <else>",
            # neither
            "{name} <vp>",
            "{name}, who <play>, <else>",
            "with {release} out now, {name} <cite>",
            # without a name that can be printed
            "{role|a} in {city} <vp>",
            "{role|a} based in {city} <vp>",
            "{role|a} <vp>",
        )
    )
)
"""Every way to begin with the person."""

WHO: Final = {
    ("role", "city"): ("{name}, {role|a} in {city}", "{name}, {role|a} based in {city}"),
    ("role",): ("{name}, {role|a}", "the {role} {name}"),
    ("city",): ("{name}, based in {city}",),
    (): ("{name}",),
}
"""What <who> becomes; inside a sentence a comma closes what a comma opened."""
