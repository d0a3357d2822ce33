"""One text from two hands: a model's sentences about what was typed, then the grounded writer's about the rest.

The model never saw Spotify's facts, so it cannot speak of them; the grounded writer can, and is told to leave out the
name, everything typed, and every value that the model has named already. What it adds never points back to a person,
so the name stands once and no fact twice. The critic judges the whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from app.domain.fact_sheet import FactSheet
from app.domain.writer import Sentence, Text, english, messages, slots, values
from app.domain.writer.material import sort_out
from app.domain.writer.plans import Planner
from app.domain.writer.slots import Slot

MOST_SENTENCES: Final = 4
SHORTEST: Final = 50
AIM: Final = range(140, 261)
PROPOSALS: Final = 40
OFFERED: Final = 6


def join(sheet: FactSheet, said: Sequence[str], rng: Random) -> Iterator[Text]:
    """Whole texts that begin with the model's sentences (templates), best first; those sentences alone come last.

    Raises SlotError when a template names what the sheet does not have.
    """
    whole = [printed((*said, *more), sheet) for more in _continuations(sheet, said, rng)]
    yield from sorted(whole, key=_distance)[:OFFERED]
    yield printed(said, sheet)


def printed(templates: Sequence[str], sheet: FactSheet) -> Text:
    """The text of these templates, one sentence each. Raises SlotError."""
    ended = [_ended(slots.fill(english.capitalise(template.strip()), sheet)) for template in templates]
    parts = tuple(Sentence(text, slots.facts(template)) for text, template in zip(ended, templates, strict=True))
    form = " ".join(_ended(slots.form(template.strip())) for template in templates)
    return Text(" ".join(ended), form, parts)


def _continuations(sheet: FactSheet, said: Sequence[str], rng: Random) -> Iterator[tuple[str, ...]]:
    material = replace(
        sort_out(sheet),
        name=False,
        role=False,
        role_word=False,
        city=False,
        release=False,
        voices=(),
        instruments=(),
        influences=(),
        continued=True,
    )
    found = messages.candidates(material)
    room = MOST_SENTENCES - len(said)
    if not found or room <= 0:
        return
    told = {key for template in said for key in _values(template, sheet)}
    planner = Planner(material, found, rng)
    seen: set[tuple[str, ...]] = set()
    for _ in range(PROPOSALS):
        plan = planner.propose()
        more = plan.sentences[: min(room, 2)] if plan is not None else ()
        if not more or more in seen or any(told & _values(template, sheet) for template in more):
            continue
        seen.add(more)
        yield more


def _values(template: str, sheet: FactSheet) -> set[str]:
    """What a template names, in the form under which two values count as one."""
    named = [piece for piece in slots.parse(template) if isinstance(piece, Slot)]
    return {values.key(str(slots.value(slot, sheet))) for slot in named if slot.part not in ("tracks", "year")}


def _distance(text: Text) -> int:
    """How far a text is from the length that was aimed at; 0 within it."""
    length = len(text.text)
    return max(AIM.start - length, length - AIM.stop + 1, 0)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."
