import pytest

from app.sandbox.server import RunningSandbox
from tests.sandbox.visitor import Visitor


@pytest.fixture
def visitor(sandbox: RunningSandbox) -> Visitor:
    return Visitor(sandbox)
