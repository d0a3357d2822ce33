"""Messages about what was typed, and about releases that carry the artist's own name."""

from collections.abc import Iterator
from itertools import combinations

from app.domain.writer import values
from app.domain.writer.material import Material
from app.domain.writer.message import Message, by_year, choices, enumerate_slots, listens, title_tokens, track_tokens


def typed(material: Material) -> Iterator[Message]:
    """Instruments, influences, the current release."""
    facts = material.sheet.typed
    chosen = material.instruments[:3]
    shown = {"i": enumerate_slots("instruments", chosen)}
    play = frozenset({"play"})
    if chosen and material.voices:
        both = {"j": enumerate_slots("instruments", (*chosen, *material.voices[:1]))}
        yield Message("voice and instruments", shown | both, play, 9, typed=True)
    elif chosen:
        yield Message(_instrument(material, chosen), shown, play, 9, typed=True)
    elif material.voices:
        yield Message("voice", {}, play, 7, typed=True)
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
    if material.role_word:
        yield Message("role word", {}, frozenset({"role"}), 9, typed=True)


def own(material: Material) -> Iterator[Message]:
    """Albums and songs that the artist released."""
    sheet = material.sheet
    dated = by_year(material, material.own_albums)
    for index in dated:
        album = sheet.top_albums[index]
        title = frozenset({values.key(album.title)})
        on_it = [i for i in material.own_tracks if values.same(sheet.top_tracks[i].album, album.title)]
        on_it = [i for i in on_it if not values.same(sheet.top_tracks[i].title, album.title)]
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
            yield Message("own albums", {"a": f"album.{first}", "b": f"album.{second}"}, tokens, 9)
    for first, second in combinations(material.own_tracks[:4], 2):
        titles = title_tokens(material, first, second)
        if len(titles) > 1:
            yield Message("own songs", {"t": f"track.{first}", "u": f"track.{second}"}, titles, 7)
    for index in material.own_tracks[:3]:
        yield Message("own song", {"t": f"track.{index}"}, title_tokens(material, index), 6)
    if (material.own_albums or material.own_tracks) and not listens(material):
        for some in choices(material.genres, (2, 1)):
            yield Message("own genre", {"g": enumerate_slots("genre", some)}, frozenset({"genre"}), 7)


def _instrument(material: Material, chosen: tuple[int, ...]) -> str:
    if len(chosen) > 1:
        return "instruments"
    return "plural instrument" if material.sheet.typed.instruments[chosen[0]].endswith("s") else "instrument"


def _is_release(material: Material, index: int) -> bool:
    return values.same(material.sheet.top_albums[index].title, material.sheet.typed.current_release)
