"""How many tokens there are, by what may be done with them and by the month in which their consent ends."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, extract, func, select
from sqlalchemy.orm import Session

from app.db.queries.sealed import SEALED
from app.db.tables.people import Connection, TokenJournalEntry
from app.domain.consent import MONTHS

STATE: ColumnElement[str] = case(
    (SEALED & Connection.probed_at.is_(None), "sealed, to be tried once more"),
    (SEALED, "sealed for good"),
    (Connection.refresh_token.is_(None), "no token kept"),
    else_=Connection.status,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """`months`: (year, month) -> living consents that end in it; `spare`: tokens that only the journal has."""

    states: dict[str, int]
    months: dict[tuple[int, int], int]
    spare: int


def read(session: Session) -> Tokens:
    states = session.execute(select(STATE, func.count()).group_by(STATE))
    year, month = extract("year", Connection.authorized_at), extract("month", Connection.authorized_at)
    given = session.execute(
        select(year, month, func.count())
        .where(Connection.status == "connected", Connection.authorized_at.is_not(None))
        .group_by(year, month)
    )
    spare = select(func.count()).where(TokenJournalEntry.stored.is_(False), TokenJournalEntry.tried_at.is_(None))
    return Tokens(
        states={state: count for state, count in states},  # noqa: C416 - a row is no pair to mypy
        months=dict(sorted((_later(int(y), int(m)), count) for y, m, count in given)),
        spare=session.scalar(spare) or 0,
    )


def _later(year: int, month: int) -> tuple[int, int]:
    """Six months on: a consent ends in that month, whatever its day (`consent.ends_at`)."""
    months = month - 1 + MONTHS
    return year + months // 12, months % 12 + 1
