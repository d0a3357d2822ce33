"""Write a bio and captions from a fact sheet without a model: propose, print, judge, keep the best."""

import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from app.domain.critic import Neighbours, judge, nobody
from app.domain.fact_sheet import FactSheet
from app.domain.writer import captions, messages, slots
from app.domain.writer.ledger import Ledger, begun_alike, is_fresh
from app.domain.writer.material import Material, sort_out
from app.domain.writer.merit import merit
from app.domain.writer.plans import Plan, Planner

SHORTEST, LONGEST = 50, 500
PROPOSALS: Final = 160
CLOSE: Final = 2.0
"""Captions within so many points of the best are as good: the one that other pages used least is taken."""
ROUNDS: Final = 3
"""A sheet of few facts, of which no throw made a text, is thrown for again."""
COMPARED: Final = 12
TASTE: Final = 2.5
"""How much chance may prefer one of two texts that are about as good, so that two pages differ."""
WORN: Final = 3.5
AGAIN: Final = 4.0
"""What it costs to begin as an earlier text about the same facts began."""
NOTHING: Final = "Add a role, a city or a release, and there is something to say."
ONE_MORE: Final = "One more fact is needed for a bio: add {}."
USED_UP: Final = "These facts are used up. Add a fact, such as a release or an influence, for a different text."


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the paths of the facts behind it, as "typed.city"."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A bio; `form` is its masked text, for the ledger."""

    text: str
    form: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """A line for one listed album."""

    album_index: int
    album: str
    text: str
    form: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the writer offers; `declined` is a sentence for the person when there is no bio."""

    bio: Text | None
    captions: tuple[Caption, ...]
    declined: str | None
    forms: tuple[str, ...]


def compose(
    sheet: FactSheet,
    *,
    seed: int,
    used_forms: Collection[str] = (),
    elsewhere: Ledger | None = None,
    near: Neighbours = nobody,
) -> Draft:
    """Write about one sheet; the same arguments give the same text.

    `used_forms` are the forms of earlier texts about this sheet: no new text comes near them, and when
    none is left the writer declines. `elsewhere` counts the forms of other pages, which it avoids if it can. So it does
    with the bios that `near` knows; where the facts are too few for words of their own, a page still gets a text.
    """
    rng = _chance(sheet, seed, used_forms)
    found = sort_out(sheet)
    others = elsewhere or Ledger()
    if found.is_empty:
        lines = _captions(found, rng, used_forms, others)
        return Draft(None, lines, NOTHING, tuple(line.form for line in lines))
    options = list(_ranked(found, rng, used_forms, others))
    bio = _first_good(sheet, options, near)
    if options and bio is None:
        bio = _first_good(sheet, _ranked(replace(found, name=False), rng, used_forms, others))
    lines = _captions(found, rng, used_forms, others, bio)
    forms = (*((bio.form,) if bio else ()), *(line.form for line in lines))
    return Draft(bio, lines, None if bio else _declined(found, used_forms), forms)


def _declined(found: Material, used: Collection[str]) -> str:
    """Why there is no bio: every text was used, or the facts are too few for a first one."""
    if used:
        return USED_UP
    missing = (
        ("a role", found.role),
        ("a city", found.city),
        ("an instrument", found.instruments or found.voices),
        ("a release", found.release),
        ("an influence", found.influences),
    )
    asked = [noun for noun, there in missing if not there][:3]
    return ONE_MORE.format(", ".join(asked[:-1]) + f" or {asked[-1]}" if len(asked) > 1 else "another song")


def ranked(
    sheet: FactSheet, *, seed: int, used_forms: Collection[str] = (), elsewhere: Ledger | None = None
) -> Iterator[Text]:
    """The proposals for a bio, best first and not yet judged; `compose` shows the first that the critic lets pass."""
    return _ranked(sort_out(sheet), _chance(sheet, seed, used_forms), used_forms, elsewhere or Ledger())


def _chance(sheet: FactSheet, seed: int, used_forms: Collection[str]) -> random.Random:
    return random.Random(f"{seed}:{sheet.id}:{len(used_forms)}")


def _first_good(sheet: FactSheet, options: Iterable[Text], near: Neighbours = nobody) -> Text | None:
    """The first that the critic lets pass and no other page has; if other pages have all tried, the first."""
    good = (text for text in options if judge(sheet, text.text).passed)
    if near is nobody:
        return next(good, None)
    tried = list(islice(good, COMPARED))
    return next((text for text in tried if judge(sheet, text.text, near=near).passed), tried[0] if tried else None)


def _ranked(found: Material, rng: random.Random, used: Collection[str], others: Ledger) -> Iterator[Text]:
    if found.is_empty:
        return
    planner = Planner(found, messages.candidates(found), rng)
    options: dict[str, tuple[float, Text]] = {}
    for throw in range(ROUNDS * PROPOSALS):
        if throw >= PROPOSALS and options:
            break
        plan = planner.propose()
        text = None if plan is None else _printed(plan, found.sheet)
        if text is not None and text.form not in options and is_fresh(text.form, used):
            worn = WORN * others.familiarity(text.form) + AGAIN * begun_alike(text.form, used)
            options[text.form] = (_worth(text, found) - worn + TASTE * rng.random(), text)
    for _, text in sorted(options.values(), key=lambda option: -option[0]):
        yield text


def _printed(plan: Plan, sheet: FactSheet) -> Text | None:
    sentences = []
    for template in plan.sentences:
        text = slots.fill(template, sheet)
        text += "" if text.endswith(".") else "."
        sentences.append(Sentence(text, slots.facts(template)))
    whole = " ".join(sentence.text for sentence in sentences)
    if not SHORTEST <= len(whole) <= LONGEST:
        return None
    form = ". ".join(slots.form(template) for template in plan.sentences) + "."
    return Text(whole, form, tuple(sentences))


def _worth(text: Text, found: Material) -> float:
    told = [sentence.facts for sentence in text.sentences]
    return merit(text.form, [sentence.text for sentence in text.sentences], told, found)


def _passes(sheet: FactSheet, line: captions.Line) -> bool:
    return judge(sheet, slots.fill(line.template, sheet), "caption").passed


def _captions(
    found: Material, rng: random.Random, used: Collection[str], others: Ledger, bio: Text | None = None
) -> tuple[Caption, ...]:
    """A caption for each listed album, but for one of which nothing can be said that the critic lets pass.

    What the bio has said, a caption says only when it has nothing else.
    """
    said = {path for sentence in bio.sentences for path in sentence.facts} if bio else set()
    lines: list[Caption] = []
    for index in captions.first_albums(found.sheet):
        taken = {line.form for line in lines}
        options = list(captions.lines(found, index, rng, taken, said))
        options = [line for line in options if captions.fits(slots.fill(line.template, found.sheet))]
        near = [line for line in options[:COMPARED] if line.worth > options[0].worth - CLOSE]
        ranked = sorted(near, key=lambda line: others.forms[line.form] + 3 * (line.form in used))
        best = next((line for line in ranked + options[len(near) :] if _passes(found.sheet, line)), None)
        if best is None:
            continue
        lines.append(
            Caption(
                index,
                found.sheet.top_albums[index].title,
                slots.fill(best.template, found.sheet),
                best.form,
                captions.paths(best),
            )
        )
    return tuple(lines)
