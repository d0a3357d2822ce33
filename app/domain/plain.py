"""Values as plain dicts and lists, for JSON."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def plain(value: Any) -> Any:
    """Dataclasses as dicts and tuples as lists, however deep; all else as it is.

    As `dataclasses.asdict`, which also copies whatever it meets and takes four times as long.
    """
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    kind: Any = type(value)
    names = _fields(kind)
    return value if names is None else {name: plain(getattr(value, name)) for name in names}


@cache
def _fields(kind: type) -> tuple[str, ...] | None:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
