import pytest

from app.db.database import Database
from app.sandbox.server import RunningSandbox
from tests.ground.moments import Clock
from tests.services.rooms import Rooms


@pytest.fixture
def rooms(database: Database, sandbox: RunningSandbox, clock: Clock) -> Rooms:
    return Rooms(database, sandbox, clock)
