"""Draws the site's own icons from the mark in `static/img/anchor.svg`; run it when the mark changes, and commit them.

.venv/bin/python -m bench.site_icons
"""

from pathlib import Path

from PIL import Image, ImageDraw

IMAGES = Path(__file__).parent.parent / "static" / "img"
DISC, GROOVE, LABEL, PAPER = "#eb3d19", "#141413", "#ffffff", "#f4f4f0"
GRID, FINER = 16, 8
RINGS = ((6.1, -90, 221), (3.4, -14, 270))
"""Radius, and the degrees between which it is drawn, clockwise from the right: the arcs of the mark."""


def draw(size: int, *, margin: float = 0.0, ground: str | None = None) -> Image.Image:
    """The mark at this size in px; `margin` is a share of it, as a home screen wants around an icon."""
    fine = size * FINER
    image = Image.new("RGBA", (fine, fine), ground or (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    unit = fine * (1 - 2 * margin) / GRID
    middle = fine / 2

    def disc(radius: float, colour: str) -> None:
        reach = radius * unit
        pen.ellipse((middle - reach, middle - reach, middle + reach, middle + reach), fill=colour)

    disc(8, DISC)
    for radius, start, end in RINGS:
        reach = (radius + 0.85) * unit
        pen.arc((middle - reach, middle - reach, middle + reach, middle + reach), start, end, GROOVE, round(1.7 * unit))
    disc(1.5, LABEL)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def main() -> None:
    on_paper = draw(180, margin=0.09, ground=PAPER).convert("RGB")
    on_paper.quantize(64).save(IMAGES / "apple-touch-icon.png", optimize=True)
    for size in (192, 512):
        draw(size).quantize(64).save(IMAGES / f"icon-{size}.png", optimize=True)
    sizes = [draw(size) for size in (16, 32, 48)]
    sizes[-1].save(IMAGES / "favicon.ico", append_images=sizes[:-1], sizes=[image.size for image in sizes])


if __name__ == "__main__":
    main()
