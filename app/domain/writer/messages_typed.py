"""Messages about what was typed, and about the genres of an artist's own music."""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.writer import values
from app.domain.writer.material import Material
from app.domain.writer.message import Message, choices, enumerate_slots, listens, name_genres, track_tokens

# What nobody is said to play.
_DEVICES = re.compile(
    r"\b(?:laptop|computer|electronics|(?:tapes?|loops?)$|tape loops?|game ?boy|turntables?|decks|effects|"
    r"pedals?(?! steel)|software|samplers?|drum machines?|MPC|(?:TR|TB|SP|MPC)-?\d+)\b",
    re.I,
)
MOST_INSTRUMENTS: Final = 6
MOST_GENRES: Final = 3
MOST_INFLUENCES: Final = 4
"""So many influences are all named; of more, three."""
_VERBS: Final = (
    ("perform", re.compile(r"comed|comic|monolog|poet|spoken|perform|story", re.I)),
    ("compose", re.compile(r"composer", re.I)),
    ("make", re.compile(r"produc|\bmc\b|beat|electronic|net artist|rapper|maker|sound artist", re.I)),
    ("sing", re.compile(r"choir|chorus|sing|vocal|soprano|alto|tenor|baritone|cantor|cantautr?", re.I)),
    ("play", re.compile(r"\bdj\b|selector|player|(?:ist|eer|mmer|peter|ler|per)\b|musician|band\b|leader", re.I)),
)


def typed(material: Material) -> Iterator[Message]:
    """Instruments, influences, a current release that no listed album dates, own genres."""
    facts = material.sheet.typed
    yield from _played(material)
    found = material.influences
    all_or_three = len(found) if len(found) <= MOST_INFLUENCES else 3
    for some in choices(found, (all_or_three, 2) if len(found) > 1 else (1,)):
        names = [facts.influences[index] for index in some]
        kind = "influences" if len(some) > 1 else "influence"
        tokens = frozenset({"influences", *map(values.key, names)})
        yield Message(kind, {"f": enumerate_slots("influences", some)}, tokens, 8 + len(some) / 4)
    for index in found:
        for track in material.tracks:
            if values.same(facts.influences[index], material.sheet.top_tracks[track].artist):
                bindings = {"f": f"{{influences.{index}}}", "t": f"track.{track}"}
                yield Message("heard influence", bindings, track_tokens(material, track) | {"influences"}, 8)
    if material.release:
        tokens = frozenset({"release", values.key(facts.current_release)})
        yield Message("release", {}, tokens, 10)
    if material.own_genres and material.sheet.subject == "artist" and not listens(material):
        yield from _own_genres(material)


def _own_genres(material: Material) -> Iterator[Message]:
    some, does = material.own_genres[:MOST_GENRES], verb(material)
    shown = {"g": name_genres(material, some), "v": f"=@{does}"}
    yield Message("own genre", shown, frozenset({"genre"}), 7)
    chosen = material.instruments[:MOST_INSTRUMENTS]
    played = [material.sheet.typed.instruments[index] for index in chosen]
    if does in ("play", "make") and chosen and not material.voices and not any(map(_DEVICES.search, played)):
        both = shown | {"i": enumerate_slots("instruments", chosen)}
        yield Message("genre on instruments", both, frozenset({"genre", "play"}), 9)


def verb(material: Material) -> str:
    """What somebody of this role does with a genre; a group plays it, and nobody's music is made."""
    role = material.sheet.typed.role
    known = next((word for word, pattern in _VERBS if pattern.search(role)), None)
    plays = material.group or (not role and material.instruments)
    return known or ("play" if plays else "make")


def _played(material: Material) -> Iterator[Message]:
    chosen = material.instruments[:MOST_INSTRUMENTS]
    if not chosen and not material.voices:
        return
    devices = [i for i in chosen if _DEVICES.search(material.sheet.typed.instruments[i])]
    played = [i for i in chosen if i not in devices]
    if material.voices or not devices:
        kind, played = ("sings and plays" if chosen else "sings") if material.voices else "plays", list(chosen)
    else:
        kind = "plays and works with" if played else "works with"
    shown = {"i": enumerate_slots("instruments", played), "j": enumerate_slots("instruments", devices, "some")}
    yield Message(kind, shown, frozenset({"play"}), 9 if chosen else 7)
