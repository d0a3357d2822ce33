"""Write the parsed definitions anew, after a change of the bindings' versions: `python -m app.media.definitions`."""

from importlib import import_module
from pathlib import Path

from cffi.recompiler import make_py_source

from app.media.definitions import PARSED
from app.media.libraries import known_libraries

HEAD = "# ruff: noqa\n# fmt: off\n# mypy: ignore-errors\n"
OURS = "app.media.definitions"
THEIRS = "pangocffi._generated.ffi"
"""How pangocairo's declarations name those of pango that they build on."""

HERE = Path(__file__).parent


def write(folder: Path) -> None:
    """Let the bindings parse, and keep what came of it in this folder."""
    with known_libraries():
        parsed = {file: import_module(name).ffi for name, file in PARSED.items()}
    for file, ffi in parsed.items():
        target = folder / f"{file}.py"
        make_py_source(ffi, f"{OURS}.{file}", str(target))
        target.write_text(HEAD + target.read_text().replace(THEIRS, f"{OURS}.pango"))


if __name__ == "__main__":
    write(HERE)
