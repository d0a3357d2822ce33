"""Looking behind the scenes of a refresh."""

from typing import Any

from sqlalchemy import select

from app.db.database import Database
from app.db.queries import notices, snapshots
from app.sandbox.faults import Fault
from tests.ground.stage import Artist, Stage


def database_of(stage: Stage) -> Database:
    return stage.services.studio._database


def rows(stage: Stage, table: Any) -> list[Any]:
    with database_of(stage).reading() as session:
        return list(session.scalars(select(table)).all())


def snapshot_of(artist: Artist) -> snapshots.Stored:
    with database_of(artist.stage).reading() as session:
        return snapshots.newest(session, artist.profile_id)


def told(stage: Stage, person_id: int | None) -> list[str]:
    with database_of(stage).reading() as session:
        return [notice.topic for notice in notices.open_for(session, person_id)]


def refresh(artist: Artist) -> str:
    """One more refresh, a day later; its outcome."""
    stage = artist.stage
    stage.clock.advance(days=1)
    stage.services.refresh.by_hand(artist.person_id)
    (outcome,) = stage.work()
    return outcome


def fault(stage: Stage, kind: str, **more: Any) -> None:
    stage.sandbox.world.faults.add(Fault(kind, **more))


def calls(stage: Stage) -> int:
    return len(stage.sandbox.world.ledger.calls)
