"""What the drawing libraries' bindings declare, parsed beforehand: written by `python -m app.media.definitions`.

The bindings hand their C declarations to a parser each time that a process first draws (measured: 180 of 330 ms of
CPU). cffi can keep what it parsed; the files here are that, of the versions in requirements.txt, and a test says when
they are no longer.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

PARSED = {"cairocffi.ffi": "cairo", "pangocffi.ffi_build": "pango", "pangocairocffi.ffi_build": "pangocairo"}
"""The modules in which the bindings parse, and the files here that stand for them."""


@contextmanager
def parsed_definitions() -> Iterator[None]:
    """While the bindings are imported: what they would parse is there. A module that is loaded already stays."""
    for name, file in PARSED.items():
        if name not in sys.modules:
            stand_in = ModuleType(name)
            stand_in.__dict__["ffi"] = import_module(f"{__name__}.{file}").ffi
            sys.modules[name] = stand_in
    yield
