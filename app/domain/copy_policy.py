"""Which facts a language model may read: one table, and the only maker of what a model is shown.

Spotify's terms forbid feeding its content to a model (SPOTIFY.md, last section). So each kind of fact has a source,
by default only what the artist typed is readable, and `app/ai` accepts nothing but a `ReadableSheet`, which nobody but
`readable` can make. A fact that may be named but not read keeps its slot: the model writes {name} without knowing it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import InitVar, dataclass
from typing import Final, Literal

from app.domain.fact_sheet import FactSheet, Subject, Tone
from app.domain.writer import values
from app.domain.writer.material import Material, has_year, sort_out

Source = Literal["typed", "spotify"]
Value = str | int | None

SOURCES: Final[Mapping[str, Source]] = {
    "role": "typed",
    "city": "typed",
    "release": "typed",
    "instruments": "typed",
    "influences": "typed",
    "name": "spotify",  # unless it was typed: see `readable`
    "artist": "spotify",
    "track": "spotify",
    "album": "spotify",
    "genre": "spotify",
}
"""Where each kind of slot has its fact from."""

READABLE: Final[Mapping[Source, bool]] = {"typed": True, "spotify": False}
"""What a model may read unless AI_READS_SPOTIFY=1 says that Spotify agreed."""

NAMEABLE: Final = frozenset({"name"})
"""Kinds whose slot is offered even when the fact is withheld."""

SHOWN: Final = {"instruments": 5, "influences": 4, "artist": 5, "track": 5, "album": 5, "genre": 3}
_SEAL: Final = object()


@dataclass(frozen=True, slots=True)
class ReadableSheet:
    """What a model is shown of one profile: facts by slot ("instruments.0"), None where the value is withheld."""

    subject: Subject
    tone: Tone
    facts: Mapping[str, Value]
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("a ReadableSheet is made by copy_policy.readable and by nothing else")

    def document(self) -> dict[str, object]:
        """The JSON of the prompt."""
        facts = {f"{{{slot}}}": value for slot, value in self.facts.items()}
        return {"subject": self.subject, "tone": self.tone, "facts": facts}

    @property
    def has_something_to_say(self) -> bool:
        """Whether there is a fact besides the name."""
        return any(slot not in NAMEABLE for slot in self.facts)


def readable(sheet: FactSheet, *, name_is_typed: bool, reads_spotify: bool) -> ReadableSheet:
    """Everything of the sheet that may be printed and that the policy lets a model read."""
    sources: dict[str, Source] = {**SOURCES, "name": "typed" if name_is_typed else "spotify"}
    facts: dict[str, Value] = {}
    for slot, value in _printable(sheet, sort_out(sheet)):
        kind = slot.partition(".")[0]
        if reads_spotify or READABLE[sources[kind]]:
            facts[slot] = value
        elif kind in NAMEABLE:
            facts[slot] = None
    return ReadableSheet(sheet.subject, sheet.typed.tone, facts, seal=_SEAL)


def is_typed(name: str, of_provider: str) -> bool:
    """Whether a display name is the artist's own: the form suggests the provider's, so an equal one is not."""
    return bool(name) and values.key(name) != values.key(of_provider)


def _printable(sheet: FactSheet, material: Material) -> Iterator[tuple[str, Value]]:
    """Each slot that a text about this sheet may use, with its fact."""
    typed = sheet.typed
    if material.name and values.is_clean(sheet.display_name):  # a name like an order is printed, and told to no model
        yield "name", sheet.display_name
    if material.role or material.role_word:
        yield "role", typed.role
    if material.city:
        yield "city", typed.city
    if material.release:
        yield "release", typed.current_release
    played = (*material.instruments, *material.voices)[: SHOWN["instruments"]]
    yield from ((f"instruments.{index}", typed.instruments[index]) for index in played)
    yield from (
        (f"influences.{index}", typed.influences[index]) for index in material.influences[: SHOWN["influences"]]
    )
    yield from ((f"genre.{index}", sheet.genres[index]) for index in material.genres[: SHOWN["genre"]])
    yield from ((f"artist.{index}", sheet.top_artists[index]) for index in material.artists[: SHOWN["artist"]])
    for index in (*material.own_tracks, *material.tracks)[: SHOWN["track"]]:
        track = sheet.top_tracks[index]
        yield f"track.{index}", track.title
        yield f"track.{index}.artist", track.artist
        if values.is_usable(track.album):
            yield f"track.{index}.album", track.album
    for index in (*material.own_albums, *material.albums)[: SHOWN["album"]]:
        album = sheet.top_albums[index]
        yield f"album.{index}", album.title
        if values.is_somebody(album.artist):
            yield f"album.{index}.artist", album.artist
        if has_year(material, index):
            yield f"album.{index}.year", album.year
