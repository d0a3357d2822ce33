import pytest


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """SQLite, but where a test asks for PostgreSQL too."""
    return str(request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url"))
