"""Where the drawing libraries are, said instead of looked for.

Their bindings try names that no Linux has first, and for each Python starts a linker or a compiler that looks for it
(measured: a third of the time to a process's first picture).
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SONAMES = {
    "cairo-2": "libcairo.so.2",
    "cairo": "libcairo.so.2",
    "libcairo-2": "libcairo.so.2",
    "pango": "libpango-1.0.so.0",
    "gobject-2.0": "libgobject-2.0.so.0",
    "glib-2.0": "libglib-2.0.so.0",
    "pangocairo-1.0": "libpangocairo-1.0.so.0",
}


@contextmanager
def known_libraries() -> Iterator[None]:
    """While the bindings are imported. Elsewhere than on Linux they look by themselves."""
    usual = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: SONAMES.get(name) or usual(name)
    try:
        yield
    finally:
        ctypes.util.find_library = usual
