"""Plans: which messages a text tells, in which order and in which words. Chance proposes, the writer chooses."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.domain.writer import english, values
from app.domain.writer.forms import Forms, bind, singular_subjects
from app.domain.writer.forms_albums import ALBUMS
from app.domain.writer.forms_own import OWN
from app.domain.writer.forms_songs import SONGS
from app.domain.writer.forms_typed import TYPED
from app.domain.writer.material import Material
from app.domain.writer.message import Message
from app.domain.writer.openings import OPENINGS, WHO, Opening
from app.domain.writer.sentences import Clause, aggregate
from app.domain.writer.slots import Slot, parse, value

FORMS: Final[dict[str, Forms]] = {**TYPED, **OWN, **SONGS, **ALBUMS}
LISTED: Final = frozenset({*SONGS, *ALBUMS})
PLAYED: Final = frozenset({"plays", "works with", "sings", "sings and plays"})
HOLES: Final[dict[str, frozenset[str]]] = {
    "vp": frozenset(FORMS),
    "play": PLAYED,
    "else": frozenset(FORMS) - PLAYED,
    "cite": frozenset({"influence", "influences"}),
    "rel": frozenset(FORMS) - {"release"},
}
WHOSE: Final = 0.3
_HEARD: Final = LISTED | {"heard influence"}
_OF_ALBUMS: Final = frozenset({"album", "undated album", "dated title", "two dates", "two albums", "same year"})
_OF_SONGS: Final = _HEARD - _OF_ALBUMS - {"artist", "artists", "genre", "genres", "span", "oldest", "newest"}
_ANOTHER: Final = re.compile(r"(?:an)?other ")
_ROLE_BEFORE_NAME: Final = re.compile(r"(?<!the )\{role\} \{name\}")
_LONG_ROLE: Final = re.compile(r",|/|\b(?:and|in|with|of|for)\b|&|\+")
Table = Literal["phrases", "relatives", "clauses", "afters", "heads"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A text in slots: one template per sentence."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a tone shapes a text: how often it begins with a fact, and how often it joins two clauses."""

    heads: float
    joins: float


MANNERS: Final = {
    "plain": Manner(heads=0.4, joins=0.4),
    "warm": Manner(heads=0.3, joins=0.7),
    "dry": Manner(heads=0.4, joins=0.1),
    "playful": Manner(heads=0.7, joins=0.4),
}


class Planner:
    """Proposes texts about one sheet; each call of `propose` is one throw of the dice."""

    def __init__(self, material: Material, messages: Sequence[Message], rng: random.Random) -> None:
        self.material, self.messages, self.rng = material, messages, rng
        self.manner = MANNERS[material.sheet.typed.tone]
        self.known = tuple(kind for kind in ("role", "city") if getattr(material, kind))
        self.openings = [opening for opening in OPENINGS if self._suits(opening)]
        self.spent: set[str] = set()
        self.heard = False
        self.fitting: dict[tuple[int, Table], list[str]] = {}

    def propose(self) -> Plan | None:
        """One plan, unchecked for length and likeness; None when the throw led nowhere."""
        self.spent, self.heard = set(), False
        opening = self._head() if self.rng.random() < self.manner.heads else self._opening()
        if opening is None:
            return None
        sentences = aggregate(opening, self._clauses(), self.rng, self.manner.joins)
        return Plan(tuple(english.capitalise(text) for text in sentences))

    def _head(self) -> str | None:
        """Open with a song, a record, an influence or whatever else a message may begin with."""
        if not self.material.name and self.known:
            return None
        message = self._pick(self._starting)
        if message is None:
            return None
        text = self._tell(message, self._starting(message))
        who = self.rng.choice(WHO[self.known])
        inside = f"{who}," if "," in who else who
        text = re.sub(r"<who>(?=,)", inside.removesuffix(","), text.replace("<who,>", inside))
        return english.agree(text.replace("<who>", who), many=self.material.plural)

    def _starting(self, message: Message) -> list[str]:
        """The wordings that begin a text: heads, of which those without <who> cannot carry a role or a city."""
        if not self.material.name:
            return self._wordings(message, "clauses")
        heads = self._wordings(message, "heads")
        return [text for text in heads if "<who" in text] if self.known else heads

    def _opening(self) -> str | None:
        """Open with the person."""
        if not self.openings:
            return None
        opening = self.rng.choice(self.openings)
        text = opening.text
        if "release" in opening.says:
            self.spent |= {"release", values.key(self.material.sheet.typed.current_release)}
        for hole in opening.holes:
            filled = self._relative() if hole == "rel" else self._phrase(hole)
            if filled is None:
                return None
            text = text.replace(f"<{hole}>", filled, 1)
        return english.agree(text, many=self.material.plural)

    def _suits(self, opening: Opening) -> bool:
        """Say role and city at once where both are known; only what is played in the city may stand for the role."""
        material, typed = self.material, self.material.sheet.typed
        said = {kind for kind in opening.says if kind != "release"}
        unsaid = set(self.known) - said
        whole = not unsaid or (unsaid == {"role"} and "play" in opening.holes and not material.group)
        if opening.names != material.name or not said <= set(self.known) or not whole:
            return False
        if "release" in opening.says and not material.release:
            return False
        if "{city}-based" in opening.text and not re.fullmatch(r"[A-Za-zÀ-ž]+", typed.city):
            return False
        if (" works " in opening.text or "{name}, who" in opening.text) and material.group:
            return False
        if _ROLE_BEFORE_NAME.search(opening.text):
            return not material.group and not _LONG_ROLE.search(typed.role)
        return True

    def _phrase(self, hole: str) -> str | None:
        """What the name does, in the kinds of messages that the hole takes."""

        def fitting(message: Message) -> list[str]:
            return self._wordings(message, "phrases") if message.kind in HOLES[hole] else []

        message = self._pick(fitting)
        return None if message is None else self._tell(message, fitting(message))

    def _relative(self) -> str | None:
        """A relative clause after the role: who plays, that plays (a group), whose influences include."""
        if self.rng.random() < WHOSE:
            message = self._pick(lambda message: self._wordings(message, "relatives"))
            return None if message is None else self._tell(message, self._wordings(message, "relatives"))
        phrase = self._phrase("rel")
        pronoun = "that" if self.material.group else "who"
        return None if phrase is None else f"{pronoun} {english.agree(phrase, many=False)}"

    def _clauses(self) -> list[Clause]:
        """What follows the opening: first what was typed and released, then what is listened to."""
        clauses: list[Clause] = []
        wanted = self.rng.choice((1, 2, 2, 3, 3))
        for listed in (False, True):
            while wanted > 0:
                message = self._pick(lambda message, listed=listed: self._following(message, listed=listed))  # type: ignore[misc]
                if message is None or (not listed and wanted == 1 and self.rng.random() < 0.3):
                    break
                text = english.agree(self._tell(message, self._following(message, listed=listed)), many=True)
                clauses.append(Clause(text, typed=message.typed))
                wanted -= 1
        return sorted(clauses, key=lambda clause: not clause.text.startswith("they"))

    def _following(self, message: Message, *, listed: bool) -> list[str]:
        """The clauses for a message: about "the list" only after listening was spoken of, "another song" after a song.

        Own releases never follow other artists, to whom "the songs" would be ascribed; a group may be "they".
        """
        if (message.kind in _HEARD) != listed:
            return []
        if message.kind in OWN and (self.heard or "influences" in self.spent):
            return []
        if listed and self.heard:
            before = self.spent & (_OF_ALBUMS if message.kind in _OF_ALBUMS else _OF_SONGS)
            return [text for text in self._wordings(message, "afters") if before or not _ANOTHER.match(text)]
        clauses = self._wordings(message, "clauses")
        if not self.material.group:
            return clauses
        return clauses + [f"they {phrase}" for phrase in self._wordings(message, "phrases")]

    def _wordings(self, message: Message, table: Table) -> list[str]:
        known = self.fitting.get((id(message), table))
        if known is None:
            found: tuple[str, ...] = getattr(FORMS[message.kind], table)
            known = [text for text in found if self._fits(text, message)]
            self.fitting[id(message), table] = known
        return known

    def _fits(self, text: str, message: Message) -> bool:
        return all(english.is_singular(self._bound(hole, message)) for hole in singular_subjects(text))

    def _bound(self, hole: str, message: Message) -> str:
        """The value that a hole such as "t.artist" stands for."""
        head, _, part = hole.partition(".")
        bound = message.bindings[head]
        slot = parse(bound if "{" in bound else "{" + bound + (f".{part}" if part else "") + "}")[0]
        return str(value(slot, self.material.sheet)) if isinstance(slot, Slot) else slot

    def _pick(self, has: Callable[[Message], list[str]]) -> Message | None:
        free = [message for message in self.messages if self._is_new(message) and has(message)]
        if not free:
            return None
        best = max(message.score for message in free)
        return self.rng.choices(free, [1.6 ** (message.score - best) for message in free])[0]

    def _is_new(self, message: Message) -> bool:
        """No fact twice, and no two messages of one kind."""
        return message.kind not in self.spent and not (message.tokens & self.spent)

    def _tell(self, message: Message, wordings: Sequence[str]) -> str:
        self.spent |= message.tokens | {message.kind}
        self.heard = self.heard or message.kind in _HEARD
        return bind(self.rng.choice(wordings), message.bindings, self.material.song)
