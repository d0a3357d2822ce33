"""The shape of the hand-written wordings: per kind of message, tables of templates.

`phrases` follow a subject ("{name}", "They", "who"); their verbs are marked, as in "@play {i}".
`clauses` stand alone after the name has been said. `heads` open a text and name the person: <who> is the name with
the role and the city that are known, <name> the name where neither is.
`objects` are what somebody listens to; `afters` are clauses for a text that has spoken of listening already or has no
name, and `alone` ones for a text that has no subject for "listens".
[is|are] stands for as many wordings as it has choices; ". " inside a wording parts two sentences. [song] and [songs]
become the noun that fits the sheet; {t.artist|one} marks the subject of a singular verb, which a plural name such as
The Animals may not be, and {t.artist|s} a possessive, which a name of another script or one that ends in s had better
not be.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

_HOLE: Final = re.compile(r"\{([a-z]+)((?:\.[a-z]+)?(?:\|[a-z]+)?)\}")

_BAR: Final = re.compile(r"\|(?![^{}]*\})")
_CHOICE: Final = re.compile(r"(\[(?:[^\[\]]|\[songs?\])*\|(?:[^\[\]]|\[songs?\])*\])")


@dataclass(frozen=True, slots=True)
class Forms:
    """The wordings of one kind of message."""

    phrases: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    afters: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[tuple[str, ...], ...]:
        """All tables, for whoever reads every wording."""
        return self.phrases, self.clauses, self.heads, self.objects, self.afters, self.alone


def forms(*, phrases: Iterable[str] = (), clauses: Iterable[str] = (), heads: Iterable[str] = ()) -> Forms:
    """Read the tables of a kind about the person's own facts."""
    return Forms(expand(phrases), expand(clauses), expand(heads))


def heard(*objects: str, heads: tuple[str, ...] = ()) -> Forms:
    """Read the wordings of a kind that somebody listens to."""
    things = expand(objects)
    return Forms(
        phrases=tuple(f"@listen to {thing}" for thing in things),
        heads=heads,
        objects=things,
        alone=tuple(f"the listening includes {thing}" for thing in things),
    )


def topped(*tops: str, heads: tuple[str, ...] = ()) -> Forms:
    """Read the wordings of a kind about the first of a list; `heads` are more ways to open a text with it."""
    return Forms(
        afters=tuple(f"the {top}" for top in tops),
        heads=(*heads, *(head for top in tops for head in _whose(top))),
    )


def whole(*texts: str) -> Forms:
    """Read the wordings of a kind about all of a listener's list; "@the" becomes whose it is where it opens a text."""
    return Forms(
        afters=tuple(text.replace("@the", "the") for text in texts),
        heads=tuple(text.replace("@the", "{name|s}") for text in texts),
    )


def _whose(top: str) -> tuple[str, ...]:
    """Ways to say whose the first of a list is: "Wren's top song is X", "the top song in Wren's listening is X"."""
    noun, verb, rest = re.split(r" (is|are) ", top, maxsplit=1)
    if "," in noun:
        return (f"{{name|s}} {top}",)
    return f"{{name|s}} {top}", f"the {noun} in {{name|s}} listening {verb} {rest}"


def expand(lines: Iterable[str]) -> tuple[str, ...]:
    """Write out the choices: "[a|b] c" is "a c" and "b c"."""
    return tuple("".join(parts) for line in lines for parts in product(*map(_choices, _CHOICE.split(line))))


def _choices(piece: str) -> list[str]:
    return _BAR.split(piece[1:-1]) if _CHOICE.fullmatch(piece) else [piece]


def bind(text: str, bindings: Mapping[str, str], song: str) -> str:
    """Turn the letters of a wording ({t.artist}) into slots of this sheet ({track.3.artist}).

    A binding is the head of a slot ("track.3"), a whole fragment with braces of its own, or a word after "=".
    """

    def hole(match: re.Match[str]) -> str:
        tail = match[2].removesuffix("|one")
        bound = bindings.get(match[1])
        if bound is None:
            return match[0]
        if bound.startswith("="):
            return bound[1:]
        return bound if "{" in bound else f"{{{bound}{tail}}}"

    return _HOLE.sub(hole, text.replace("[song]", song).replace("[songs]", f"{song}s"))


@lru_cache(maxsize=4096)
def singular_subjects(text: str) -> tuple[str, ...]:
    """The holes of a wording, as "t.artist", whose value is the subject of a singular verb (marked |one)."""
    return tuple(re.findall(r"\{([a-z]+(?:\.[a-z]+)?)\|one\}", text))


@lru_cache(maxsize=4096)
def owners(text: str) -> tuple[str, ...]:
    """The holes of a wording, as "a.artist", whose value is printed as a possessive (marked |s)."""
    return tuple(re.findall(r"\{([a-z]+\.[a-z]+)\|s\}", text))
