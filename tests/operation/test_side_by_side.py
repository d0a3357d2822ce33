"""Old and new release side by side: every migration only expands, so that the release before it still works on it."""

from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import MetaData, Table, create_engine

from app.db import migrations

VERSIONS = sorted(path.name[:4] for path in (migrations.PROJECT / "migrations" / "versions").glob("[0-9]*.py"))


def schema(path: Path, revision: str) -> dict[str, Table]:
    engine = create_engine(f"sqlite:///{path}")
    migrations.upgrade(engine, revision)
    found = MetaData()
    found.reflect(engine)
    engine.dispose()
    return {name: table for name, table in found.tables.items() if name != "alembic_version"}


@pytest.mark.parametrize(("old", "new"), list(pairwise(VERSIONS)))
def test_the_release_before_still_works_on_the_new_schema(old: str, new: str, tmp_path: Path) -> None:
    before, after = schema(tmp_path / "old.db", old), schema(tmp_path / "new.db", new)

    assert set(before) <= set(after)
    for name, table in before.items():
        now = after[name]
        assert set(table.columns.keys()) <= set(now.columns.keys()), name
        for column in now.columns:
            known = table.columns.get(column.name)
            if known is None:  # the old release writes rows without it
                assert column.nullable or column.server_default is not None, f"{name}.{column.name}"
            else:
                assert column.nullable or not known.nullable, f"{name}.{column.name} became mandatory"
                assert str(column.type) == str(known.type), f"{name}.{column.name} changed its type"
