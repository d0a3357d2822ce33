"""The QR code of a page, with the page's emblem in its middle: black on white, whatever the page's ink.

Error correction H repairs 30 % of the code words; the emblem hides less than a tenth of the modules and none of the
patterns by which a reader finds the code.
"""

import segno
from markupsafe import escape

from app.domain.emblem import EmblemFigure
from app.media import emblem as emblem_svg

QUIET_ZONE = 4
"""Empty modules around the code (ISO/IEC 18004)."""

HIDDEN = 0.22
"""How much of the code's width the emblem may take; 4 % of its area."""


def svg(url: str, figure: EmblemFigure, *, title: str, ink: str, accent: str, ground: str) -> str:
    """One standalone `<svg>` document of this address, 29 modules or more wide, to be printed at any size."""
    code = segno.make(url, error="h", micro=False, boost_error=False)
    modules = len(code.matrix)
    width = modules + 2 * QUIET_ZONE
    hole = hidden(modules)
    start = QUIET_ZONE + (modules - hole) / 2
    path = "".join(
        f"M{QUIET_ZONE + x} {QUIET_ZONE + y}h1v1h-1z"
        for y, row in enumerate(code.matrix)
        for x, dark in enumerate(row)
        if dark and not in_hole(x, y, modules)
    )
    seal = emblem_svg.svg(figure, size=64, detail="favicon", ink=ink, accent=accent, ground=ground)
    placed = seal.replace("<svg ", f'<svg x="{start + 0.5}" y="{start + 0.5}" ', 1)
    placed = placed.replace('width="64" height="64"', f'width="{hole - 1}" height="{hole - 1}"', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}" '
        f'width="{8 * width}" height="{8 * width}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>"
        f'<path fill="#fff" d="M0 0h{width}v{width}H0z"/><path fill="#000" shape-rendering="crispEdges" d="{path}"/>'
        f"{placed}</svg>"
    )


def hidden(modules: int) -> int:
    """Modules across that the emblem hides: odd like the code's own width, so that it sits in the very middle."""
    return int(modules * HIDDEN) // 2 * 2 + 1


def in_hole(x: int, y: int, modules: int) -> bool:
    edge = (modules - hidden(modules)) // 2
    return edge <= x < modules - edge and edge <= y < modules - edge
