"""How the work of a day and of a week ended (`admin/parts/runs.html`)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.web.pages.admin.section import Section, said

if TYPE_CHECKING:
    from app.bootstrap import Services

HARMLESS = ("done", "budget", "rate_limited", "reconnected", "facts_missing")
"""Ends that need nobody: done, in its turn later, or nothing to write about."""


class Ended(NamedTuple):
    name: str
    day: str
    week: str
    wrong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsSection(Section):
    """`ended`: one line for each kind and outcome, with its counts in 24 hours and in 7 days."""

    ended: tuple[Ended, ...]

    @property
    def lines(self) -> tuple[Ended, ...]:
        return self.ended


def section(services: "Services") -> RunsSection:
    found = services.engine_status.ended()
    done = sum(row.day for row in found if row.outcome == "done")
    other = sum(row.day for row in found if row.outcome not in HARMLESS)
    ended = tuple(
        Ended(
            f"{said(row.kind)}: {said(row.outcome).lower()}",
            str(row.day),
            str(row.week),
            row.outcome not in HARMLESS and row.day > 0,
        )
        for row in found
    )
    brief = f"{done} done in 24 hours, {other or 'none'} failed"
    return RunsSection(name="runs", heading="Runs", brief=brief, part="runs", ended=ended)
