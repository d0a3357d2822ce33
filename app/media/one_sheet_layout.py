"""The one-sheet as HTML: escaped text in our own template, and a shelf with the only files that it may ask for."""

import io
from functools import cache
from pathlib import Path
from unicodedata import east_asian_width

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from PIL import Image, ImageOps
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from app.domain import scripts
from app.domain.emblem import emblem
from app.domain.language import N_, language
from app.domain.name_fit import fit
from app.domain.palette import INK_LIGHT, palette
from app.media import emblem as emblem_svg
from app.media.one_sheet import PROJECT, Sheet

FILES = {"asset:one_sheet.css": ("text/css", PROJECT / "static" / "css" / "one_sheet.css")}
PHOTO = "asset:photo.jpg"
PHOTO_SIZE = (610, 680)
KEPT = 6
"""Letters of a name's word that is never broken."""

FEWER = 3
"""Links, and items of a list, on a sheet that would not fit otherwise."""


class Shelf(URLFetcher):  # type: ignore[misc] # weasyprint has no types
    """Hands out our own files by name. Asking for anything else, by whatever scheme, ends the drawing."""

    def __init__(self, photo: bytes = b"") -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)
        self._photo = _printable(photo) if photo else b""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - its signature
        if url == PHOTO and self._photo:
            return URLFetcherResponse(url, self._photo, {"Content-Type": "image/jpeg"})
        if url not in FILES:
            raise FatalURLFetchingError("a one-sheet asked for something that is not ours")
        kind, path = FILES[url]
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def _printable(photo: bytes) -> bytes:
    """The photo as a JPEG of 250 dots an inch at the size in which it is printed."""
    with Image.open(io.BytesIO(photo)) as picture:
        small = ImageOps.fit(picture.convert("RGB"), PHOTO_SIZE, centering=(0.5, 0.4))
    buffer = io.BytesIO()
    small.save(buffer, "JPEG", quality=78)
    return buffer.getvalue()


def html(sheet: Sheet, roominess: str) -> str:
    """The whole document, set as roomy as asked."""
    most = FEWER if roominess == "cut" else None
    said = language(sheet.language)
    lists = ((N_("Albums"), sheet.albums), (N_("Artists"), sheet.artists), (N_("Tracks"), sheet.tracks))
    return (
        _environment()
        .get_template("sheet.jinja")
        .render(
            sheet=sheet,
            _=said.markup,
            direction=said.direction,
            paragraphs=_paragraphs(sheet.bio.full, joined=roominess == "cut"),
            links=sheet.links[:most],
            lists=[(said.gettext(title), items[:most]) for title, items in lists if items],
            roominess=roominess,
            name=_kept_whole(sheet.name),
            name_class=fit(sheet.name),
            language=scripts.language(sheet.name) or sheet.language,
            ink=INK_LIGHT,
            accent=palette(sheet.seed).accent_light,
            disc=_disc(sheet),
            photo=PHOTO if sheet.photo else "",
            code=_code(sheet),
        )
    )


def _paragraphs(text: str, *, joined: bool) -> list[str]:
    found = [line.strip() for line in text.splitlines() if line.strip()]
    return [" ".join(found)] if joined else found


def _kept_whole(name: str) -> Markup:
    """Short words of scripts that break between any two letters stay on one line, as they do on the preview image."""
    whole = Markup('<span class="unbroken">{}</span>')
    wide = (all(east_asian_width(letter) in "WF" for letter in word) for word in name.split(" "))
    words = zip(name.split(" "), wide, strict=True)
    return Markup(" ").join(whole.format(word) if is_wide and len(word) <= KEPT else word for word, is_wide in words)


def _disc(sheet: Sheet) -> Markup:
    """The emblem as an engraving, with the name that a reader of the tagged page hears."""
    drawn = emblem_svg.svg(
        emblem(sheet.seed, sheet.rings), size=600, detail="line", ink=INK_LIGHT, accent=palette(sheet.seed).accent_light
    )
    return _titled(drawn, language(sheet.language).gettext("Emblem of %(name)s: a disc of grooves", name=sheet.name))


def _code(sheet: Sheet) -> Markup:
    code = segno.make(sheet.url, error="m", micro=False).svg_inline(border=0, dark=INK_LIGHT, omitsize=True)
    return _titled(code, language(sheet.language).gettext("QR code of %(address)s", address=sheet.short_url))


def _titled(svg: str, title: str) -> Markup:
    """The drawing with a `<title>`: what WeasyPrint takes the figure's alternative text from."""
    return Markup(svg.replace(">", f"><title>{escape(title)}</title>", 1))  # noqa: S704 - drawn by us, title escaped


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(PROJECT) / "templates" / "one_sheet"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"direction": scripts.direction, "language": scripts.language, "isolated": scripts.isolated}
    return environment
