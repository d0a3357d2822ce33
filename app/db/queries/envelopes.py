"""Everything that is stored sealed, by place: counted by key, and sealed anew by compare-and-set."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, Select, func, literal, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.db.tables.factors import SecondFactor
from app.db.tables.people import Connection, OAuthAttempt, TokenJournalEntry


@dataclass(frozen=True, slots=True)
class Place:
    """One column of envelopes: the column that names a row, the sealed one, and whose it is sealed for."""

    name: str
    key: InstrumentedAttribute[int]
    sealed: InstrumentedAttribute[Any]
    person: Any
    joined: Any = None


PLACES = (
    Place("connections.access_token", Connection.id, Connection.access_token, Connection.person_id),
    Place("connections.refresh_token", Connection.id, Connection.refresh_token, Connection.person_id),
    Place(
        "token_journal.refresh_token",
        TokenJournalEntry.id,
        TokenJournalEntry.refresh_token,
        Connection.person_id,
        joined=Connection,
    ),
    Place("second_factors.secret", SecondFactor.person_id, SecondFactor.secret, SecondFactor.person_id),
    Place("oauth_attempts.verifier", OAuthAttempt.id, OAuthAttempt.verifier, literal(0)),
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """One sealed value as stored."""

    key: int
    person_id: int
    sealed: bytes


def count(session: Session, place: Place, prefix: bytes | None = None) -> int:
    """Sealed values in this place; with `prefix`, those whose envelope begins with it."""
    wanted = select(func.count()).where(place.sealed.is_not(None))
    if prefix is not None:
        wanted = wanted.where(_begins(place, prefix))
    return session.scalar(wanted) or 0


def others(session: Session, place: Place, prefix: bytes, *, after: int, limit: int) -> Sequence[Envelope]:
    """The next values in the order of their keys whose envelope does not begin with `prefix`."""
    wanted: Select[Any] = select(place.key, place.person, place.sealed).select_from(place.key.class_)
    if place.joined is not None:
        wanted = wanted.join(place.joined)
    wanted = wanted.where(place.sealed.is_not(None), ~_begins(place, prefix), place.key > after)
    rows = session.execute(wanted.order_by(place.key).limit(limit))
    return [Envelope(key, person_id, bytes(sealed)) for key, person_id, sealed in rows]


def replace(session: Session, place: Place, envelope: Envelope, resealed: bytes) -> bool:
    """Put the new envelope in the place of the old one; False when another value is there by now."""
    same = update(place.key.class_).where(place.key == envelope.key, place.sealed == envelope.sealed)
    result = session.execute(same.values({place.sealed: resealed}), execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount == 1


def _begins(place: Place, prefix: bytes) -> Any:
    return func.substr(place.sealed, 1, len(prefix)) == prefix
