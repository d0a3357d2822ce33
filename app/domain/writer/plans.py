"""Plans: which messages a text tells, in which order and in which words. Chance proposes, the writer chooses."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.domain.writer import english, roles
from app.domain.writer.forms import Forms, bind, owners, singular_subjects
from app.domain.writer.forms_heard import HEARD, HEARD_TYPED, TOP
from app.domain.writer.forms_own import OWN
from app.domain.writer.forms_typed import TYPED
from app.domain.writer.material import Material
from app.domain.writer.message import Message
from app.domain.writer.openings import NAMELESS, OPENINGS, WHO, Opening
from app.domain.writer.slots import Slot, parse, value

FORMS: Final[dict[str, Forms]] = {**TYPED, **OWN, **HEARD, **TOP, **HEARD_TYPED}
PLAYED: Final = frozenset({"plays", "works with", "plays and works with", "sings", "sings and plays"})
CITED: Final = frozenset({"influence", "influences"})
LISTED: Final = frozenset(HEARD)
_ALL: Final = frozenset(FORMS)
HOLES: Final[dict[str, frozenset[str]]] = {
    "vp": _ALL,
    "play": PLAYED,
    "make": frozenset({"own genre"}),
    "band": frozenset({"genre on instruments"}),
    "cite": CITED,
    "with": CITED,
    "hear": LISTED,
    "do": frozenset({"release"}),
    "rel": frozenset(OWN),
    "kin": frozenset({"genres", "genres alone"}),
    "too": frozenset({"artists"}),
    "top": frozenset(TOP),
}
MOST_SENTENCES: Final = 3
_NONE: Final[frozenset[str]] = frozenset()
_OWN: Final = frozenset(OWN)
"""Not told after a city: "X in Bath released Y" would say where it was released."""
Table = Literal["phrases", "clauses", "heads", "objects", "afters", "alone"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A text in slots: one template per sentence."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a tone shapes a text: how often it begins with a record or a song, and how often it joins two clauses."""

    heads: float
    joins: float


MANNERS: Final = {
    "plain": Manner(heads=0.2, joins=0.4),
    "warm": Manner(heads=0.15, joins=0.7),
    "dry": Manner(heads=0.2, joins=0.1),
    "playful": Manner(heads=0.4, joins=0.4),
}


class Planner:
    """Proposes texts about one sheet; each call of `propose` is one throw of the dice."""

    def __init__(self, material: Material, messages: Sequence[Message], rng: random.Random) -> None:
        self.material, self.messages, self.rng = material, messages, rng
        self.manner = MANNERS[material.sheet.typed.tone]
        self.known = tuple(kind for kind in ("role", "city") if getattr(material, kind))
        self.genres_first = 0.6 * any(message.kind == "genres" for message in messages)
        self.spent: set[str] = set()
        self.heard = False
        self.subject = ""
        self.fitting: dict[tuple[int, Table], list[str]] = {}
        self.openings = [o for o in OPENINGS if not material.continued and self._suits(o) and self._can_fill(o)]
        self.fullness = [2 ** (len(opening.holes) - opening.text.startswith("<what>")) for opening in self.openings]

    def propose(self) -> Plan | None:
        """One plan, unchecked for length and likeness; None when the throw led nowhere."""
        self.spent, self.heard, self.subject = set(), False, ""
        opening = self._begin()
        if opening is None:
            return None
        sentences = [opening, *self._rest()]
        split = [part for sentence in sentences for part in sentence.split(". ")]
        return Plan(tuple(english.capitalise(text) for text in split[:MOST_SENTENCES]))

    def _begin(self) -> str | None:
        if self.material.continued:
            return self._clause(lambda message: self._wordings(message, "alone") + self._wordings(message, "clauses"))
        if self._is_nobody():
            place = "in {city}, " if self.material.city else ""
            said = self._clause(self._nobodys)
            return None if said is None else f"{place}{said}"
        return self._head() if self.rng.random() < self.manner.heads else self._opening()

    def _head(self) -> str | None:
        """Open with a song or a record, and name whose it is or who listens to it."""

        def starting(message: Message) -> list[str]:
            heads = self._wordings(message, "heads")
            if self.known == ("city",):
                return []
            if self.known or not self.material.name:
                return [text for text in heads if "<who>" in text]
            return [text.replace("<name>", "{name}") for text in heads]

        message = self._pick(starting)
        if message is None:
            return None
        text = self._tell(message, starting(message))
        text = text.replace("<who>", self.rng.choice((WHO if self.material.name else NAMELESS)[self.known]))
        return english.agree(text, many=self.material.plural)

    def _opening(self) -> str | None:
        """Open with the person; what the role says is left for a later sentence when a frame says what is played."""
        if not self.openings:
            return None
        opening = self.rng.choices(self.openings, self.fullness)[0]
        text = opening.text
        for hole in opening.holes:
            filled = self._what() if hole == "what" else self._filling(hole, _OWN if "city" in opening.says else _NONE)
            if filled is None:
                return None
            if hole == "with":
                filled = filled.replace("@name", "with")
            text = text.replace(f"<{hole}>", filled, 1)
        if self.material.group:
            self.subject = "they"
        elif "role" in self.known and "role" not in opening.says and not roles.is_long(self.material):
            self.subject = "the {role}"
        return english.agree(text, many=self.material.plural)

    def _nobodys(self, message: Message) -> list[str]:
        """What is told of a listener who has no name: the genres, or the first of a list."""
        if message.kind in HOLES["kin"]:
            return self._wordings(message, "alone")
        return self._wordings(message, "afters") if message.kind in TOP and not self.material.city else []

    def _is_nobody(self) -> bool:
        """True for a listener without a role and a name that can be printed: "a listener listens" says nothing."""
        return self.material.sheet.subject == "listener" and not self.material.name and not self.material.role

    def _suits(self, opening: Opening) -> bool:
        """Say the city at once where it is known; the role may wait when what is played stands in its place."""
        material = self.material
        unsaid = set(self.known) - opening.says
        stands_for_role = {"play", "make"} & set(opening.holes) and not material.group
        if opening.names != material.name or not (opening.says <= set(self.known) or self._is_stand_in(opening)):
            return False
        if unsaid and not (unsaid == {"role"} and stands_for_role):
            return False
        if material.group and "@work as" in opening.text:
            return False
        if "<make>" in opening.text and "role" in opening.says and roles.says_verb(material):
            return False
        return "{role} {name}" not in opening.text or roles.is_title(material)

    def _can_fill(self, opening: Opening) -> bool:
        """True when there is something to say in every hole."""
        holes = [hole for hole in opening.holes if hole != "what"]
        return all(any(self._fillings(message, hole) for message in self.messages) for hole in holes)

    def _is_stand_in(self, opening: Opening) -> bool:
        """Where neither name nor role can be printed, "a listener" or "an artist" stands in their place."""
        return not self.material.name and opening.says - {"role"} <= set(self.known)

    def _what(self) -> str:
        """The role with its article: alone, or after all the genres of the artist's own music."""
        material = self.material
        if not material.role:
            return "a listener" if material.sheet.subject == "listener" else "an artist"
        message = next((message for message in self.messages if message.kind == "own genre"), None)
        told = roles.with_genres(material)
        if message is None or not self._is_new(message) or told is None or self.rng.random() < 0.3:
            return "{role|a}"
        self.spent |= message.tokens | {message.kind}
        return told

    def _filling(self, hole: str, besides: frozenset[str] = frozenset()) -> str | None:
        """What the name does or listens to, in the kinds of messages that the hole takes, `besides` those left out."""
        if hole == "hear" and self.rng.random() < self.genres_first:
            genres = self._filling("kin")
            other = self._filling("too") if self.rng.random() < 0.5 else ""
            return None if genres is None or other is None else f"@listen to {genres}" + (other and f": {other}")

        def fitting(message: Message) -> list[str]:
            return [] if message.kind in besides else self._fillings(message, hole)

        message = self._pick(fitting)
        return None if message is None else self._tell(message, fitting(message))

    def _fillings(self, message: Message, hole: str) -> list[str]:
        """The wordings with which a message fills a hole of an opening."""
        table: Table = "objects" if hole in ("kin", "too") else "afters" if hole == "top" else "phrases"
        found = self._wordings(message, table) if message.kind in HOLES[hole] else []
        return [text for text in found if text.startswith("@name")] if hole == "with" else found

    def _rest(self) -> list[str]:
        """What follows the opening: what is played, the records, the influences; or more of what is listened to."""
        steps: list[Callable[[Message], list[str]]] = [
            self._playing,
            self._releasing,
            self._typed,
            self._more,
            self._more,
        ]
        if self.heard:
            steps = [self._playing, self._more, self._more]
            self.rng.shuffle(steps)
            steps = [*steps[:2], self._typed] if self.rng.random() < 0.5 else [self._typed, *steps[:2]]
        found: list[tuple[str, bool]] = []
        for step in steps:
            if len(found) == MOST_SENTENCES or (step != self._releasing and self.rng.random() < 0.2):
                continue
            text = self._clause(step)
            if text is not None:
                found.append((text, step == self._typed))
        return self._joined(found)[: MOST_SENTENCES - 1]

    def _joined(self, found: list[tuple[str, bool]]) -> list[str]:
        """Two short clauses about what was typed may share a sentence."""
        if len(found) > 1 and found[0][1] and found[1][1] and self.rng.random() < self.manner.joins:
            return [f"{found[0][0]}, and {found[1][0]}", *(text for text, _ in found[2:])]
        return [text for text, _ in found]

    def _clause(self, has: Callable[[Message], list[str]]) -> str | None:
        message = self._pick(has)
        if message is None:
            return None
        wording = self._tell(message, has(message))
        return english.agree(wording, many=not wording.startswith("the {role}"))

    def _playing(self, message: Message) -> list[str]:
        """They play, the singer plays; a group's genres and influences too."""
        own = {"own genre", "genre on instruments"} if self.subject == "they" else set()
        if message.kind not in PLAYED | own | (CITED if self.subject == "they" else set()):
            return []
        return self._with_subject(message)

    def _releasing(self, message: Message) -> list[str]:
        """Records and the current release; never after other artists, to whom they would be ascribed."""
        if message.kind not in OWN and message.kind != "release":
            return []
        if self.heard:
            return []
        return self._wordings(message, "clauses") + self._with_subject(message)

    def _typed(self, message: Message) -> list[str]:
        """What was typed: an influence, a release that no album dates."""
        if message.kind not in CITED and (message.kind != "release" or self.heard):
            return []
        return self._wordings(message, "clauses") + self._with_subject(message)

    def _more(self, message: Message) -> list[str]:
        """Listening: with a subject when there is one; the first of a list after a sentence about listening."""
        if message.kind in TOP:
            return self._wordings(message, "afters") if self.heard else []
        if message.kind not in LISTED:
            return []
        if self.heard:
            return [f"{self.subject} also {phrase}" for phrase in self._wordings(message, "phrases") if self.subject]
        return self._with_subject(message)

    def _with_subject(self, message: Message) -> list[str]:
        return [f"{self.subject} {phrase}" for phrase in self._wordings(message, "phrases")] if self.subject else []

    def _wordings(self, message: Message, table: Table) -> list[str]:
        known = self.fitting.get((id(message), table))
        if known is None:
            found: tuple[str, ...] = getattr(FORMS[message.kind], table)
            known = [text for text in found if self._fits(text, message)]
            self.fitting[id(message), table] = known
        return known

    def _fits(self, text: str, message: Message) -> bool:
        return all(english.is_singular(self._bound(hole, message)) for hole in singular_subjects(text)) and all(
            english.takes_s(self._bound(hole, message)) for hole in owners(text)
        )

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
        text = self.rng.choice(wordings)
        self.spent |= message.tokens | message.names | {message.kind}
        self.heard = self.heard or message.kind in LISTED or message.kind in TOP or message.kind in HEARD_TYPED
        if text.startswith("the {role} "):
            self.subject = ""
        return bind(text, message.bindings, self.material.song)
