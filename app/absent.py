"""Libraries that another one would load for itself wherever they are installed, kept out of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def absent(name: str) -> Iterator[None]:
    """Until the end of the block, importing `name` fails as if it were not installed; what is loaded stays loaded."""
    if name in sys.modules:
        yield
        return
    modules: dict[str, Any] = sys.modules
    modules[name] = None
    try:
        yield
    finally:
        del modules[name]
