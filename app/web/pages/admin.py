"""The status page (`templates/admin/status.html`): what is wrong first."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from app.domain import freshness
from app.services.status import Overview
from app.web.pages.frame import Frame, private_frame

LATE = timedelta(minutes=10)


class Row(NamedTuple):
    name: str
    value: str
    wrong: bool = False


class Table(NamedTuple):
    heading: str
    rows: tuple[Row, ...]


class Trouble(NamedTuple):
    text: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage(Frame):
    verdict: str
    troubles: tuple[Trouble, ...]
    tables: tuple[Table, ...]
    generated: str


def status_page(overview: Overview) -> StatusPage:
    counts, now = overview.counts, overview.now
    troubles = tuple(Trouble(told.message, freshness.ago(told.created_at, now)) for told in overview.troubles)
    tables = (
        Table("People", (Row("People", str(counts.people)), Row("Public pages", str(counts.public)))),
        Table("Spotify connections", _counted(counts.connections, wrong=("needs_reauth",))),
        Table("Spotify itself", tuple(_provider(overview))),
        Table("Work", _work(overview)),
        Table("Runs in 24 hours", _counted(counts.runs, wrong=tuple(set(counts.runs) - {"done"}))),
    )
    count = len(troubles)
    verdict = (
        "All is well." if not count else f"{count} thing{'s' if count > 1 else ''} need{'' if count > 1 else 's'} you."
    )
    return StatusPage(
        **private_frame(),
        title="Status",
        verdict=verdict,
        troubles=troubles,
        tables=tables,
        generated=f"{freshness.date(now)}, {now:%H:%M:%S} UTC",
    )


def _counted(counts: dict[str, int], wrong: tuple[str, ...]) -> tuple[Row, ...]:
    named = (
        Row(name.replace("_", " ").capitalize(), str(count), name in wrong) for name, count in sorted(counts.items())
    )
    return tuple(named) or (Row("None", "0"),)


def _provider(overview: Overview) -> list[Row]:
    rows: list[Row] = []
    for provider in overview.providers:
        waiting = provider.blocked_until is not None and provider.blocked_until > overview.now
        until = freshness.at(provider.blocked_until, overview.now) if provider.blocked_until else ""
        said = f"Asked us to wait ({provider.reason}). We call again {until}." if waiting else "Answers."
        rows.append(Row(provider.name.capitalize(), said, waiting))
    return rows or [Row("Spotify", "Not called yet.")]


def _work(overview: Overview) -> tuple[Row, ...]:
    counts, now = overview.counts, overview.now
    late = counts.oldest_due_at is not None and now - counts.oldest_due_at > LATE
    oldest = freshness.ago(counts.oldest_due_at, now) if counts.oldest_due_at else "nothing is due"
    return (
        Row("Due", str(counts.due)),
        Row("Running", str(counts.running)),
        Row("Oldest due", oldest, late),
    )
