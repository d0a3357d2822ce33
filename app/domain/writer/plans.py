"""Plans: which messages a text tells, in which order, with which wordings. Chance proposes, the writer chooses."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.writer import english
from app.domain.writer.forms import Forms, Wording, bind
from app.domain.writer.forms_list import LIST
from app.domain.writer.forms_own import OWN
from app.domain.writer.forms_typed import TYPED
from app.domain.writer.material import Material
from app.domain.writer.messages import Message
from app.domain.writer.openings import IDENTITY, OPENINGS, WHO, Opening

FORMS: dict[str, Forms] = {**TYPED, **OWN, **LIST}


@dataclass(frozen=True, slots=True)
class Plan:
    """A text in slots: one template per sentence, and how much it has to say."""

    sentences: tuple[str, ...]
    score: float


def propose(material: Material, messages: Sequence[Message], rng: random.Random) -> Iterator[Plan]:
    """Yield plans without end, none checked for length or for likeness; empty when nothing can begin."""
    known = frozenset(kind for kind, there in (("role", material.role), ("city", material.city)) if there)
    while True:
        plan = _Attempt(material, messages, rng, known).plan()
        if plan is not None:
            yield plan


class _Attempt:
    """One throw of the dice: an opening, then what remains to be said."""

    def __init__(
        self, material: Material, messages: Sequence[Message], rng: random.Random, known: frozenset[str]
    ) -> None:
        self.material, self.messages, self.rng = material, messages, rng
        self.left = set(known)
        self.spent: set[str] = set()
        self.score = 0.0

    def plan(self) -> Plan | None:
        opening = self._opening()
        if opening is None:
            return None
        clauses = self._clauses()
        if not clauses:
            return Plan((_sentence(opening),), self.score)
        rest = self._aggregate(clauses)
        return Plan((_sentence(opening), *(_sentence(text) for text in rest)), self.score)

    def _opening(self) -> str | None:
        heads = [m for m in self.messages if self._wordings(m, "heads")]
        if heads and (self.rng.random() < 0.45):
            message = self._pick(heads)
            text = self._say(message, "heads")
            if "<who>" in text:
                text = text.replace("<who>", self._choose(WHO[frozenset(self.left)]).text)
                self.left.clear()
            return text
        frames = [frame for frame in OPENINGS if frame.says == frozenset(self.left)]
        phrased = [m for m in self.messages if self._wordings(m, "phrases")]
        frames = [frame for frame in frames if phrased or not frame.phrase]
        if not frames:
            return None
        frame: Opening = self._prefer(frames)
        self.left -= frame.says
        text = frame.wording.text
        if frame.phrase:
            phrase = self._say(self._pick(phrased), "phrases")
            text = text.replace("<vp>", english.agree(phrase, many=False))
        return text

    def _clauses(self) -> list[str]:
        clauses: list[str] = []
        if self.left:
            kinds = " ".join(kind for kind in ("role", "city") if kind in self.left)
            clauses.append(self._choose(IDENTITY[kinds]).text)
        wanted = self.rng.choice((2, 2, 3, 3, 4)) - len(clauses)
        for typed in (True, False):
            while wanted > 0:
                open_ = [m for m in self.messages if m.typed == typed and self._free(m) and self._followers(m)]
                if not open_ or (typed and wanted == 1 and self.rng.random() < 0.4):
                    break
                message = self._pick(open_)
                clauses.append(self._say(message, "clauses"))
                wanted -= 1
        return clauses

    def _aggregate(self, clauses: list[str]) -> list[str]:
        if len(clauses) == 1:
            return clauses
        if len(clauses) == 2 and (self.rng.random() < 0.6 or any(_is_long(clause) for clause in clauses)):
            return clauses
        if len(clauses) == 2:
            return [_joined(clauses)]
        cut = self.rng.choice((1, len(clauses) - 1)) if len(clauses) == 3 else 2
        return [_joined(clauses[:cut]), _joined(clauses[cut:])]

    def _free(self, message: Message) -> bool:
        return not (message.tokens & self.spent)

    def _wordings(self, message: Message, table: str) -> list[Wording]:
        return [w for w in getattr(FORMS[message.kind], table) if w.fits(self.material.sheet.subject)]

    def _followers(self, message: Message) -> bool:
        return bool(self._wordings(message, "clauses")) or (
            self.material.group and bool(self._wordings(message, "phrases"))
        )

    def _pick(self, messages: Sequence[Message]) -> Message:
        best = max(message.score for message in messages)
        weights = [2.0 ** (message.score - best) for message in messages]
        return self.rng.choices(messages, weights)[0]

    def _prefer(self, frames: Sequence[Opening]) -> Opening:
        tone = self.material.sheet.typed.tone
        return self.rng.choices(frames, [_weight(frame.wording, tone) for frame in frames])[0]

    def _choose(self, table: Sequence[Wording]) -> Wording:
        tone = self.material.sheet.typed.tone
        return self.rng.choices(table, [_weight(wording, tone) for wording in table])[0]

    def _say(self, message: Message, table: str) -> str:
        self.spent |= message.tokens
        self.score += message.score
        found = self._wordings(message, table)
        if table == "clauses" and self.material.group and (not found or self.rng.random() < 0.4):
            phrases = self._wordings(message, "phrases")
            if phrases:
                phrase = bind(self._choose(phrases).text, message.bindings, self.material.song)
                return "they " + english.agree(phrase, many=True)
        many = " and " in message.bindings.get("i", "")
        text = bind(self._choose(found).text, message.bindings, self.material.song)
        return text.replace("@be:i", "are" if many else "is")


def _weight(wording: Wording, tone: str) -> float:
    if not wording.tones:
        return 1.0
    return 2.5 if tone in wording.tones else 0.35


def _is_long(clause: str) -> bool:
    return clause.count("{") > 2 or ":" in clause or ", and " in clause


def _joined(clauses: list[str]) -> str:
    return ", and ".join(clauses)


def _sentence(text: str) -> str:
    return english.capitalise(text)
