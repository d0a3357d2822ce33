import subprocess
import sys

from sqlalchemy import inspect

from app.db import migrations
from app.db.migrations import PROJECT
from tests.ground.databases import opened


def test_models_and_migrations_agree(unmigrated_url: str) -> None:
    with opened(unmigrated_url) as database:
        migrations.upgrade(database.engine)

        migrations.check(database.engine)


def test_down_to_nothing_and_up_again(unmigrated_url: str) -> None:
    with opened(unmigrated_url) as database:
        migrations.upgrade(database.engine)
        before = set(inspect(database.engine).get_table_names())

        migrations.downgrade(database.engine, "base")
        assert set(inspect(database.engine).get_table_names()) == {"alembic_version"}

        migrations.upgrade(database.engine)
        assert set(inspect(database.engine).get_table_names()) == before
        assert migrations.current(database.engine) == migrations.head()


def test_two_processes_that_start_together_migrate_one_after_the_other(unmigrated_url: str) -> None:
    program = (
        "import sys; from app.db import migrations; from app.db.database import Database;"
        "migrations.upgrade(Database(sys.argv[1]).engine)"
    )
    started = [subprocess.Popen([sys.executable, "-c", program, unmigrated_url], cwd=PROJECT) for _ in range(2)]

    assert [process.wait(timeout=60) for process in started] == [0, 0]
    with opened(unmigrated_url) as database:
        assert migrations.current(database.engine) == migrations.head()
