"""What a model hands in, before anybody reads it: plain words and the slots that it was offered, nothing else.

A digit, a capital, a link or a word of another script outside a slot is a fault, whoever asked for it: so an order
hidden in a fact can change neither names nor numbers, links nor language of what is offered.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.copy_policy import ReadableSheet
from app.domain.writer import slots
from app.domain.writer.slots import Slot, SlotError

MOST_SENTENCES: Final = 4
LONGEST: Final = 400
_PLAIN = re.compile(r"[A-Za-z ,.;:'’()\-]*")
_CAPITAL = re.compile(r"[A-Z]\w*")
_DIGITS = re.compile(r"\d+")
_SECOND_SENTENCE = re.compile(r"[.;:]\s+\S|\.\.")
_GLUED = re.compile(r"\w\{[^{}]*\}|\{[^{}]*\}\w")
SPAN_LIMIT: Final = 60


@dataclass(frozen=True, slots=True)
class Remark:
    """One fault: the rule's name and the model's own words (at most 60 characters of what it wrote itself)."""

    rule: str
    words: str = ""


def check(sentences: Sequence[str], offered: ReadableSheet, *, named: bool = True) -> list[Remark]:
    """The faults of one text, given as one template per sentence; empty when it may be filled.

    `named` texts say the display name, if there is one to say; captions do not.
    """
    return list(_faults(sentences, offered, named=named))


def _faults(sentences: Sequence[str], offered: ReadableSheet, *, named: bool) -> Iterator[Remark]:
    if not 1 <= len(sentences) <= MOST_SENTENCES:
        yield Remark("number-of-sentences")
        return
    used: list[Slot] = []
    for sentence in sentences:
        if not sentence.strip() or len(sentence) > LONGEST:
            yield Remark("length", sentence[:SPAN_LIMIT])
            continue
        try:
            pieces = slots.parse(sentence.strip())
        except SlotError:
            yield Remark("unknown-slot", sentence[:SPAN_LIMIT])
            continue
        used += [piece for piece in pieces if isinstance(piece, Slot)]
        yield from _words(sentence.strip(), pieces)
    yield from _slots(used, offered)
    if named and "name" in offered.facts and all(slot.kind != "name" for slot in used):
        yield Remark("name-missing", "{name}")


def _words(sentence: str, pieces: Sequence[str | Slot]) -> Iterator[Remark]:
    for position, piece in enumerate(pieces):
        if isinstance(piece, Slot):
            continue
        if (odd := _PLAIN.sub("", piece)) and (foreign := _DIGITS.sub("", odd)):
            yield Remark("character", foreign[:SPAN_LIMIT])
        yield from (Remark("digit", digits) for digits in _DIGITS.findall(piece))
        inner = piece[1:] if position == 0 else piece
        yield from (Remark("capital", word[:SPAN_LIMIT]) for word in _CAPITAL.findall(inner))
    if glued := _GLUED.search(sentence):
        yield Remark("glued-slot", glued[0][:SPAN_LIMIT])
    if _SECOND_SENTENCE.search(sentence.rstrip(".")):
        yield Remark("one-sentence-each", sentence[:SPAN_LIMIT])
    if not any(isinstance(piece, Slot) for piece in pieces):
        yield Remark("no-slot", sentence[:SPAN_LIMIT])


def _slots(used: Sequence[Slot], offered: ReadableSheet) -> Iterator[Remark]:
    counted = Counter(_key(slot) for slot in used)
    for key, times in counted.items():
        if key not in offered.facts:
            yield Remark("unknown-slot", f"{{{key}}}")
        elif times > 1:
            yield Remark("fact-twice", f"{{{key}}}")


def _key(slot: Slot) -> str:
    index = "" if slot.index is None else f".{slot.index}"
    return f"{slot.kind}{index}{f'.{slot.part}' if slot.part else ''}"
