"""Captions: one short line per listed album, and no frame twice on a page."""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.fact_sheet import FactSheet
from app.domain.writer import english, slots
from app.domain.writer.caption_facts import facts_of
from app.domain.writer.caption_frames import FRAMES, PAIRED, shape
from app.domain.writer.forms import bind
from app.domain.writer.material import Material

AT_MOST = 5
SHORTEST, LONGEST = 20, 90
WORN: Final = 6.0
TOLD: Final = 2.5
SAID: Final = 6.0
"""What it costs to repeat a frame's shape, a kind of fact, and what the bio has said."""


@dataclass(frozen=True, slots=True)
class Line:
    """A caption before it is printed: its slots, its form, facts that it rests on without printing them, its points."""

    template: str
    form: str
    facts: tuple[str, ...]
    worth: float


def lines(
    material: Material, index: int, rng: random.Random, used: Collection[str], said: Collection[str] = ()
) -> Iterator[Line]:
    """Candidates for one album, best first: no frame in `used`; what `said` holds, the bio's facts, comes later."""
    shapes, kinds = {shape(form) for form in used}, {kind_of(form) for form in used}
    found: list[Line] = []
    for kind, bindings, facts, score in facts_of(material, index):
        if any(kind in pair and pair & kinds for pair in PAIRED):
            continue
        for wording in FRAMES[kind]:
            if wording in used:
                continue
            template = english.capitalise(bind(wording, bindings, material.song))
            cost = WORN * (shape(wording) in shapes) + TOLD * (kind in kinds) + SAID * _is_said(template, index, said)
            found.append(Line(template, wording, facts, score - cost + rng.random() * 2))
    yield from sorted(found, key=lambda line: -line.worth)


def _is_said(template: str, index: int, said: Collection[str]) -> bool:
    """True when the bio has told what this caption would: a song, the album's own year, its place beside another."""
    told = set(slots.facts(template))
    others = {path for path in told if path.startswith("top_albums") and path.endswith(".title")}
    return any(path in said for path in told if _is_news(path, index)) or bool(
        others and others | {f"top_albums.{index}.title"} <= set(said)
    )


def _is_news(path: str, index: int) -> bool:
    """True for a fact that a caption is there to tell: a song, the year of its own album."""
    return (path.endswith(".title") and path.startswith("top_tracks")) or path == f"top_albums.{index}.year"


def kind_of(form: str) -> str:
    """The fact that a frame tells."""
    return next(kind for kind, table in FRAMES.items() if form in table)


def first_albums(sheet: FactSheet) -> range:
    """The albums that get a caption."""
    return range(min(AT_MOST, len(sheet.top_albums)))


def fits(text: str) -> bool:
    """True when a caption has a caption's length."""
    return SHORTEST <= len(text) <= LONGEST


def paths(line: Line) -> tuple[str, ...]:
    """The provenance of a caption."""
    return tuple(dict.fromkeys((*slots.facts(line.template), *line.facts)))
