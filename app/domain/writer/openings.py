"""How a text may begin when it begins with the person: frames over name, role and city, with holes.

<what> is the role with its article, alone or after the genres ("a house and disco DJ"); <vp> takes a phrase of any
message, <play> only what is played or sung, <make> the genres of the artist's own music, <cite> influences, <hear>
what is listened to, <do> a phrase that is neither played nor cited, <rel> own records, <band> a genre and what it is
played on, <kin> genres that are listened to, <too> something else that is. Verbs marked with @ agree with the name. A
frame with "the {role}" needs a person with a short role.
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
    says = {kind for kind in ("role", "city") if "{" + kind in text} | ({"role"} if "<what>" in text else set())
    return Opening(text, frozenset(says), tuple(re.findall(r"<(\w+)>", text)))


OPENINGS: Final = tuple(
    _opening(text)
    for text in expand(
        (
            # role and city
            "{name} @be <what> in {city}",
            "{name} @be <what> in {city} who <vp>",
            "{name} @be <what> in {city} who <play> and <cite>",
            "{name}, <what> in {city}, <vp>",
            "{name}, <what> in {city}, <play> and <cite>",
            "{name}, <what> in {city}, <play> and <hear>",
            "<what> in {city}, {name} <play>",
            "<what> in {city}, {name} <play> and <cite>",
            "<what> in {city}, {name} <make>",
            "<what> in {city}, {name} <hear>",
            "the {role} {name} <play> in {city}",
            "the {role} {name} <play> in {city} and <cite>",
            "the {role} {name} <make> in {city}",
            # city, and what is played in it
            "{name} <play> in {city}",
            "{name} <play> in {city} and <cite>",
            "{name} <play> in {city} and <hear>",
            "{name}, who <play> in {city}, <cite>",
            "{name}, who <play> in {city}, <do>",
            "{name} <make> in {city}",
            "{name} <make> in {city} and <cite>",
            "{name} <make> in {city} and <rel>",
            "{name}, who <make> in {city}, <rel>",
            "{name} <band> in {city}",
            "{name} <band> in {city} and <cite>",
            "<what> in {city}, {name} <band>",
            # role
            "{name} @be <what>",
            "{name} @be <what> who <vp>",
            "{name}, <what>, <vp>",
            "{name} <play> and <cite>",
            "{name} <play> and <hear>",
            "the {role} {name} <vp>",
            "the {role} {name} <play> and <cite>",
            # city
            "{name} @be based in {city}",
            "{name} @be based in {city} and <cite>",
            "{name}, based in {city}, <hear>",
            "{name} @listen to <kin> in {city}",
            "{name} @listen to <kin> in {city}, and to <too>",
            "{name}, in {city}, <hear>",
            "in {city}, {name} <hear>",
            "based in {city}, {name} <hear>",
            # role and city and little else
            "{name} @be {role|a} who @be based in {city}",
            "{name}, based in {city}, @be {role|a}",
            "{name} @be based in {city} and works as {role|a}",
            # neither
            "{name} <vp>",
            "{name}, who <play>, <cite>",
            "{name} <make> and <rel>",
            "{name}, who <make>, <rel>",
            "{name} <make> and <cite>",
            "{name}, who <make>, <cite>",
            # without a name that can be printed
            "<what> in {city} <vp>",
            "<what> in {city} <play> and <cite>",
            "<what> <vp>",
        )
    )
)
"""Every way to begin with the person."""

WHO: Final = {
    ("role", "city"): ("{name}, {role|a} in {city}",),
    ("role",): ("{name}, {role|a}", "the {role} {name}"),
    ("city",): ("{name} in {city}",),
    (): ("{name}",),
}
"""What <who> becomes; inside a sentence a comma closes what a comma opened."""

NAMELESS: Final = {
    ("role", "city"): ("{role|a} in {city}",),
    ("role",): ("{role|a}",),
    ("city",): ("an artist in {city}",),
    (): ("an artist",),
}
"""The same where the name cannot be printed."""
