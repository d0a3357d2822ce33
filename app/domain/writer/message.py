"""One thing that a text could say, and the facts that saying it uses up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from app.domain.writer import english, nouns, values
from app.domain.writer.material import Material, has_year, is_plain

RECORD: Final = "record"
"""The token of every sentence about own records: a text has one."""
_ADJECTIVES: Final = frozenset(
    "acoustic alternative ambient avant-garde band baroque choral cinematic classical contemporary electronic "
    "experimental film group indie industrial instrumental medieval neoclassical orchestral progressive psychedelic "
    "singer-songwriter symphonic traditional vocal world".split()
)
"""Genres that are no nouns: they need "music" behind them."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say: `bindings` fill the letters of its wordings; `tokens` are the facts that it uses up.

    `names` are facts that it may name again, and that no later one introduces.
    """

    kind: str
    bindings: Mapping[str, str]
    tokens: frozenset[str]
    score: float
    names: frozenset[str] = frozenset()


def enumerate_slots(kind: str, indexes: Sequence[int], filter_: str = "") -> str:
    """A template for a list of slots: "{artist.0}, {artist.2} and {artist.3}", each with the filter if there is one."""
    tail = f"|{filter_}" if filter_ else ""
    return english.listed([f"{{{kind}.{index}{tail}}}" for index in indexes])


def name_genres(material: Material, some: Sequence[int]) -> str:
    """A template for a list of genres; adjectives come last, and "music" stands behind them."""
    last = [index for index in some if _is_adjective(material.sheet.genres[index].casefold())]
    ordered = [index for index in some if index not in last] + last
    return enumerate_slots("genre", ordered) + (" music" if last else "")


def _is_adjective(genre: str) -> bool:
    last = genre.split()[-1:]
    return bool(last) and (last[0] in _ADJECTIVES or last[0] in nouns.PEOPLES)


def choices(indexes: Sequence[int], sizes: Sequence[int], most: int = 3) -> Iterator[tuple[int, ...]]:
    """Some of the indexes, in the sizes wanted: the first few combinations of each."""
    for size in sizes:
        if len(indexes) >= size:
            yield from list(combinations(indexes, size))[:most]


def by_year(material: Material, albums: Sequence[int]) -> list[int]:
    """The albums with a year, oldest first."""
    return sorted((i for i in albums if has_year(material, i)), key=lambda i: material.sheet.top_albums[i].year or 0)


def awkward(title: str) -> float:
    """What a title costs in a sentence: versions, works in movements, marks that end a sentence."""
    return (0.0 if is_plain(title) else 3.0) + (2.0 if title[-1:] in ".!?…:;," else 0.0)


def crowded(artist: str) -> float:
    """What a credit of three and more names costs in a sentence."""
    return 3.0 if artist.count(",") > 1 else 0.0


def title_tokens(material: Material, *tracks: int) -> frozenset[str]:
    """The tokens of some titles."""
    return frozenset(values.key(material.sheet.top_tracks[index].title) for index in tracks)


def track_tokens(material: Material, *tracks: int) -> frozenset[str]:
    """The facts that a mention of tracks with their artists uses up."""
    found = [material.sheet.top_tracks[index] for index in tracks]
    return frozenset(values.key(value) for track in found for value in (track.title, track.artist))


def album_tokens(material: Material, *albums: int) -> frozenset[str]:
    """The facts that a mention of albums with their artists uses up."""
    found = [material.sheet.top_albums[index] for index in albums]
    return frozenset(values.key(value) for album in found for value in (album.title, album.artist))


def album_title_tokens(material: Material, *albums: int) -> frozenset[str]:
    """The titles of some albums, for a mention that may name their artists again."""
    return frozenset(values.key(material.sheet.top_albums[index].title) for index in albums)


def artist_tokens(material: Material, artists: Sequence[int]) -> frozenset[str]:
    """The facts that a mention of top artists uses up."""
    return frozenset(values.key(material.sheet.top_artists[index]) for index in artists)


def listens(material: Material) -> bool:
    """True when works by others are listed, or nothing but other artists: the genres may be theirs."""
    own = material.own_tracks or material.own_albums
    return bool(material.tracks or material.albums or (material.artists and not own))


def credited(material: Material) -> list[int]:
    """The albums by somebody in particular."""
    return [i for i in material.albums if values.is_somebody(material.sheet.top_albums[i].artist)]


def is_self_titled(material: Material, index: int) -> bool:
    """True for an album called by its artist's name."""
    album = material.sheet.top_albums[index]
    return values.same(album.title, album.artist)


def home_of(material: Material, track: int) -> int | None:
    """The listed album with a year that a song by others is on, by the same artist and with another title."""
    song, albums = material.sheet.top_tracks[track], material.sheet.top_albums
    if values.same(song.title, song.album) or values.same(song.album, song.artist):
        return None
    return next(
        (
            i
            for i in credited(material)
            if has_year(material, i)
            and values.same(song.album, albums[i].title)
            and values.same(song.artist, albums[i].artist)
        ),
        None,
    )
