"""Wishes for new texts and their money: counted, reserved and settled by conditional statements only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import CursorResult, select, text, update
from sqlalchemy.orm import Session

from app.db.tables.money import Generation, ModelMonth
from app.domain.model_money import Bill

Reserved = Literal["reserved", "taken", "spent_up"]

QUEUED = "queued"


@dataclass(frozen=True, slots=True)
class Story:
    """How a wish ended: what wrote the text, why not the model, which rules fired, and what was offered."""

    outcome: str
    writer: Literal["model", "grounded"]
    fallback_reason: str | None
    model: str | None
    prompt_version: str | None
    latency_ms: int | None
    rules: tuple[str, ...]
    version_ids: tuple[int, ...]


def add(session: Session, person_id: int, profile_id: int, part: str, now: datetime) -> int:
    """Count one accepted wish; its id."""
    row = Generation(
        person_id=person_id,
        profile_id=profile_id,
        part=part,
        asked_at=now,
        outcome=QUEUED,
        rules=[],
        version_ids=[],
    )
    session.add(row)
    session.flush()
    return row.id


def asked_since(session: Session, person_id: int, since: datetime) -> list[datetime]:
    """When this person's wishes after `since` were accepted."""
    asked = select(Generation.asked_at).where(Generation.person_id == person_id, Generation.asked_at > since)
    return list(session.scalars(asked))


def reserve(session: Session, generation_id: int, month: str, worst: int, cap: int, now: datetime) -> Reserved:
    """Set aside `worst` micro-dollars of the month's `cap`, once per wish.

    `taken`: this wish has had its reservation (its first worker died, say), or is over. `spent_up`: it does not fit;
    the month's row stays locked, so that of those who find it empty at once one tells the admin.
    """
    free = (
        update(Generation)
        .where(Generation.id == generation_id, Generation.reserved_micro.is_(None), Generation.outcome == QUEUED)
        .values(reserved_micro=worst, reserved_at=now, month=month)
    )
    if not _changed(session, free):
        return "taken"
    session.execute(
        text("INSERT INTO model_months (month, committed_micro) VALUES (:month, 0) ON CONFLICT (month) DO NOTHING"),
        {"month": month},
    )
    fits = (
        update(ModelMonth)
        .where(ModelMonth.month == month, ModelMonth.committed_micro + worst <= cap)
        .values(committed_micro=ModelMonth.committed_micro + worst)
    )
    if _changed(session, fits):
        return "reserved"
    session.execute(select(ModelMonth.month).where(ModelMonth.month == month).with_for_update())
    none = {"reserved_micro": None, "reserved_at": None, "month": None}
    _changed(session, update(Generation).where(Generation.id == generation_id).values(none))
    return "spent_up"


def settle(session: Session, generation_id: int, bill: Bill, now: datetime) -> str | None:
    """Put the cost in the place of the reservation, once; the month that paid, None if nothing was due."""
    row = session.execute(
        select(Generation.month, Generation.reserved_micro)
        .where(Generation.id == generation_id, Generation.settled_at.is_(None))
        .with_for_update()
    ).one_or_none()
    if row is None or row.month is None or row.reserved_micro is None:
        return None
    values = {
        "cost_micro": bill.charged,
        "settled_at": now,
        "tokens_in": bill.usage.tokens_in,
        "tokens_cached": bill.usage.cached,
        "tokens_out": bill.usage.tokens_out,
    }
    _changed(session, update(Generation).where(Generation.id == generation_id).values(values))
    change = bill.charged - row.reserved_micro
    paid = update(ModelMonth).where(ModelMonth.month == row.month)
    _changed(session, paid.values(committed_micro=ModelMonth.committed_micro + change))
    return cast(str, row.month)


def committed(session: Session, month: str) -> int:
    """Micro-dollars spent or set aside in a month."""
    return session.scalar(select(ModelMonth.committed_micro).where(ModelMonth.month == month)) or 0


def finish(session: Session, generation_id: int, story: Story, now: datetime) -> None:
    """Write down how the wish ended; one that was cancelled meanwhile stays cancelled."""
    values = {
        "outcome": story.outcome,
        "finished_at": now,
        "writer": story.writer,
        "fallback_reason": story.fallback_reason,
        "model": story.model,
        "prompt_version": story.prompt_version,
        "latency_ms": story.latency_ms,
        "rules": list(story.rules),
        "version_ids": list(story.version_ids),
    }
    _changed(
        session,
        update(Generation).where(Generation.id == generation_id, Generation.outcome == QUEUED).values(values),
    )


def cancel(session: Session, profile_id: int, now: datetime) -> None:
    """The profile's open wish is over; it stays counted."""
    _changed(
        session,
        update(Generation)
        .where(Generation.profile_id == profile_id, Generation.outcome == QUEUED)
        .values(outcome="cancelled", finished_at=now),
    )


def _changed(session: Session, statement: Any) -> bool:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount > 0
