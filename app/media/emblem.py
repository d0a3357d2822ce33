"""Draws an emblem: as SVG text for pages and icons, or onto a cairo context for the preview image."""

from typing import Any

from markupsafe import escape

from app.domain.emblem import EmblemFigure
from app.media.emblem_shapes import Curve, Detail, Shape, shapes

GRID = 1000
"""SVG units across; whole numbers on this grid keep the text short and the curves smooth at 600 px."""


def svg(
    figure: EmblemFigure,
    *,
    size: int,
    detail: Detail = "full",
    title: str = "",
    ink: str = "currentColor",
    accent: str = "currentColor",
    ground: str = "",
) -> str:
    """One standalone `<svg>` element: attributes only, no style, script or id, equal for equal arguments.

    `size` is the natural width in px (CSS may change it). With a `title` it is an image with that name, else
    decoration. Accented shapes carry class "accent". `ground` puts a filled disc under the grooves.
    """
    role = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    body = [f'<circle r="{GRID // 2}" fill="{ground}"/>'] if ground else []
    body.extend(_element(shape, ink, accent) for shape in shapes(figure, detail))
    half = GRID // 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="emblem" viewBox="-{half} -{half} {GRID} {GRID}" '
        f'width="{size}" height="{size}" {role}>{"".join(body)}</svg>'
    )


def paint(
    context: Any,
    figure: EmblemFigure,
    *,
    x: float,
    y: float,
    radius: float,
    detail: Detail,
    ink: tuple[float, float, float],
    accent: tuple[float, float, float],
) -> None:
    """Draw the same figure onto a cairo context, centred on x, y; colours are 0..1 RGB."""
    from cairocffi import ANTIALIAS_FAST, cairo  # noqa: PLC0415 - 50 MB of drawing libraries: only who draws loads them

    # Without the binding's look for an error after each of a thousand pieces: cairo keeps the first one.
    curve_to, pointer = cairo.cairo_curve_to, context._pointer
    context.save()
    # 16 steps of an edge instead of 255: three times enlarged nobody sees it, and a quarter of the painting is saved.
    context.set_antialias(ANTIALIAS_FAST)
    context.translate(x, y)
    context.scale(radius, radius)
    for shape in shapes(figure, detail):
        context.set_source_rgb(*(accent if shape.accent else ink))
        context.new_path()
        for place, curve in enumerate(shape.curves):
            if shape.joined and place:
                context.line_to(*curve.start)
            else:
                context.move_to(*curve.start)
            for first, second, end in curve.pieces:
                curve_to(pointer, *first, *second, *end)
            if shape.closed and not shape.joined:
                context.close_path()
        if shape.joined:
            context.close_path()
        if shape.stroke is None:
            context.set_fill_rule(1)
            context.fill()
        else:
            context.set_line_width(shape.stroke)
            context.stroke()
    context.restore()


def _element(shape: Shape, ink: str, accent: str) -> str:
    colour = accent if shape.accent else ink
    mark = ' class="accent"' if shape.accent else ""
    path = "".join(
        _path(curve, move=not (shape.joined and place)) + ("z" if shape.closed and not shape.joined else "")
        for place, curve in enumerate(shape.curves)
    )
    if shape.stroke is None:
        end = "z" if shape.joined else ""
        return f'<path{mark} fill="{colour}" fill-rule="evenodd" d="{path}{end}"/>'
    width = f"{shape.stroke * GRID / 2:.3g}"
    return f'<path{mark} fill="none" stroke="{colour}" stroke-width="{width}" d="{path}"/>'


def _path(curve: Curve, *, move: bool) -> str:
    """Relative, whole-number path data; later pieces lean on the mirrored handle (`s`), which is exact here."""
    x, y = (round(value * GRID / 2) for value in curve.start)
    text = [f"{'M' if move else 'L'}{x} {y}"]
    for place, piece in enumerate(curve.pieces):
        numbers = [round(value * GRID / 2) for point in piece for value in point]
        around = [number - (x, y)[i % 2] for i, number in enumerate(numbers)]
        text.append(("c" if place == 0 else "s") + _numbers(around if place == 0 else around[2:]))
        x, y = numbers[4], numbers[5]
    return "".join(text)


def _numbers(values: list[int]) -> str:
    return " ".join(map(str, values)).replace(" -", "-")
