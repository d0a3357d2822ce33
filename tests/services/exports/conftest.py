import pytest


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """SQLite, but where a test asks for PostgreSQL too: an export draws a sheet, which takes a second."""
    return str(request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url"))
