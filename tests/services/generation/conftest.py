from collections.abc import Callable

import pytest

from app.sandbox.server import RunningSandbox
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.services.generation.studio_of_one import Desk

OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(database_url: str, sandbox: RunningSandbox, clock: Clock) -> OpenDesk:
    """`open_desk(AI_MONTHLY_BUDGET_USD="0.01")`: a site with the imitated model, and these settings."""

    def start(**more: str) -> Desk:
        model = {"OPENAI_API_KEY": "a-key", "OPENAI_BASE_URL": sandbox.model_url, "AI_API": "chat"}
        return Desk(environment_for(database_url, sandbox, **(model | more)), sandbox, clock)

    return start


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    return open_desk()
