"""The slot language: templates name facts, code prints them, so that no writer can misspell or invent one.

    {name} {role} {city} {release} {instruments.0} {influences.0} {genre.0} {artist.0}
    {track.0} {track.0.artist} {track.0.album} {album.0} {album.0.artist} {album.0.year} {album.0.tracks}

Numbers count from 0 in the order of the sheet. A filter may follow: {role|a} with its article, {name|s} with
a possessive, {instruments.0|some} with an article that a plural or a mass noun goes without,
{album.0.tracks|word} in words, {album.0|bare} without "the album" before a title that needs it.
Songs get their quotation marks here; a template writes none.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.domain.fact_sheet import FactSheet
from app.domain.writer import english, nouns, values

_SLOT = re.compile(r"\{([^{}]*)\}")
_SHAPE = re.compile(r"([a-z]+)(?:\.(\d{1,3}))?(?:\.([a-z]+))?(?:\|([a-z]+))?")
_FILTERS = frozenset({"a", "some", "s", "word", "bare"})
_PATHS = {
    ("name", ""): "display_name",
    ("role", ""): "typed.role",
    ("city", ""): "typed.city",
    ("release", ""): "typed.current_release",
    ("instruments", ""): "typed.instruments.{}",
    ("influences", ""): "typed.influences.{}",
    ("genre", ""): "genres.{}",
    ("artist", ""): "top_artists.{}",
    ("track", ""): "top_tracks.{}.title",
    ("track", "artist"): "top_tracks.{}.artist",
    ("track", "album"): "top_tracks.{}.album",
    ("album", ""): "top_albums.{}.title",
    ("album", "artist"): "top_albums.{}.artist",
    ("album", "year"): "top_albums.{}.year",
    ("album", "tracks"): "top_albums.{}.tracks",
}
_COMMON = frozenset({"role", "instruments", "genre"})
_TITLES = frozenset({"album", "release"})


class SlotError(ValueError):
    """The template names a slot that the language or this sheet does not have."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One parsed slot; `index` is None for facts that stand alone."""

    kind: str
    index: int | None = None
    part: str = ""
    filter: str = ""

    @property
    def path(self) -> str:
        """Where the fact stands in the sheet, as "top_tracks.0.title"."""
        return _PATHS[self.kind, self.part].format(self.index)

    @property
    def form(self) -> str:
        """The slot without its number and filter: what stays when every fact is masked."""
        return "{" + self.kind + (f".{self.part}" if self.part else "") + "}"


@lru_cache(maxsize=4096)
def parse(template: str) -> tuple[str | Slot, ...]:
    """Split a template into literal text and slots. Raises SlotError on an unknown slot or a stray brace."""
    pieces: list[str | Slot] = []
    for position, piece in enumerate(_SLOT.split(template)):
        if position % 2:
            pieces.append(_slot(piece))
        elif "{" in piece or "}" in piece:
            raise SlotError(f"stray brace in {piece!r}")
        elif piece:
            pieces.append(piece)
    return tuple(pieces)


def fill(template: str, sheet: FactSheet) -> str:
    """Print the template with the sheet's facts. Raises SlotError when a slot or its fact is missing."""
    text = ""
    pieces = parse(template)
    for position, piece in enumerate(pieces):
        if isinstance(piece, str):
            text += piece
            continue
        printed = _printed(piece, sheet)
        if piece.kind in _COMMON and not text:
            printed = english.capitalise(printed)
        if not text and printed.startswith(("the ", "a ", "an ")) and piece.kind in _TITLES:
            printed = english.capitalise(printed)
        following = pieces[position + 1] if position + 1 < len(pieces) else ""
        if piece.kind == "city" and "," in printed and isinstance(following, str) and following[:1] == " ":
            printed += ","
        text += printed
    return text


def facts(template: str) -> tuple[str, ...]:
    """The paths of the facts behind a template, each once, in order of mention."""
    return tuple(dict.fromkeys(piece.path for piece in parse(template) if isinstance(piece, Slot)))


def form(template: str) -> str:
    """The masked form: numbers and filters off, so that two texts of one pattern compare as equal."""
    return "".join(piece if isinstance(piece, str) else piece.form for piece in parse(template))


def value(slot: Slot, sheet: FactSheet) -> str | int:
    """The bare fact behind a slot. Raises SlotError when the sheet lacks it."""
    found: str | int | None
    try:
        match slot.kind:
            case "name":
                found = sheet.display_name
            case "role":
                found = sheet.typed.role
            case "city":
                found = sheet.typed.city
            case "release":
                found = sheet.typed.current_release
            case "instruments":
                found = sheet.typed.instruments[slot.index or 0]
            case "influences":
                found = sheet.typed.influences[slot.index or 0]
            case "genre":
                found = sheet.genres[slot.index or 0]
            case "artist":
                found = sheet.top_artists[slot.index or 0]
            case "track":
                found = getattr(sheet.top_tracks[slot.index or 0], slot.part or "title")
            case _:
                found = getattr(sheet.top_albums[slot.index or 0], slot.part or "title")
    except IndexError:
        raise SlotError(f"the sheet has no {slot.path}") from None
    if found is None or found == "":
        raise SlotError(f"the sheet has no {slot.path}")
    return found


def quoted(title: str) -> str:
    """Put a song's title in quotation marks that do not clash with those inside it."""
    if len(title) > 1 and title[0] in '"“«„' and title[-1] in '"”»“':
        return title
    if '"' not in title:
        return f'"{title}"'
    return f"“{title}”" if "'" in title else f"'{title}'"


def _slot(source: str) -> Slot:
    match = _SHAPE.fullmatch(source)
    if match is None:
        raise SlotError(f"{{{source}}} is not a slot")
    kind, index, part, filter_ = match[1], match[2], match[3] or "", match[4] or ""
    path = _PATHS.get((kind, part))
    if path is None or ("{}" in path) != (index is not None) or (filter_ and filter_ not in _FILTERS):
        raise SlotError(f"{{{source}}} is not a slot")
    return Slot(kind, None if index is None else int(index), part, filter_)


def _printed(slot: Slot, sheet: FactSheet) -> str:
    found = value(slot, sheet)
    if isinstance(found, int):
        return english.number_word(found) if slot.filter == "word" else str(found)
    if slot.kind in _COMMON:
        found = _noun(slot.kind, found)
    elif slot.kind == "track" and not slot.part:
        found = quoted(values.without_guests(found))
    elif (slot.kind, slot.part) in {("album", ""), ("track", "album")} and slot.filter != "bare":
        is_name = values.same(found, sheet.display_name)
        found = f"the album {found}" if is_name or reads_as_words(found) else found
    several = slot.kind == "role" and english.is_several(found, sheet.display_name)
    if (slot.filter == "a" and not several) or (slot.filter == "some" and english.is_countable(found)):
        return english.with_article(found)
    return english.possessive(found) if slot.filter == "s" else found


def _noun(kind: str, typed: str) -> str:
    noun = values.common_noun(typed)
    if kind == "genre":
        return nouns.PLURALS.get(noun.casefold(), noun)
    if kind != "role":
        return noun
    pieces = [part.strip() for part in re.split(r"\s*(?:/|,\s*and\s|,|&|\+|\band\b)\s*", noun) if part.strip()]
    return english.listed(pieces)


def reads_as_words(title: str) -> bool:
    """True when an unquoted album title would blur into the sentence around it."""
    return (
        title[:1].islower()
        or title[:1].isdigit()
        or len(title.split()) > 4
        or title.endswith((".", "!", "?", ",", ":"))
    )
