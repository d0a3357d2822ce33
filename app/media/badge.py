"""The badge: a small banner that leads from a site of the artist's own to their page. SVG, no font inside."""

import unicodedata
from math import ceil

from markupsafe import escape

from app.domain import scripts
from app.domain.emblem import EmblemFigure
from app.domain.palette import INK_LIGHT, PAPER_LIGHT
from app.media import emblem as emblem_svg

HEIGHT = 44
SEAL = 32
GAP = 6
LONGEST = 26
"""Letters of a name that fit; the rest is an ellipsis, as the page itself shows the whole."""

FAMILY = "system-ui,-apple-system,Segoe UI,Noto Sans,sans-serif"


def width(name: str, site: str) -> int:
    """Natural width in px. Nobody's font is known here, so letters are taken at a generous width."""
    return 3 * GAP + SEAL + ceil(max(_ems(_short(name)) * 15, _ems(site) * 11)) + GAP


def svg(figure: EmblemFigure, *, name: str, site: str, ink: str, accent: str, ground: str) -> str:
    """One standalone `<svg>` document: the emblem, the name, and the site below it; mirrored for names that are."""
    across = width(name, site)
    mirrored = scripts.direction(name) == "rtl"
    seal = emblem_svg.svg(figure, size=SEAL, detail="favicon", ink=ink, accent=accent, ground=ground)
    left = across - GAP - SEAL if mirrored else GAP
    placed = seal.replace("<svg ", f'<svg x="{left}" y="{(HEIGHT - SEAL) // 2}" ', 1)
    start = across - 2 * GAP - SEAL if mirrored else 2 * GAP + SEAL
    placing = f'x="{start}" direction="{"rtl" if mirrored else "ltr"}"'
    title = escape(f"{name}, {site}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {HEIGHT}" width="{across}" height="{HEIGHT}" '
        f'role="img" aria-label="{title}"><title>{title}</title>'
        f'<rect x=".5" y=".5" width="{across - 1}" height="{HEIGHT - 1}" fill="{PAPER_LIGHT}" stroke="{INK_LIGHT}"/>'
        f"{placed}"
        f'<text {placing} y="20" font-family="{FAMILY}" font-size="14" font-weight="700" fill="{INK_LIGHT}">'
        f"{escape(_short(name))}</text>"
        f'<text {placing} y="35" font-family="{FAMILY}" font-size="11" fill="{INK_LIGHT}">{escape(site)}</text></svg>'
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def _ems(text: str) -> float:
    return sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return 1.0
    return 0.32 if letter in " .,:;'|!ilIjtfr1" else 0.92 if letter in "mwMW@—…" else 0.66 if letter.isupper() else 0.58
