"""The emblem: a disc of grooves drawn from what is on a profile's page (LOOK.md, "The idea: the groove").

Pure geometry on a disc of radius 1 around the origin; angles are turns (0..1, clockwise from the top).
Each artist, album and track on the page is one groove. A groove's shape comes from the profile's seed and
the item's own key, so an item that stays keeps its shape, and the disc changes only as much as the music.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.seeds import lasting

Kind = Literal["artist", "album", "track"]

EDGE = 0.985
"""Outermost radius that a groove's slot may reach; what is left is room for its wobble."""


@dataclass(frozen=True, slots=True)
class Ring:
    """One thing on the page: `key` names it for good (an id, else its name), `weight` 0..1 is how much it counts."""

    kind: Kind
    key: str
    weight: float = 0.5


@dataclass(frozen=True, slots=True)
class Harmonic:
    """One ripple of a groove: `order` waves a turn, `height` in disc radii, `phase` in turns."""

    order: int
    height: float
    phase: float


@dataclass(frozen=True, slots=True)
class Groove:
    """One ring of the disc: its middle radius, its breadth, its ripples, where it is interrupted."""

    kind: Kind
    radius: float
    breadth: float
    lines: int
    wobble: tuple[Harmonic, ...]
    swell: tuple[Harmonic, ...]
    gaps: tuple[tuple[float, float], ...]
    accent: bool = False


@dataclass(frozen=True, slots=True)
class EmblemFigure:
    """The whole disc, grooves from the edge inwards, then the label and its hole."""

    key: str
    grooves: tuple[Groove, ...]
    label: float
    hole: float
    turn: float


def emblem(seed: str, rings: Sequence[Ring]) -> EmblemFigure:
    """The figure of one profile; equal arguments give an equal figure, and no rings give a quiet one.

    The whole seed gives the label, the hole, the turn and the groove that is marked; the grooves themselves follow its
    lasting part, so that with the music the disc changes a little.
    """
    profile = lasting(seed)
    disc = _chance(f"disc|{seed}")
    label = 0.235 + 0.075 * next(disc)
    woven = _woven(rings) or _blank()
    room = EDGE - label - 0.07
    shares = [_share(profile, ring) for ring in woven]
    solid = [place for place, ring in enumerate(woven) if ring.kind != "album"] or [0]
    marked = solid[int(next(disc) * len(solid))]
    grooves: list[Groove] = []
    outside = EDGE
    for place, (ring, share) in enumerate(zip(woven, shares, strict=True)):
        slot = room * share / sum(shares)
        grooves.append(_groove(profile, ring, outside=outside, slot=slot, accent=place == marked))
        outside -= slot
    digest = hashlib.sha256(repr((seed, tuple(woven))).encode()).hexdigest()
    return EmblemFigure(
        key=digest[:12],
        grooves=tuple(grooves),
        label=round(label, 4),
        hole=round(0.032 + 0.014 * next(disc), 4),
        turn=round(next(disc), 4),
    )


def _woven(rings: Sequence[Ring]) -> tuple[Ring, ...]:
    """Artists and albums in turn from the edge, the tracks nearest to the label."""
    artists = [ring for ring in rings if ring.kind == "artist"]
    albums = [ring for ring in rings if ring.kind == "album"]
    pairs = max(len(artists), len(albums))
    woven = [group[i] for i in range(pairs) for group in (artists, albums) if i < len(group)]
    return (*woven, *(ring for ring in rings if ring.kind == "track"))


def _blank() -> tuple[Ring, ...]:
    """What an empty page is drawn from: nothing but the seed gives these grooves their shape."""
    return tuple(Ring(kind, f"blank {kind}", 0.5) for kind in ("artist", "album", "track"))


def _share(seed: str, ring: Ring) -> float:
    """How much of the disc's breadth this ring asks for, beside the others."""
    breadth = {"artist": 1.0, "album": 1.1, "track": 0.6}[ring.kind]
    own = next(_chance(f"share|{ring.kind}|{ring.key}|{seed}"))
    return breadth * (0.55 + 0.6 * min(max(ring.weight, 0.0), 1.0)) * (0.6 + 0.8 * own)


def _groove(seed: str, ring: Ring, *, outside: float, slot: float, accent: bool) -> Groove:
    """A groove that, with every ripple and swelling at its highest, stays inside its slot."""
    chance = _chance(f"{ring.kind}|{ring.key}|{seed}")
    least, most = {"artist": (0.4, 0.9), "album": (0.6, 0.85), "track": (0.3, 0.55)}[ring.kind]
    ripple = min(slot, 0.24)
    wobble = tuple(
        Harmonic(order, round(ripple * height * (0.35 + 0.65 * next(chance)), 5), round(next(chance), 4))
        for order, height in ((2 + int(next(chance) * 3), 0.09), (5 + int(next(chance) * 4), 0.045))
    )
    swell = (
        Harmonic(1 + int(next(chance) * 3), round(0.2 + 0.4 * next(chance), 4), round(next(chance), 4)),
        Harmonic(3 + int(next(chance) * 4), round(0.22 * next(chance), 4), round(next(chance), 4)),
    )
    room = 0.96 * slot - 2 * sum(harmonic.height for harmonic in wobble)
    swollen = 1 + sum(harmonic.height for harmonic in swell) if ring.kind == "artist" else 1.0
    return Groove(
        kind=ring.kind,
        radius=round(outside - slot / 2, 5),
        breadth=round(min(slot * (least + (most - least) * next(chance)), room / swollen), 5),
        lines=2 + int(next(chance) * 4) if ring.kind == "album" else 1,
        wobble=wobble,
        swell=swell,
        gaps=_gaps(ring.kind, chance),
        accent=accent,
    )


def _gaps(kind: Kind, chance: Iterator[float]) -> tuple[tuple[float, float], ...]:
    """Interruptions as (start, end) in turns, start < end, never overlapping: the rhythm of the groove."""
    count = {"artist": int(next(chance) * 3), "album": int(next(chance) * 2), "track": 3 + int(next(chance) * 6)}
    width = {"artist": 0.045, "album": 0.075, "track": 0.032}[kind]
    places = count[kind]
    first = next(chance)
    gaps: list[tuple[float, float]] = []
    for place in range(places):
        middle = first + (place + 0.55 * (next(chance) - 0.5)) / places
        half = width * (0.4 + 0.8 * next(chance)) / 2
        gaps.append((round(middle - half, 4), round(middle + half, 4)))
    return tuple(gaps)


def _chance(name: str) -> Iterator[float]:
    """An endless stream of numbers in [0, 1) that belongs to this name, the same on every machine."""
    block = 0
    while True:
        digest = hashlib.sha256(f"{name}|{block}".encode()).digest()
        for at in range(0, 32, 4):
            yield int.from_bytes(digest[at : at + 4], "big") / 2**32
        block += 1
