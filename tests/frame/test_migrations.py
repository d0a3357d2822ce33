import os
import subprocess
import sys
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select

from app.db import migrations
from app.db.migrations import PROJECT
from app.db.tables.factors import SecondFactor
from app.db.tables.members import Waiting
from app.db.tables.people import Connection, Person, Session
from app.db.tables.profiles import Profile
from tests.ground.databases import opened


def test_models_and_migrations_agree(unmigrated_url: str) -> None:
    with opened(unmigrated_url) as database:
        migrations.upgrade(database.engine)

        migrations.check(database.engine)


def test_a_new_database_knows_nobody_and_lets_nobody_in(unmigrated_url: str) -> None:
    with opened(unmigrated_url) as database:
        migrations.upgrade(database.engine)
        with database.reading() as session:
            for table in (Person, Profile, Connection, Session, SecondFactor, Waiting):
                assert (table, session.scalar(select(func.count()).select_from(table))) == (table, 0)


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


def test_a_migration_s_file_begins_with_its_revision_and_the_chain_is_one_line() -> None:
    """So that a server knows where its database stands without loading alembic."""
    scripts = ScriptDirectory.from_config(Config(toml_file=PROJECT / "pyproject.toml"))
    walked = [script.revision for script in scripts.walk_revisions()]

    assert walked == sorted(walked, reverse=True)
    assert migrations.head() == scripts.get_current_head() == walked[0]
    assert all(migrations.knows(revision) for revision in walked)
    assert not migrations.knows("9999")


LATE = (
    *("alembic", "openai", "weasyprint", "PIL", "psycopg", "redis", "cairocffi", "sentry_sdk"),
    *("requests", "oauthlib"),
)


def test_a_server_on_sqlite_starts_without_what_it_may_never_need(environment: dict[str, str], tmp_path: Path) -> None:
    program = (
        "import os, sys; from app import create_app; from app.settings import Settings; import app.scheduler.runner;"
        f"create_app(Settings.load(os.environ)); print([name for name in {LATE} if name in sys.modules])"
    )
    more = {"DATABASE_URL": f"sqlite:///{tmp_path / 'anchor.db'}", "PATH": os.environ["PATH"]}
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, env=environment | more, capture_output=True, text=True, check=True
    )

    assert said.stdout == "[]\n"
