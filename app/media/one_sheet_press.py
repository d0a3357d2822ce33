"""The child process that prints a one-sheet: a sheet as JSON on stdin, a PDF on stdout. Started by `one_sheet.draw`.

Before anything untrusted is looked at, it gives up memory, time, sockets and programs for good.
"""

import ctypes
import resource
import sys
from typing import TYPE_CHECKING, Any

from app.media import one_sheet

if TYPE_CHECKING:
    from weasyprint import Document

MEMORY_LIMIT = 1024**3
"""Bytes of address space; a full sheet in six scripts takes 520 MB of it, most of it mapped fonts."""

CPU_LIMIT_S = 10
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
REFUSED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "urllib.Request")
ROOMINESS = ("poster", "airy", "close", "tight", "cramped", "cut")
"""How the sheet may be set, from loose to tight: the loosest that is one page wins.

The last leaves out what is least missed."""


def main() -> None:
    sheet, photo = one_sheet.read(sys.stdin.buffer.read())
    give_up_the_world()
    sys.stdout.buffer.write(print_sheet(sheet, photo))


def give_up_the_world(cpu_s: int | None = CPU_LIMIT_S) -> None:
    """No more memory and time than a sheet needs, and no way out. There is no way back.

    `cpu_s` is None for a child that lives through many drawings, each with a limit of its own.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    if cpu_s is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # An empty network, where the kernel lets us have one; the hook below holds everywhere.
    ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)
    sys.addaudithook(_refuse)


def print_sheet(sheet: one_sheet.Sheet, photo: bytes = b"") -> bytes:
    """The PDF of this sheet on exactly one page."""
    document = _laid_out(sheet, photo)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=one_sheet.fingerprint(sheet).encode())
    return pdf


def _laid_out(sheet: one_sheet.Sheet, photo: bytes) -> "Document":
    from weasyprint import HTML  # noqa: PLC0415 - loads Pango, which reads FONTCONFIG_FILE

    from app.media import one_sheet_layout  # noqa: PLC0415 - with the templates, only once the limits stand

    shelf = one_sheet_layout.Shelf(photo)
    fitting: Document | None = None
    loosest, tightest = 0, len(ROOMINESS) - 1
    while loosest <= tightest:
        middle = (loosest + tightest) // 2
        text = one_sheet_layout.html(sheet, ROOMINESS[middle])
        document: Document = HTML(string=text, base_url="asset:/", url_fetcher=shelf).render()
        if len(document.pages) == 1:
            fitting, tightest = document, middle - 1
        else:
            loosest = middle + 1
    if fitting is None:
        raise SystemExit("more than a page, however it is set")
    return fitting


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(REFUSED):
        raise PermissionError(f"{event} has no place in a one-sheet")


if __name__ == "__main__":
    main()
