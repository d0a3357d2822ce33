"""Plans: which messages a text tells, in which order and in which words. Chance proposes, the writer chooses."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from app.domain.writer import english
from app.domain.writer.forms import Forms, Wording, bind, singular_subjects
from app.domain.writer.forms_albums import ALBUMS
from app.domain.writer.forms_own import OWN
from app.domain.writer.forms_songs import SONGS
from app.domain.writer.forms_typed import TYPED
from app.domain.writer.material import Material
from app.domain.writer.messages import Message
from app.domain.writer.openings import IDENTITY, OPENINGS, WHO, Opening
from app.domain.writer.slots import Slot, parse, value

FORMS: Final[dict[str, Forms]] = {**TYPED, **OWN, **SONGS, **ALBUMS}
PLAYED: Final = frozenset({"instrument", "instruments", "voice", "voice and instruments"})
_OWNED: Final = ("the current release ", "the influences ", "the instruments ", "the instrument ", "the list ", "the listening ")
Table = Literal["phrases", "clauses", "heads"]
Chosen = TypeVar("Chosen")


@dataclass(frozen=True, slots=True)
class Plan:
    """A text in slots: one template per sentence, and the interest of what it tells."""

    sentences: tuple[str, ...]
    score: float


class Planner:
    """Proposes texts about one sheet; each call of `propose` is one throw of the dice."""

    def __init__(self, material: Material, messages: Sequence[Message], rng: random.Random) -> None:
        self.material, self.messages, self.rng = material, messages, rng
        self.left: tuple[str, ...] = ()
        self.spent: set[str] = set()
        self.score = 0.0

    def propose(self) -> Plan | None:
        """One plan, unchecked for length and likeness; None when the throw led nowhere."""
        known = (("role", self.material.role), ("city", self.material.city))
        self.left = tuple(kind for kind, there in known if there)
        self.spent, self.score = set(), 0.0
        opening = self._head() if self.rng.random() < 0.5 else self._frame()
        if opening is None:
            return None
        sentences = self._aggregate(opening, self._clauses())
        return Plan(tuple(english.capitalise(text) for text in self._introduce(sentences)), self.score)

    def _head(self) -> str | None:
        table: Table = "heads" if self.material.name else "clauses"
        message = self._pick(lambda message: self._wordings(message, table))
        if message is None:
            return None
        text = self._say(message, table)
        if "<who>" in text:
            text = text.replace("<who>", WHO[self.left])
            self.left = ()
        return text

    def _frame(self) -> str | None:
        frames = [frame for frame in OPENINGS if frame.says == set(self.left) and frame.names == self.material.name]
        if not frames:
            return None
        frame: Opening = self._choose(frames, [frame.wording for frame in frames])
        self.left = ()
        text = frame.wording.text
        if self.material.group:
            text = text.replace(" who <vp>", " that <vp>").replace(", that <vp>", ", who <vp>")
        filled = self._hole(frame)
        if filled is None:
            return None
        text = text.replace(f"<{frame.hole}>", filled)
        return english.agree(text, many=self.material.plural)

    def _hole(self, frame: Opening) -> str | None:
        if not frame.hole:
            return ""
        if frame.hole == "whose":
            message = self._pick(lambda message: [w for w in self._wordings(message, "clauses") if w.text.startswith(_OWNED)])
            if message is None:
                return None
            owned = [w for w in self._wordings(message, "clauses") if w.text.startswith(_OWNED)]
            return self._tell(message, owned).removeprefix("the ")
        message = self._pick(
            lambda message: self._wordings(message, "phrases") if frame.hole == "vp" or message.kind in PLAYED else []
        )
        if message is None:
            return None
        relative = f"who <{frame.hole}>" in frame.wording.text
        phrase = self._say(message, "phrases")
        return english.agree(phrase, many=False) if relative or not frame.names else phrase

    def _clauses(self) -> list[str]:
        clauses: list[str] = []
        if self.left:
            clauses.append(self._choose(IDENTITY[self.left], IDENTITY[self.left]).text)
        wanted = self.rng.choice((1, 2, 2, 3, 3, 4)) - len(clauses)
        for typed in (True, False):
            while wanted > 0:
                message = self._pick(lambda message, typed=typed: self._after(message, typed=typed))
                if message is None or (typed and wanted == 1 and self.rng.random() < 0.3):
                    break
                clauses.append(self._follow(message))
                wanted -= 1
        return clauses

    def _after(self, message: Message, *, typed: bool) -> list[Wording]:
        if message.typed != typed:
            return []
        return self._wordings(message, "clauses") or (self._wordings(message, "phrases") if self.material.group else [])

    def _follow(self, message: Message) -> str:
        clauses, phrases = self._wordings(message, "clauses"), self._wordings(message, "phrases")
        if self.material.group and phrases and (not clauses or self.rng.random() < 0.4):
            return "they " + english.agree(self._tell(message, phrases), many=True)
        return self._tell(message, clauses)

    def _aggregate(self, opening: str, clauses: list[str]) -> list[str]:
        """Spread the clauses over at most two more sentences; two short ones become one."""
        clauses = list(clauses)
        if len(clauses) > 1 and _is_short(opening) and _is_short(clauses[0]) and self.rng.random() < 0.35:
            opening = f"{opening}, and {clauses.pop(0)}"
        if len(clauses) < 2:
            return [opening, *clauses]
        if len(clauses) == 2 and not (_can_join(*clauses) and self.rng.random() < 0.4):
            return [opening, *clauses]
        if len(clauses) == 2:
            return [opening, _joined(*clauses)]
        first, second, *rest = clauses
        if len(rest) == 1 and _can_join(second, rest[0]) and self.rng.random() < 0.5:
            return [opening, first, _joined(second, rest[0])]
        if _can_join(first, second):
            tail = _joined(*rest) if len(rest) == 2 and _can_join(*rest) else rest[0]
            return [opening, _joined(first, second), tail]
        return [opening, first, second]

    def _introduce(self, sentences: list[str]) -> list[str]:
        """Say which list at its first mention on an artist's page, unless the text speaks of listening anyway."""
        text = "\n".join(sentences)
        if self.material.sheet.subject == "artist" and "listen" not in text:
            for mention in ("the list ", "{name|s} list ", "whose list ", "the list.", "the list,", "the list\n", "one list", "a list"):
                if mention in text + "\n":
                    text = text.replace(mention.strip(), mention.replace("list", "listening list", 1).strip(), 1)
                    break
        return text.split("\n")

    def _wordings(self, message: Message, table: Table) -> list[Wording]:
        table_ = getattr(FORMS[message.kind], table)
        return [wording for wording in table_ if wording.fits(self.material.sheet.subject) and self._agrees(wording, message)]

    def _agrees(self, wording: Wording, message: Message) -> bool:
        for hole in singular_subjects(wording.text):
            head, _, part = hole.partition(".")
            bound = message.bindings[head]
            (slot,) = parse(bound if "{" in bound else f"{{{bound}{'.' + part if part else ''}}}")
            if isinstance(slot, Slot) and not english.is_singular(str(value(slot, self.material.sheet))):
                return False
        return True

    def _pick(self, has: Callable[[Message], list[Wording]]) -> Message | None:
        free = [message for message in self.messages if not (message.tokens & self.spent) and has(message)]
        if not free:
            return None
        best = max(message.score for message in free)
        return self.rng.choices(free, [1.6 ** (message.score - best) for message in free])[0]

    def _choose(self, items: Sequence[Chosen], wordings: Sequence[Wording]) -> Chosen:
        tone = self.material.sheet.typed.tone
        return self.rng.choices(items, [_weight(wording, tone) for wording in wordings])[0]

    def _say(self, message: Message, table: Table) -> str:
        return self._tell(message, self._wordings(message, table))

    def _tell(self, message: Message, wordings: Sequence[Wording]) -> str:
        self.spent |= message.tokens
        self.score += message.score
        return bind(self._choose(wordings, wordings).text, message.bindings, self.material.song)


def _weight(wording: Wording, tone: str) -> float:
    if not wording.tones:
        return 1.0
    return 2.5 if tone in wording.tones else 0.4


def _is_short(text: str) -> bool:
    return len(parse(text)) < 9 and ":" not in text and ", and " not in text and " who " not in text and " whose " not in text


def _can_join(one: str, other: str) -> bool:
    return _is_short(one) and _is_short(other)


def _joined(one: str, other: str) -> str:
    return f"{one}, and {other}"
