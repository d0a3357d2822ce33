"""What a sheet offers to a writer: the usable facts, sorted out once, with what can be derived from them."""

import re
from collections import Counter
from dataclasses import dataclass

from app.domain.fact_sheet import FactSheet
from app.domain.writer import english, values

_VOICES = frozenset({"voice", "vocals", "vocal", "singing", "vox", "lead vocals", "lead vocal", "lead voice", "voices"})
_NOT_PLAYED = re.compile(
    r"\b(?:production|producing|programming|songwriting|writing|composition|composing|mixing|mastering|arranging|"
    r"everything|dance|dancing|lyrics|engineering|backing vocals|harmonies|sound design|whistling|rap|rapping|beatboxing)\b",
    re.I,
)
_TALK = re.compile(
    r"\b(?:comedy|stand-?up|spoken|audiobook|podcast|classical|opera|baroque|orchestral|soundtrack|score)\b", re.I
)
_WORK = re.compile(
    r"\b(?:Op\.|No\. ?\d|BWV|K\. ?\d|Act [IV\d]+|Symphony|Concerto|Sonata|Suite|Quartet|Partita|Étude|Prelude|Nocturne)"
    r"|: [IVX]+\.|\bin [A-G](?:[ -](?:flat|sharp))? (?:major|minor)\b",
)
_VERSION = re.compile(
    r" - |\b(?:remaster(?:ed)?|live at|live from|radio edit|deluxe|bonus|anniversary)\b|[\[(].*[\])]", re.I
)


@dataclass(frozen=True, slots=True)
class Material:
    """Indexes into the sheet of the facts that may be printed, best first where it matters."""

    sheet: FactSheet
    name: bool
    role: bool
    city: bool
    release: bool
    group: bool
    instruments: tuple[int, ...]
    sings: bool
    influences: tuple[int, ...]
    genres: tuple[int, ...]
    artists: tuple[int, ...]
    tracks: tuple[int, ...]
    albums: tuple[int, ...]
    own_tracks: tuple[int, ...]
    own_albums: tuple[int, ...]
    song: str

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to say but, at most, a name."""
        return not (
            self.role
            or self.city
            or self.release
            or self.instruments
            or self.sings
            or self.influences
            or self.genres
            or self.artists
            or self.tracks
            or self.albums
            or self.own_tracks
            or self.own_albums
        )


def sort_out(sheet: FactSheet) -> Material:
    """Read a sheet once; never raises, whatever the values hold."""
    typed = sheet.typed
    artist = sheet.subject == "artist"
    instruments = _unique(
        typed.instruments, lambda value: values.is_phrase(value, 40) and not _NOT_PLAYED.search(value)
    )
    spoken = tuple(index for index in instruments if typed.instruments[index].casefold() in _VOICES)
    tracks = _tracks(sheet)
    albums = _albums(sheet)
    own_tracks = tuple(i for i in tracks if artist and _is_own(sheet.top_tracks[i].artist, sheet))
    own_albums = tuple(i for i in albums if artist and _is_own(sheet.top_albums[i].artist, sheet))
    role = values.is_phrase(typed.role, 60)
    return Material(
        sheet=sheet,
        name=values.is_usable(sheet.display_name),
        role=role,
        city=values.is_phrase(typed.city, 60),
        release=values.is_usable(typed.current_release) and values.is_phrase(typed.current_release.rstrip(".!?"), 80),
        group=role and artist and english.is_group(typed.role),
        instruments=tuple(index for index in instruments if index not in spoken),
        sings=bool(spoken),
        influences=_unique(typed.influences, lambda value: values.is_phrase(value.rstrip("."), 60)),
        genres=_unique(sheet.genres, lambda value: values.is_phrase(value, 40)),
        artists=tuple(
            i for i in _unique(sheet.top_artists, values.is_somebody) if not _is_own(sheet.top_artists[i], sheet)
        ),
        tracks=tuple(i for i in tracks if i not in own_tracks),
        albums=tuple(i for i in albums if i not in own_albums),
        own_tracks=own_tracks,
        own_albums=own_albums,
        song=_song(sheet),
    )


def is_plain_title(title: str) -> bool:
    """True for a title without version, credits or the furniture of a classical work."""
    return not _VERSION.search(title) and not _WORK.search(title) and len(title) <= 50 and '"' not in title


def _is_own(artist: str, sheet: FactSheet) -> bool:
    return bool(sheet.display_name) and values.same(artist, sheet.display_name)


def _unique(items: tuple[str, ...], accept: values.Accept) -> tuple[int, ...]:
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        if accept(item):
            first.setdefault(values.key(item), index)
    return tuple(first.values())


def _tracks(sheet: FactSheet) -> tuple[int, ...]:
    first: dict[tuple[str, str], int] = {}
    for index, track in enumerate(sheet.top_tracks):
        if values.is_usable(track.title) and values.is_usable(track.artist):
            first.setdefault((values.key(values.without_guests(track.title)), values.key(track.artist)), index)
    return tuple(sorted(first.values(), key=lambda i: (not is_plain_title(sheet.top_tracks[i].title), i)))


def _albums(sheet: FactSheet) -> tuple[int, ...]:
    first: dict[tuple[str, str], int] = {}
    for index, album in enumerate(sheet.top_albums):
        if values.is_usable(album.title):
            first.setdefault((values.key(album.title), values.key(album.artist)), index)
    return tuple(sorted(first.values(), key=lambda i: (not is_plain_title(sheet.top_albums[i].title), i)))


def _song(sheet: FactSheet) -> str:
    """What to call a listed track: "song", unless the sheet speaks of talk or of classical works."""
    talk = (
        any(_TALK.search(text) for text in (*sheet.genres, sheet.typed.role))
        or "comedian" in sheet.typed.role.casefold()
    )
    works = Counter(bool(_WORK.search(track.title)) for track in sheet.top_tracks)[True]
    return "track" if talk or works else "song"
