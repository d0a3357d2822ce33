"""Anchor: a page for a musician that writes itself and stays fresh.

Two apps come from here: the site, and the one that only carries the `flask` commands. Importing builds nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.bootstrap import Services
    from app.settings import Settings


def create_app(settings: "Settings", services: "Services | None" = None) -> "Flask":
    """The site. With `services`, these are used instead of building new ones from the settings."""
    from app.web.site import create_site  # noqa: PLC0415 - so that the sandbox and the commands stay light

    return create_site(settings, services)


def create_commands() -> "Flask":
    """An app without a single page, for the `flask` command: each command builds what it needs, many need nothing."""
    from app.cli.commands import create_command_app  # noqa: PLC0415 - as above

    return create_command_app()
