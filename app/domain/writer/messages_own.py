"""Messages about what was typed, and about releases that carry the artist's own name."""

import re
from collections.abc import Iterator
from itertools import combinations

from app.domain.writer import values
from app.domain.writer.material import Material
from app.domain.writer.message import Message, by_year, choices, enumerate_slots, title_tokens, track_tokens

# What nobody is said to play.
_DEVICES = re.compile(
    r"\b(?:laptop|computer|electronics|tapes?|game ?boy|turntables?|decks|loops?|effects|pedals?|software|samplers?)\b",
    re.I,
)


def typed(material: Material) -> Iterator[Message]:
    """Instruments, influences, the current release."""
    facts = material.sheet.typed
    chosen = material.instruments[:4]
    shown = {"i": enumerate_slots("instruments", chosen)}
    play = frozenset({"play"})
    if chosen or material.voices:
        kind = ("sings and plays" if material.voices else "plays") if chosen else "sings"
        if kind == "plays" and any(_DEVICES.search(facts.instruments[index]) for index in chosen):
            kind = "works with"
            shown = {"i": enumerate_slots("instruments", chosen, "some")}
        yield Message(kind, shown, play, 9 if chosen else 7, typed=True)
    for some in choices(material.influences, (3, 2)):
        names = [facts.influences[index] for index in some]
        kind = "influences" if len(some) > 1 else "influence"
        tokens = frozenset({"influences", *map(values.key, names)})
        yield Message(kind, {"f": enumerate_slots("influences", some)}, tokens, 8, typed=True)
    for index in material.influences:
        for track in material.tracks:
            if values.same(facts.influences[index], material.sheet.top_tracks[track].artist):
                bindings = {"f": f"{{influences.{index}}}", "t": f"track.{track}"}
                tokens = track_tokens(material, track) | {"influences"}
                yield Message("heard influence", bindings, tokens, 8, typed=True)
    if material.release:
        tokens = frozenset({"release", values.key(facts.current_release)})
        dated = [i for i in by_year(material, material.own_albums) if _is_release(material, i)]
        yield Message("release", {}, tokens, 9.5 - 2 * len(dated), typed=True)
        for index in dated[:1]:
            yield Message("dated release", {"a": f"album.{index}"}, tokens, 10, typed=True)


def own(material: Material) -> Iterator[Message]:
    """Albums and songs that the artist released."""
    sheet = material.sheet
    dated = by_year(material, material.own_albums)
    for index in dated:
        album = sheet.top_albums[index]
        title = frozenset({values.key(album.title)})
        on_it = _on(material, index)
        yield Message("own album", {"a": f"album.{index}"}, title, 8)
        for track in on_it[:3]:
            bindings = {"a": f"album.{index}", "t": f"track.{track}"}
            yield Message("own album song", bindings, title | title_tokens(material, track), 8.5)
        for first, second in combinations(on_it[:3], 2):
            bindings = {"a": f"album.{index}", "t": f"track.{first}", "u": f"track.{second}"}
            yield Message("own album songs", bindings, title | title_tokens(material, first, second), 9)
    for first, second in combinations(dated, 2):
        one, other = sheet.top_albums[first], sheet.top_albums[second]
        if one.year != other.year:
            tokens = frozenset({values.key(one.title), values.key(other.title)})
            both = {"a": f"album.{first}", "b": f"album.{second}"}
            yield Message("own albums", both, tokens, 9)
            for t, u in combinations(_on(material, first)[:3], 2):
                titles = tokens | title_tokens(material, t, u)
                yield Message("own story", both | {"t": f"track.{t}", "u": f"track.{u}"}, titles, 10)
    for first, second in combinations(material.own_tracks[:4], 2):
        titles = title_tokens(material, first, second)
        if len(titles) > 1:
            both = {"t": f"track.{first}", "u": f"track.{second}"}
            yield Message("own songs", both, titles | {"own song"}, 7)
    for index in material.own_tracks[:3]:
        yield Message("own song", {"t": f"track.{index}"}, title_tokens(material, index), 6)
    if sheet.subject == "artist" and not (material.tracks or material.albums):
        for some in choices(material.genres, (2, 1)):
            yield Message("own genre", {"g": enumerate_slots("genre", some)}, frozenset({"genre"}), 7)


def _on(material: Material, index: int) -> list[int]:
    """The own tracks on an own album, without its title track."""
    title, tracks = material.sheet.top_albums[index].title, material.sheet.top_tracks
    return [
        i
        for i in material.own_tracks
        if values.same(tracks[i].album, title) and not values.same(tracks[i].title, title)
    ]


def _is_release(material: Material, index: int) -> bool:
    return values.same(material.sheet.top_albums[index].title, material.sheet.typed.current_release)
