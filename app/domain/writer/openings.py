"""How a text may begin when it begins with the person: frames over name, role and city, with holes.

<what> is the role with its article, alone or with the genres ("a house and disco DJ", "a singer of rebetiko"); <vp>
takes a phrase of any message, <play> only what is played or sung, <make> the genres of the artist's own music, <cite>
influences, <with> the same after "with", <hear> what is listened to, after the genres, which artists may follow behind
a colon, <do> a current release, <rel> own records, <band> a genre and what it is played on, <kin> genres that are
listened to, <top> the first of a list. Verbs marked with @ agree with the name. A frame with "the {role}" needs a
person with a short role.
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
            "{name} @be <what> in {city} and <do>",
            "{name} @be <what> in {city} who <vp>",
            "{name} @be <what> in {city} who <play> and <cite>",
            "{name}, <what> in {city}, <vp>",
            "{name}, <what> in {city}, <play> and <cite>",
            "{name}, <what> in {city}, <play> and <hear>",
            "<what> in {city}, {name} <play>",
            "<what> in {city}, {name} <play> and <cite>",
            "{name} @be <what> in {city} who <play>, <with>",
            "<what> in {city}, {name} <play>, <with>",
            "<what> in {city}, {name} <cite>",
            "the {role} {name} @be based in {city} and <cite>",
            "<what> in {city}, {name} <make>",
            "<what> in {city}, {name} <make> and <play>",
            "<what> in {city}, {name} <hear>",
            "the {role} {name} <play> in {city}",
            "the {role} {name} <play> in {city} and <cite>",
            "the {role} {name} <make> in {city}",
            # city, and what is played in it
            "{name} <play> in {city}",
            "{name} <play> in {city} and <cite>",
            "{name} <play> in {city}, <with>",
            "{name} <play> in {city} and <hear>",
            "{name} <play> in {city} and <do>",
            "{name} <make> in {city}",
            "{name} <make> and <play> in {city}",
            "{name} <make> in {city} and <cite>",
            "{name} <band> in {city}",
            "{name} <band> in {city}, <with>",
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
            "{name} @be based in {city} and <do>",
            "{name} @listen to <kin> in {city}",
            "in {city}, {name} <hear>",
            "{name}, based in {city}, <hear>",
            "based in {city}, {name} <hear>",
            # role and city and little else
            "{name} @be {role|a} who @be based in {city}",
            "{name}, based in {city}, @be {role|a}",
            "{name} @be based in {city} and @work as {role|a}",
            # neither
            "{name} <vp>",
            "{name} <hear>",
            "{name} @listen to <kin>, and <top>",
            "{name} <make> and <do>",
            "{name} <make> and <play>",
            "{name} <band>",
            "{name} <band> and <cite>",
            "{name} <play> and <do>",
            "{name}, who <make>, <rel>",
            "{name} <make> and <cite>",
            "{name}, who <make>, <cite>",
            # without a name that can be printed
            "<what> in {city} <vp>",
            "<what> in {city} <play> and <cite>",
            "<what> in {city} <play> and <do>",
            "<what> in {city} who <play> <do>",
            "<what> <vp>",
        )
    )
)
"""Every way to begin with the person."""

WHO: Final = {
    ("role", "city"): ("{name}, {role|a} in {city}",),
    ("role",): ("{name}, {role|a}", "the {role} {name}"),
    (): ("{name}",),
}
"""What <who> becomes; a city alone would say where the record came out."""

NAMELESS: Final = {
    ("role", "city"): ("{role|a} in {city}",),
    ("role",): ("{role|a}",),
    (): ("an artist",),
}
"""The same where the name cannot be printed."""
