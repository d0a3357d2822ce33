"""The shape of the hand-written wordings: per kind of message, three tables of templates.

`phrases` follow a subject ("{name}", "They", "who"); their verbs are marked, as in "@play {i}".
`clauses` stand alone after the name has been said. `heads` open a text and say the name themselves;
<who> is the name with whatever role and city are known, and only ends a sentence.
A wording may start with tags and a colon: a subject (artist, listener) limits it, a tone prefers it.
[song] and [songs] become the noun that fits the sheet; {t.artist|one} marks the subject of a singular verb,
which a plural name such as The Animals may not be.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.domain.fact_sheet import SUBJECTS, TONES

_TAGS: Final = re.compile(
    r"((?:artist|listener|plain|warm|dry|playful)(?: (?:artist|listener|plain|warm|dry|playful))*): "
)
_HOLE: Final = re.compile(r"\{([a-z]+)((?:\.[a-z]+)?(?:\|[a-z]+)?)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """One hand-written template; empty sets mean that it fits everybody."""

    text: str
    subjects: frozenset[str] = frozenset()
    tones: frozenset[str] = frozenset()

    def fits(self, subject: str) -> bool:
        """True when the wording may stand on this kind of page."""
        return not self.subjects or subject in self.subjects


@dataclass(frozen=True, slots=True)
class Forms:
    """The wordings of one kind of message."""

    phrases: tuple[Wording, ...] = ()
    clauses: tuple[Wording, ...] = ()
    heads: tuple[Wording, ...] = ()


def wordings(lines: Iterable[str]) -> tuple[Wording, ...]:
    """Read a table of templates with their tags."""
    return tuple(_wording(line) for line in lines)


def forms(*, phrases: Iterable[str] = (), clauses: Iterable[str] = (), heads: Iterable[str] = ()) -> Forms:
    """Read the three tables of one kind."""
    return Forms(wordings(phrases), wordings(clauses), wordings(heads))


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


def _wording(line: str) -> Wording:
    match = _TAGS.match(line)
    if match is None:
        return Wording(line)
    tags = frozenset(match[1].split())
    return Wording(line[match.end() :], tags & frozenset(SUBJECTS), tags & frozenset(TONES))
