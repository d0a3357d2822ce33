"""What a sheet offers to a writer: the usable facts, sorted out once, best first."""

import re
from dataclasses import dataclass
from typing import Final

from app.domain.fact_sheet import FactSheet
from app.domain.writer import english, values

LONGEST_NAME: Final = 120
_VAGUE: Final = frozenset(
    ("piano", "guitar", "classical", "instrumental", "soundtrack", "singer-songwriter", "vocal", "choral")
)
YEARS: Final = range(1000, 2200)
_VOICES = frozenset(("voice", "voices", "vocal", "vocals", "singing", "vox", "lead voice", "lead vocal", "lead vocals"))
_NOT_PLAYED = re.compile(
    r"\b(?:production|producing|programming|songwriting|writing|composition|composing|mixing|mastering|arranging|"
    r"everything|dance|dancing|lyrics|engineering|backing vocals|harmonies|design|whistling|rap|rapping|beatboxing|"
    r"conducting|beats)\b",
    re.I,
)
_NOT_A_PERSON = re.compile(r"(?:ing|ics|[^s]s|music|voice|vocal|guitar|piano|bass|drum|violin|cello|flute)$", re.I)
_SINGERS = re.compile(r"\b(?:sing|vocal|voice|choir|soprano|alto|tenor|baritone|rapper|mc)", re.I)
_TALK = re.compile(
    r"\b(?:comedy|comedian|comic|stand-?up|spoken|audiobook|podcast|classical|opera|baroque|orchestral|soundtrack|score|sleep)\b",
    re.I,
)
_WORK = re.compile(
    r"\b(?:Op\.|No\. ?\d|BWV|K\. ?\d|Act [IV\d]+|Symphony|Concerto|Sonata|Partita|Étude|Prelude|Nocturne)"
    r"|: [IVX]+\.|\bin [A-G](?:[ -](?:flat|sharp))? (?:major|minor)\b",
    re.I,
)
_SHOUTED = re.compile(r"\w+!")
"""A name of one word, as Neu!"""
_VERSION = re.compile(
    r" - |\b(?:remaster(?:ed)?|live at|live from|radio edit|deluxe|bonus|anniversary)\b|[\[(].*[\])]", re.I
)


@dataclass(frozen=True, slots=True)
class Material:
    """Indexes into the sheet of the facts that may be printed; songs, albums and artists leave out the own ones.

    `plays_role` tells that the role names something played (a trumpeter, trumpet); `own_genres` are those of the
    artist's own music that neither the role nor the instruments say. `continued` is for a text that goes on after
    another writer's sentences and names no subject.
    """

    sheet: FactSheet
    name: bool
    role: bool
    role_word: bool
    city: bool
    release: bool
    group: bool
    plural: bool
    voices: tuple[int, ...]
    instruments: tuple[int, ...]
    influences: tuple[int, ...]
    genres: tuple[int, ...]
    artists: tuple[int, ...]
    tracks: tuple[int, ...]
    albums: tuple[int, ...]
    own_tracks: tuple[int, ...]
    own_albums: tuple[int, ...]
    own_genres: tuple[int, ...]
    plays_role: bool
    song: str
    continued: bool = False

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to say but, at most, a name."""
        listed = self.genres or self.artists or self.tracks or self.albums or self.own_tracks or self.own_albums
        said = self.role or self.role_word or self.city or self.release or self.voices
        return not (listed or said or self.instruments or self.influences)


def sort_out(sheet: FactSheet) -> Material:
    """Read a sheet once; never raises, whatever the values hold."""
    typed, name = sheet.typed, sheet.display_name
    played = _unique(typed.instruments, _is_played)
    voices = tuple(index for index in played if typed.instruments[index].casefold() in _VOICES)
    role = values.is_noun(typed.role, 60) and values.is_latin(typed.role)
    several = english.is_several(typed.role, name)
    person = role and (several or not _NOT_A_PERSON.search(typed.role))
    named = len(name) <= LONGEST_NAME and (values.is_clean(name) or values.is_name(name))
    group = sheet.subject == "artist" and (english.is_group(typed.role) if person else english.is_group(name))
    tracks, albums = _tracks(sheet), _albums(sheet)
    own_tracks = tuple(i for i in tracks if _is_own(sheet.top_tracks[i].artist, sheet))
    own_albums = tuple(i for i in albums if _is_own(sheet.top_albums[i].artist, sheet))
    return Material(
        sheet=sheet,
        name=named,
        role=person and not (named and _is_said(typed.role, name)),
        role_word=role and not person,
        city=values.is_noun(typed.city, 60),
        release=values.is_release(typed.current_release),
        group=group,
        plural=group or several or (english.is_joint(name) and not typed.role),
        voices=() if _SINGERS.search(typed.role) else voices,
        instruments=_telling(sheet, played, voices),
        influences=_unique(typed.influences, _is_influence),
        genres=_unique(sheet.genres, lambda value: values.is_phrase(value, 40)),
        artists=_artists(sheet),
        tracks=tuple(i for i in tracks if i not in own_tracks),
        albums=tuple(i for i in albums if i not in own_albums),
        own_tracks=own_tracks,
        own_albums=own_albums,
        own_genres=_own_genres(sheet, played),
        plays_role=_plays_role(sheet, played),
        song="track" if _is_talk_or_work(sheet) else "song",
    )


def has_year(material: Material, index: int) -> bool:
    """True when the album's year is one that a record can have."""
    return material.sheet.top_albums[index].year in YEARS


def is_plain(title: str) -> bool:
    """True for a title without version, guests, inner quotes or the furniture of a classical work."""
    return not _VERSION.search(title) and not _WORK.search(title) and len(title) <= 50 and '"' not in title


def _is_played(instrument: str) -> bool:
    return values.is_noun(instrument, 40) and values.is_latin(instrument) and not _NOT_PLAYED.search(instrument)


def _is_influence(value: str) -> bool:
    return values.is_phrase(value.rstrip("."), 60) or bool(_SHOUTED.fullmatch(value))


def _is_said(role: str, name: str) -> bool:
    """True when the name says the role already: Duo Kestrel, a duo."""
    return values.key(role) in values.key(name).split()


def _telling(sheet: FactSheet, played: tuple[int, ...], voices: tuple[int, ...]) -> tuple[int, ...]:
    """What is played, unless the role has named it all: no oud for an oud player, a cedar flute for a flute player."""
    role, stems = _role_words(sheet.typed.role), _stems(sheet, played)
    names = [sheet.typed.instruments[index].casefold() for index in played]
    plain = all(" " not in name or name in role for name in names)
    if stems and plain and all(stem in role for stem in stems):
        return ()
    return tuple(index for index in played if index not in voices)


def _plays_role(sheet: FactSheet, played: tuple[int, ...]) -> bool:
    """True when what is played says the whole role: a trumpeter, who plays trumpet and flugelhorn."""
    role = _role_words(sheet.typed.role)
    return not re.search(r"\band\b|[,/&]", role) and any(stem in role for stem in _stems(sheet, played))


def _stems(sheet: FactSheet, played: tuple[int, ...]) -> list[str]:
    return [sheet.typed.instruments[index].casefold().split()[-1].rstrip("s")[:4] for index in played]


def _role_words(role: str) -> str:
    return re.sub(r"\buke\b", "ukulele", re.sub("flautist|flutist", "flute", role.casefold()))


def _own_genres(sheet: FactSheet, played: tuple[int, ...]) -> tuple[int, ...]:
    """The genres of the artist's own music; none where the role names one of them, which would deny it of the rest.

    What an instrument says is left out: a piano, "piano".
    """
    said = " ".join(sheet.typed.instruments[index] for index in played).casefold()
    genres = _unique(sheet.genres, lambda value: values.is_phrase(value, 40) and values.is_latin(value))
    genres = tuple(index for index in genres if sheet.genres[index].casefold() not in _VAGUE)
    role = set(words(sheet.typed.role))
    if any(sheet.genres[index].casefold()[:5] in sheet.typed.role.casefold() for index in genres) or (
        genres and all(role & set(words(sheet.genres[index])) for index in genres)
    ):
        return ()
    return tuple(index for index in genres if sheet.genres[index].casefold()[:6] not in said)


def words(text: str) -> list[str]:
    """The words of a role or a genre, parts of hyphened ones too."""
    return re.split(r"[\s-]+", text.casefold())


def _is_own(artist: str, sheet: FactSheet) -> bool:
    if sheet.subject != "artist" or not sheet.display_name:
        return False
    return any(values.same(half, sheet.display_name) for half in (artist, *re.split(r"\s*[,;]\s+", artist)))


def _unique(items: tuple[str, ...], accept: values.Accept) -> tuple[int, ...]:
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        if accept(item):
            first.setdefault(values.key(item), index)
    return tuple(first.values())


def _artists(sheet: FactSheet) -> tuple[int, ...]:
    credits = (*(track.artist for track in sheet.top_tracks), *(album.artist for album in sheet.top_albums))
    joint = {values.key(half) for credit in credits if _is_own(credit, sheet) for half in re.split(r"[,;]\s+", credit)}
    return tuple(
        i
        for i in _unique(sheet.top_artists, values.is_somebody)
        if not _is_own(sheet.top_artists[i], sheet) and values.key(sheet.top_artists[i]) not in joint
    )


def _tracks(sheet: FactSheet) -> tuple[int, ...]:
    first: dict[tuple[str, str], int] = {}
    for index, track in enumerate(sheet.top_tracks):
        if values.is_usable(track.title) and (values.is_somebody(track.artist) or _is_own(track.artist, sheet)):
            first.setdefault((values.key(values.without_guests(track.title)), values.key(track.artist)), index)
    return tuple(sorted(first.values(), key=lambda i: (not is_plain(sheet.top_tracks[i].title), i)))


def _albums(sheet: FactSheet) -> tuple[int, ...]:
    first: dict[tuple[str, str], int] = {}
    for index, album in enumerate(sheet.top_albums):
        if values.is_usable(album.title):
            first.setdefault((values.key(album.title), values.key(album.artist)), index)
    return tuple(sorted(first.values(), key=lambda i: (not is_plain(sheet.top_albums[i].title), i)))


def _is_talk_or_work(sheet: FactSheet) -> bool:
    spoken = any(_TALK.search(text) for text in (*sheet.genres, sheet.typed.role))
    return spoken or any(_WORK.search(track.title) for track in sheet.top_tracks)
