"""What templates are filled with: one frozen object for each, made by the module of its room.

A room's module is loaded when a view first makes something of it (`pages.studio.edit_page(...)`): a process that only
shows artists' pages needs two of them, and loading all takes as long as ten answers.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.web.pages import (
        admin,
        admin_door,
        auth,
        browsers,
        email,
        errors,
        export,
        form,
        former,
        landing,
        machines,
        profile,
        report,
        share,
        signals,
        status,
        studio,
        studio_steps,
        versions,
        waitlist,
        words,
    )

__all__ = [
    "admin",
    "admin_door",
    "auth",
    "browsers",
    "email",
    "errors",
    "export",
    "form",
    "former",
    "landing",
    "machines",
    "profile",
    "report",
    "share",
    "signals",
    "status",
    "studio",
    "studio_steps",
    "versions",
    "waitlist",
    "words",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """A module of this package that nobody has loaded yet."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f"{__name__}.{name}")


def load() -> None:
    """All of them, for who has time for it."""
    for name in __all__:
        import_module(f"{__name__}.{name}")
