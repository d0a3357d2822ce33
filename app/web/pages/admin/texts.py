"""What texts cost and how they are received: the month's money, tokens, and each prompt version's figures."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.db.queries.ai_costs import Costs, ModelReport, PersonCost, Tokens
from app.domain.copy_figures import PromptFigures
from app.domain.model_money import in_words
from app.services.generation_budget import DEAR_MICRO
from app.web.pages.admin.section import Row, Section

if TYPE_CHECKING:
    from app.bootstrap import Services

NEARLY = 80
"""Percent of the month's budget from which its line stands out."""
RULES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PromptRow:
    """One prompt version; `asked_again` stands out where `wrong`, over the alarm line of COPY.md."""

    version: str
    texts: int
    asked_again: str
    wrong: bool
    edited_at_once: str
    unchanged: str
    fallback: str
    reasons: str
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsSection(Section):
    """`people` are those whose texts cost most, as rows of name and cost."""

    people: tuple[Row, ...]
    prompts: tuple[PromptRow, ...]

    @property
    def lines(self) -> tuple[Row | PromptRow, ...]:
        return (*self.rows, *self.prompts)


def section(services: "Services") -> Section:
    report = services.model_costs.report()
    return TextsSection(
        name="texts",
        heading="Texts and what they cost",
        rows=(*_money(report.costs, services.model_costs.cap_micro), *_tokens(report.tokens)),
        people=tuple(_person(person) for person in report.dearest_people),
        prompts=_prompts(report),
        part="texts",
    )


def _money(costs: Costs, cap: int) -> tuple[Row, ...]:
    percent = costs.committed * 100 // cap if cap else 100
    spent = f"{in_words(costs.committed)} of {in_words(cap)} ({percent} %)"
    rows = [
        Row(f"Spent in {costs.month}", spent, percent >= NEARLY),
        Row("Texts by the model", str(costs.texts)),
        Row("Cost of a text", in_words(costs.per_text)),
        Row("Dearest text", in_words(costs.dearest), costs.dearest > DEAR_MICRO),
        Row("Cost of a person", f"{in_words(costs.per_person)} ({costs.people} in all)"),
    ]
    if costs.reserved:
        rows.append(Row("Set aside for calls under way", in_words(costs.reserved)))
    if costs.lost:
        rows.append(Row("Calls that nobody settled", str(costs.lost), wrong=True))
    return tuple(rows)


def _tokens(tokens: Tokens) -> tuple[Row, ...]:
    cached = "unknown" if tokens.cached_share is None else _percent(tokens.cached_share)
    return (
        Row("Tokens read", f"{tokens.tokens_in:,}"),
        Row("Read from the cache", cached),
        Row("Tokens written", f"{tokens.tokens_out:,}"),
    )


def _person(cost: PersonCost) -> Row:
    name = "People who left" if cost.person_id is None else cost.handle or f"Person {cost.person_id}"
    return Row(name, f"{in_words(cost.micro)} for {cost.texts} text{'' if cost.texts == 1 else 's'}")


def _prompts(report: ModelReport) -> tuple[PromptRow, ...]:
    return tuple(_prompt(figures) for figures in report.prompts)


def _prompt(figures: PromptFigures) -> PromptRow:
    return PromptRow(
        version=figures.version,
        texts=figures.texts,
        asked_again=_percent(figures.regeneration_rate),
        wrong=figures.alarm,
        edited_at_once=_percent(figures.edited_at_once),
        unchanged=_percent(figures.accepted_unchanged),
        fallback=_percent(figures.fallback_rate),
        reasons=_counted(figures.fallback_reasons),
        rules=_counted(figures.rules[:RULES_SHOWN]),
    )


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _counted(names: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in names) or "none"
