"""The house itself: versions, schema, storage, what the doctor finds without calling anybody."""

import platform
from importlib.metadata import version
from typing import TYPE_CHECKING

from app.web.pages.admin.section import Row, Section, Trouble

if TYPE_CHECKING:
    from app.bootstrap import Services

PACKAGES = ("flask", "sqlalchemy", "gunicorn", "cryptography")
LITTLE = 0.1
"""Of a disk that is free: below this somebody should make room."""


def section(services: "Services") -> Section:
    storage, checks = services.storage.look(), services.readiness.checks()
    full = storage.free is not None and storage.free < LITTLE
    wrong = [name for name, answer in checks.items() if answer != "ok"]
    troubles = [Trouble(f"The check of {name} fails. Run flask doctor: it says what to do.") for name in wrong]
    if full:
        troubles.append(Trouble("The disk of the database is nearly full. Make room, or writes will fail."))
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return Section(
        name="house",
        heading="House",
        rows=(
            Row("Database", f"{storage.kind}, {_size(storage.total)}"),
            Row("Pictures and sheets", _size(storage.assets)),
            Row("Exports", _size(storage.exports)),
            *((Row("Free on its disk", f"{storage.free:.0%}", full),) if storage.free is not None else ()),
            Row("Schema", storage.revision or "none", checks["migrations"] != "ok"),
            *(Row(f"Doctor: {name}", answer, answer != "ok") for name, answer in checks.items()),
            Row("Tokens to prove themselves", str(storage.doubtful), storage.doubtful > 0),
            Row("Versions", f"Python {platform.python_version()}, {versions}"),
        ),
        troubles=tuple(troubles),
    )


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1000:.0f} KB"
