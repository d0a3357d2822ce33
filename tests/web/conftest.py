import pytest


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is stored and when is proved on both databases in tests/services; here it is about answers."""
    return sqlite_url
