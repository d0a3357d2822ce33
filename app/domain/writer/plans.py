"""Plans: which messages a text tells, in which order and in which words. Chance proposes, the writer chooses."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from app.domain.writer import english
from app.domain.writer.forms import Forms, Wording, bind, singular_subjects
from app.domain.writer.forms_albums import ALBUMS
from app.domain.writer.forms_artists import ARTISTS
from app.domain.writer.forms_own import OWN
from app.domain.writer.forms_songs import SONGS
from app.domain.writer.forms_typed import TYPED
from app.domain.writer.material import Material
from app.domain.writer.message import Message
from app.domain.writer.openings import IDENTITY, OPENINGS, WHO, Opening
from app.domain.writer.sentences import aggregate, introduce
from app.domain.writer.slots import Slot, parse, value

FORMS: Final[dict[str, Forms]] = {**TYPED, **OWN, **SONGS, **ARTISTS, **ALBUMS}
LISTED: Final = frozenset({*SONGS, *ARTISTS, *ALBUMS})
PLAYED: Final = frozenset({"instrument", "instruments", "plural instrument", "voice", "voice and instruments"})
HEADS: Final = 0.5
WHOLE: Final = 0.85
_OWNED: Final = re.compile(
    r"the (?:current release|influences|instruments?|list|listening) (?!named|given|on |listed|also|of )"
)
Table = Literal["phrases", "clauses", "heads"]
Chosen = TypeVar("Chosen")


@dataclass(frozen=True, slots=True)
class Plan:
    """A text in slots: one template per sentence."""

    sentences: tuple[str, ...]


class Planner:
    """Proposes texts about one sheet; each call of `propose` is one throw of the dice."""

    def __init__(self, material: Material, messages: Sequence[Message], rng: random.Random) -> None:
        self.material, self.messages, self.rng = material, messages, rng
        known = (("role", material.role), ("city", material.city))
        self.known = tuple(kind for kind, there in known if there)
        self.frames = {
            whole: [frame for frame in OPENINGS if self._suits(frame, whole=whole)] for whole in (True, False)
        }
        self.left: tuple[str, ...] = ()
        self.spent: set[str] = set()
        self.said = ""
        self.fitting: dict[tuple[int, Table], list[Wording]] = {}

    def propose(self) -> Plan | None:
        """One plan, unchecked for length and likeness; None when the throw led nowhere."""
        self.left = self.known
        self.spent, self.said = set(), ""
        head = self.rng.random() < HEADS
        opening = self._head() if head else self._frame()
        split = head and bool(self.left)
        clauses = None if opening is None else self._clauses(opening)
        if opening is None or clauses is None:
            return None
        sentences = aggregate(opening, clauses, self.rng, extend=not split)
        if self.material.sheet.subject == "artist":
            sentences = introduce(sentences)
        return Plan(tuple(english.capitalise(text) for text in sentences))

    def _head(self) -> str | None:
        """Open with a song, a record, the list, or whatever else a message may begin with."""
        table: Table = "heads" if self.material.name else "clauses"
        message = self._pick(lambda message: self._wordings(message, table))
        if message is None:
            return None
        text = self._tell(message, self._wordings(message, table))
        if "<who>" in text:
            text = text.replace("<who>", WHO[self.left])
            self.left = ()
        return text

    def _frame(self) -> str | None:
        """Open with the person."""
        frames = self.frames[self.rng.random() < WHOLE]
        if not frames:
            return None
        frame = self._choose(frames, [frame.wording for frame in frames])
        self.left = tuple(kind for kind in self.left if kind not in frame.says)
        filled = self._hole(frame)
        if filled is None:
            return None
        text = frame.wording.text
        if self.material.group:
            text = re.sub(r"(?<!,) who <", " that <", text)
        return english.agree(text.replace(f"<{frame.hole}>", filled), many=self.material.plural)

    def _suits(self, frame: Opening, *, whole: bool) -> bool:
        """Say all of role and city at once, or now and then keep one of them for the second sentence."""
        if frame.names != self.material.name:
            return False
        if frame.wording.text.startswith("one {role}") and self.material.sheet.typed.role.casefold().startswith("one"):
            return False
        return frame.says == set(self.known) if whole else frame.says < set(self.known) and not frame.hole

    def _hole(self, frame: Opening) -> str | None:
        if not frame.hole:
            return ""
        if frame.hole == "whose":
            message = self._pick(self._owned)
            return None if message is None else self._tell(message, self._owned(message)).removeprefix("the ")
        message = self._pick(lambda message: self._done(message, played=frame.hole == "play"))
        if message is None:
            return None
        phrase = self._tell(message, self._wordings(message, "phrases"))
        relative = f"who <{frame.hole}>" in frame.wording.text
        return english.agree(phrase, many=False) if relative or not frame.names else phrase

    def _owned(self, message: Message) -> list[Wording]:
        return [wording for wording in self._wordings(message, "clauses") if _OWNED.match(wording.text)]

    def _done(self, message: Message, *, played: bool) -> list[Wording]:
        return self._wordings(message, "phrases") if not played or message.kind in PLAYED else []

    def _clauses(self, opening: str) -> list[str] | None:
        """What follows the opening: role and city if they are still unsaid, what was typed, what was listed."""
        clauses: list[str] = []
        self.said = opening
        if self.left:
            table = [wording for wording in IDENTITY[self.left] if self._refers(wording.text)]
            if not table:
                return None
            clauses.append(self._choose(table, table).text)
        wanted = self.rng.choice((1, 2, 2, 3, 3, 4)) - len(clauses)
        for typed in (True, False):
            while wanted > 0:
                message = self._pick(lambda message, typed=typed: self._after(message, typed=typed))  # type: ignore[misc]
                if message is None or (typed and wanted == 1 and self.rng.random() < 0.3):
                    break
                clauses.append(self._follow(message))
                self.said += f"\n{clauses[-1]}"
                wanted -= 1
        return clauses

    def _refers(self, clause: str) -> bool:
        """True when what the clause points back to was said: the list, the page, a name as a name, a group."""
        named = self.material.name
        grounds = (
            ("it ", "name on this page is" in self.said or "carries the name" in self.said),
            ("the name belongs", named and "based in" not in self.said),
            ("they ", self.material.group),
            (" list ", " list" in self.said and "page" not in self.said),
            ("page", "page" not in self.said),
            ("the {role}", named and "name" not in self.said.replace("{name", "")),
            ("name", named),
        )
        return next((said for mark, said in grounds if _mentions(clause, mark)), True)

    def _after(self, message: Message, *, typed: bool) -> list[Wording]:
        if message.typed != typed:
            return []
        return self._wordings(message, "clauses") or (self._wordings(message, "phrases") if self.material.group else [])

    def _follow(self, message: Message) -> str:
        clauses, phrases = self._wordings(message, "clauses"), self._wordings(message, "phrases")
        if self.material.group and phrases and (not clauses or self.rng.random() < 0.4):
            return "they " + english.agree(self._tell(message, phrases), many=True)
        return self._tell(message, clauses)

    def _wordings(self, message: Message, table: Table) -> list[Wording]:
        known = self.fitting.get((id(message), table))
        if known is None:
            found: tuple[Wording, ...] = getattr(FORMS[message.kind], table)
            known = [wording for wording in found if self._fits(wording, message)]
            self.fitting[id(message), table] = known
        if table != "clauses" or message.kind not in LISTED or "list" in self.said:
            return known
        return [wording for wording in known if "list" in wording.text and "also " not in wording.text]

    def _fits(self, wording: Wording, message: Message) -> bool:
        return wording.fits(self.material.sheet.subject) and all(
            english.is_singular(self._bound(hole, message)) for hole in singular_subjects(wording.text)
        )

    def _bound(self, hole: str, message: Message) -> str:
        """The value that a hole such as "t.artist" stands for."""
        head, _, part = hole.partition(".")
        bound = message.bindings[head]
        slot = parse(bound if "{" in bound else "{" + bound + (f".{part}" if part else "") + "}")[0]
        return str(value(slot, self.material.sheet)) if isinstance(slot, Slot) else slot

    def _pick(self, has: Callable[[Message], list[Wording]]) -> Message | None:
        free = [message for message in self.messages if self._is_new(message) and has(message)]
        if not free:
            return None
        best = max(message.score for message in free)
        return self.rng.choices(free, [1.6 ** (message.score - best) for message in free])[0]

    def _is_new(self, message: Message) -> bool:
        """No fact twice, and no two messages of one kind."""
        return message.kind not in self.spent and not (message.tokens & self.spent)

    def _choose(self, items: Sequence[Chosen], wordings: Sequence[Wording]) -> Chosen:
        tone = self.material.sheet.typed.tone
        return self.rng.choices(items, [_weight(wording, tone) for wording in wordings])[0]

    def _tell(self, message: Message, wordings: Sequence[Wording]) -> str:
        self.spent |= message.tokens | {message.kind}
        return bind(self._choose(wordings, wordings).text, message.bindings, self.material.song)


def _mentions(clause: str, mark: str) -> bool:
    return clause.startswith(mark) if mark in ("it ", "they ") else mark in clause


def _weight(wording: Wording, tone: str) -> float:
    if not wording.tones:
        return 1.0
    return 2.5 if tone in wording.tones else 0.4
