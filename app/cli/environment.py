"""What a command needs from the environment; a fault ends it with a list of sentences and exit code 1."""

from typing import TypeVar

import click
from sqlalchemy.exc import SQLAlchemyError

from app import logs
from app.bootstrap import Services, build
from app.database_settings import DatabaseSettings
from app.db.database import Database
from app.settings import Settings, SettingsError

Kind = TypeVar("Kind", bound=DatabaseSettings)

NO_ANSWER = "The database does not answer. Check DATABASE_URL, and that the database runs."


def settings() -> Settings:
    return _loaded(Settings)


def services() -> Services:
    loaded = settings()
    _answering(loaded.database_url.get_secret_value())
    return build(loaded)


def database() -> Database:
    """The database for migrations: past a pooler, where the settings name such a way. No other setting is needed."""
    loaded = _loaded(DatabaseSettings)
    return _answering((loaded.database_direct_url or loaded.database_url).get_secret_value())


def _answering(url: str) -> Database:
    found = Database(url)
    try:
        found.ping()
    except SQLAlchemyError:
        raise click.ClickException(NO_ANSWER) from None
    found.engine.dispose()
    return found


def _loaded(kind: type[Kind]) -> Kind:
    try:
        loaded = kind.load()
    except SettingsError as exc:
        raise click.ClickException(str(exc)) from None
    logs.follow(loaded)
    return loaded
