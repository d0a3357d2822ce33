"""What a command needs from the environment; a fault ends it with a list of sentences and exit code 1."""

import click

from app import logs
from app.bootstrap import Services, build
from app.db.database import Database
from app.settings import Settings, SettingsError


def settings() -> Settings:
    try:
        loaded = Settings.load()
    except SettingsError as exc:
        raise click.ClickException(str(exc)) from None
    logs.follow(loaded)
    return loaded


def services() -> Services:
    return build(settings())


def database() -> Database:
    """The database for migrations: past a pooler, where the settings name such a way."""
    loaded = settings()
    return Database((loaded.database_direct_url or loaded.database_url).get_secret_value())
