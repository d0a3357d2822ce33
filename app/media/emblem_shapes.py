"""Turns an emblem's geometry into curves that SVG and cairo draw alike.

Coordinates are disc radii; x to the right, y downwards, so that both renderers only scale.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from app.domain.emblem import EmblemFigure, Groove, Harmonic

Detail = Literal["full", "line", "seal", "favicon"]
Point = tuple[float, float]
Sample = tuple[float, float, float, float, float, float, float]
"""Of a groove's line at one angle: the angle, its sine and cosine, height and slope of its wobble, and of its swell."""

STEPS = 26
"""Curve pieces in a full turn: enough for eight ripples, small enough to inline."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A smooth line: `start`, then for each piece its two handles and its end."""

    start: Point
    pieces: tuple[tuple[Point, Point, Point], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """Drawn in ink, or in the accent. `stroke` None: the curves joined into one outline and filled, evenodd."""

    curves: tuple[Curve, ...]
    closed: bool
    stroke: float | None
    accent: bool
    joined: bool = False


def shapes(figure: EmblemFigure, detail: Detail) -> tuple[Shape, ...]:
    """What to draw, in order. `full` for 120 px and more, `seal` for 24 to 120, `favicon` below, `line` for print."""
    if detail == "favicon":
        return _favicon(figure)
    if detail == "seal":
        return _seal(figure)
    drawn = [shape for groove in figure.grooves for shape in _groove(groove, engraved=detail == "line")]
    if detail == "line":
        rim = Shape((_circle(figure.label),), closed=True, stroke=0.006, accent=True)
        hole = Shape((_circle(figure.hole),), closed=True, stroke=0.006, accent=True)
        return (*drawn, rim, hole)
    label = Shape((_circle(figure.label), _circle(figure.hole)), closed=True, stroke=None, accent=True)
    return (*drawn, label)


def _groove(groove: Groove, *, engraved: bool) -> Iterator[Shape]:
    if groove.kind == "artist" and not engraved:
        yield from _band(groove)
        return
    count = groove.lines if groove.kind != "artist" else 3
    hair = 0.005 if engraved else min(0.46 * groove.breadth / count, 0.024)
    stroke = groove.breadth if groove.kind == "track" and not engraved else hair
    runs = [_sampled(groove, start, end) for start, end in _runs(groove.gaps)]
    for line in range(count):
        shift = (groove.breadth - stroke) * (line / (count - 1) - 0.5) if count > 1 else 0.0
        arcs = tuple(_arc(groove.radius + shift, 0.0, samples) for samples in runs)
        yield Shape(arcs, closed=not groove.gaps, stroke=round(stroke, 4), accent=groove.accent)


def _band(groove: Groove) -> Iterator[Shape]:
    """A solid band whose thickness swells like a pen stroke; two contours to each run between gaps."""
    half = groove.breadth / 2
    for start, end in _runs(groove.gaps):
        outer = _arc(groove.radius + half, half, _sampled(groove, start, end))
        inner = _arc(groove.radius - half, -half, _sampled(groove, end, start))
        whole = not groove.gaps
        yield Shape((outer, inner), closed=True, stroke=None, accent=groove.accent, joined=not whole)


def _seal(figure: EmblemFigure) -> tuple[Shape, ...]:
    """Five plain rings at most, one turn each, with the figure's own gaps widened so that they stay visible."""
    chosen = _spread(figure.grooves, 5)
    room = (0.94 - figure.label - 0.08) / len(chosen)
    drawn = []
    for place, groove in enumerate(chosen):
        radius = 0.94 - room * (place + 0.5)
        gaps = tuple((middle - 0.03, middle + 0.03) for middle in _middles(groove)[:3])
        width = room * (0.62 if groove.kind == "artist" else 0.4)
        arcs = tuple(_plain_arc(radius, start, end) for start, end in _runs(gaps))
        drawn.append(Shape(arcs, closed=not gaps, stroke=round(width, 4), accent=groove.accent))
    label = Shape((_circle(figure.label), _circle(0.07)), closed=True, stroke=None, accent=True)
    return (*drawn, label)


def _favicon(figure: EmblemFigure) -> tuple[Shape, ...]:
    """Three rings that survive 16 pixels: two broken circles at the figure's own angles, and the label."""
    outer, inner = figure.turn, (figure.turn * 7 + figure.label * 13) % 1.0
    reach = 0.11 + 0.1 * ((figure.turn * 31) % 1.0)
    first = Shape((_plain_arc(0.80, outer + reach / 2, outer + 1 - reach / 2),), False, 0.215, False)
    second = Shape((_plain_arc(0.475, inner + 0.09, inner + 0.91),), False, 0.19, True)
    return (first, second, Shape((_circle(0.205),), closed=True, stroke=None, accent=False))


def _middles(groove: Groove) -> tuple[float, ...]:
    return tuple((start + end) / 2 for start, end in groove.gaps) or (groove.wobble[0].phase,)


def _spread(grooves: Sequence[Groove], most: int) -> tuple[Groove, ...]:
    """At most so many grooves, the accented one always among them."""
    if len(grooves) <= most:
        return tuple(grooves)
    accented = next(i for i, groove in enumerate(grooves) if groove.accent)
    picked = {round(i * (len(grooves) - 1) / (most - 1)) for i in range(most)}
    if accented not in picked:
        picked.remove(min(picked, key=lambda i: abs(i - accented)))
        picked.add(accented)
    return tuple(grooves[i] for i in sorted(picked))


def _runs(gaps: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The stretches between the gaps, as (start, end) in turns; a whole turn when there is no gap."""
    if not gaps:
        return ((0.0, 1.0),)
    following = [*(gap[0] for gap in gaps[1:]), gaps[0][0] + 1.0]
    return tuple((gap[1], start) for gap, start in zip(gaps, following, strict=True) if start > gap[1])


def _ripple(harmonics: Sequence[Harmonic], turn: float) -> tuple[float, float]:
    """Height and slope (per radian) of the ripples at this angle."""
    height = slope = 0.0
    for harmonic in harmonics:
        angle = math.tau * (harmonic.order * turn + harmonic.phase)
        height += harmonic.height * math.sin(angle)
        slope += harmonic.height * harmonic.order * math.cos(angle)
    return height, slope


def _sampled(groove: Groove, start: float, end: float) -> tuple[Sample, ...]:
    """The groove's line at even angles, the same for each of its parallel lines."""
    samples = []
    steps = max(2, math.ceil(abs(end - start) * STEPS))
    for step in range(steps + 1):
        turn = start + (end - start) * step / steps
        angle = math.tau * turn
        line = (*_ripple(groove.wobble, turn), *_ripple(groove.swell, turn))
        samples.append((angle, math.sin(angle), math.cos(angle), *line))
    return tuple(samples)


def _arc(radius: float, swelling: float, samples: Sequence[Sample]) -> Curve:
    """The line at this radius, and by up to `swelling` further out where it swells."""
    return _through(
        samples[1][0] - samples[0][0],
        [
            (sin, cos, radius + height + swelling * thick, slope + swelling * thicker)
            for _, sin, cos, height, slope, thick, thicker in samples
        ],
    )


def _through(step: float, samples: Sequence[tuple[float, float, float, float]]) -> Curve:
    """A curve through (sine, cosine, radius, slope) samples, each a `step` further round in radians, with exact
    tangents (Hermite to Bezier).
    """
    step /= 3
    pieces = []
    ends = [
        (radius * sin, -radius * cos, slope * sin + radius * cos, -slope * cos + radius * sin)
        for sin, cos, radius, slope in samples
    ]
    for (x0, y0, u0, v0), (x1, y1, u1, v1) in pairwise(ends):
        pieces.append(((x0 + u0 * step, y0 + v0 * step), (x1 - u1 * step, y1 - v1 * step), (x1, y1)))
    return Curve(ends[0][:2], tuple(pieces))


def _plain_arc(radius: float, start: float, end: float) -> Curve:
    steps = max(2, math.ceil(abs(end - start) * 8))
    angles = [math.tau * (start + (end - start) * i / steps) for i in range(steps + 1)]
    return _through(angles[1] - angles[0], [(math.sin(angle), math.cos(angle), radius, 0.0) for angle in angles])


def _circle(radius: float) -> Curve:
    return _plain_arc(radius, 0.0, 1.0)
