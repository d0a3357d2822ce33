import pytest


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is asked here does not depend on the database; tests/services asks both."""
    return sqlite_url
