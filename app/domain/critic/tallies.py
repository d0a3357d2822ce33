"""The counts that a sheet yields: how many albums, songs, artists, years and decades a text may name."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from app.domain.critic import lettering, numerals
from app.domain.critic.aliases import makers
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_ENSEMBLES = {
    "solo": 1, "duo": 2, "duet": 2, "pair": 2, "trio": 3, "quartet": 4, "quintet": 5, "sextet": 6, "septet": 7,
    "octet": 8, "nonet": 9,
}  # fmt: skip


# "Two albums before 2020": only with these does a year split the list.
_ORDERS = frozenset("before after since until than earlier later older newer by ahead following".split())


# The sentence is about one album, so songs may be those of that album alone.
_ONE_ALBUM = frozenset("older newer oldest newest earlier later latest earliest album record it".split())


_WORKS = re.compile(r"\b[Nn]os?\.?\s?(\d{1,3}(?:\s?(?:,|&|and|[-\u2013])\s?\d{1,3})*)")


@dataclass(frozen=True, slots=True)
class Mentions:
    """How many different items and artists each sentence of the text names, in order."""

    albums: tuple[int, ...]
    songs: tuple[int, ...]
    artists: tuple[int, ...]
    others: tuple[int, ...]  # artists besides the page's subject


def mentions(text: Iterable[Sentence], ledger: Ledger) -> Mentions:
    """Count what each sentence names."""
    albums, songs, artists, others = [], [], [], []
    for sentence in text:
        slots = {token.fold: token for token in sentence if token.slot is not None}
        albums.append(sum(1 for slot in slots.values() if ledger.is_album(slot)))
        songs.append(sum(1 for slot in slots.values() if ledger.tracks(slot)))
        artists.append(sum(1 for slot in slots.values() if ledger.is_artist(slot)))
        others.append(sum(1 for slot in slots.values() if ledger.is_artist(slot) and not ledger.is_subject(slot)))
    return Mentions(tuple(albums), tuple(songs), tuple(artists), tuple(others))


def albums(sentence: Sentence, ledger: Ledger, named: Mentions, *, partitive: bool) -> set[int]:
    """How many albums: all, those of a named maker, those of a named time, those that the text lists."""
    sheet = ledger.sheet
    total = len(sheet.top_albums)
    makers = _makers(sentence, ledger)
    allowed = {total, *named.albums}
    if makers:
        allowed |= {_by(maker, ledger, "top_albums") for maker in makers}
    else:
        allowed |= set(Counter(album.artist for album in sheet.top_albums).values()) - {1}
    said = [int(token.text) for token in sentence if is_year(token)]
    pool = _years_by(makers, ledger) if makers else list(ledger.years)
    ordered = bool({token.fold for token in sentence} & _ORDERS)
    for year in said:
        allowed |= {pool.count(year), ledger.years.count(year)}
        if ordered:
            allowed |= {sum(1 for other in pool if other < year), sum(1 for other in pool if other > year)}
    if any(
        token.slot is None and (numerals.decade(token.fold) is not None or token.fold in {"same", "year"})
        for token in sentence
    ):
        allowed |= set(Counter(year - year % 10 for year in pool).values())
        allowed |= set(Counter(pool).values())
    if partitive:
        allowed |= set(range(1, total + 1))
    return (allowed - {0}) | ({1} if total else set())


def songs(sentence: Sentence, ledger: Ledger, named: Mentions, *, partitive: bool) -> set[int]:
    """How many songs: all, those on a named album, those of a named maker, those that the text lists."""
    sheet = ledger.sheet
    total = len(sheet.top_tracks)
    found = {token.fold: token for token in sentence if ledger.is_album(token)}
    makers = _makers(sentence, ledger)
    allowed = {*named.songs}
    if not found and not makers and _is_of_one(sentence):
        return (allowed | _per_album(ledger)) - {0}
    for album in found.values():
        allowed |= on_album(album, ledger)
    allowed |= {len(same) for token in sentence if len(same := ledger.tracks(token)) > 1}  # two songs of one title
    for maker in makers:
        allowed |= {_by(maker, ledger, "top_tracks"), by_alone(maker, ledger)}
        if _ONE_ALBUM & {token.fold for token in sentence}:
            allowed |= _per_album_by(maker, ledger)
    if not found and not makers:
        allowed |= {total, *_per_album(ledger)}
        allowed |= set(Counter(track.artist for track in sheet.top_tracks).values())
    elif _all_on(found.values(), ledger) or partitive or not found:
        allowed.add(total)
    if partitive and len(found) != 1:
        allowed |= set(range(1, total + 1))
    return (allowed - {0}) | ({1} if total or sheet.top_albums else set())


def artists(ledger: Ledger, named: Mentions, *, partitive: bool) -> set[int]:
    """How many artists: all listed, those of the tracks, those of the albums, those that the text lists."""
    sheet = ledger.sheet
    total = len(sheet.top_artists)
    allowed = {
        total,
        len({track.artist for track in sheet.top_tracks}),
        len({album.artist for album in sheet.top_albums}),
        *(len(makers(track.artist)) for track in sheet.top_tracks),
        *(len(makers(album.artist)) for album in sheet.top_albums),
        *named.artists,
        *named.others,
    }
    if partitive:
        allowed |= set(range(1, total + 1))
    return (allowed - {0}) | {1}


def in_time(ledger: Ledger, time: Token, makers: list[Token]) -> int:
    """How many of the listed albums, by the makers if there are any, are of the year or the decade."""
    start = numerals.decade(time.fold)
    count = 0
    for index, album in enumerate(ledger.sheet.top_albums):
        item = ledger.item(f"top_albums.{index}.title")
        if album.year is None or item is None:
            continue
        fits = album.year == int(time.text) if start is None else numerals.same_decade(album.year, start)
        count += fits and (not makers or any(ledger.made(maker, item) for maker in makers))
    return count


def songs_of(ledger: Ledger, year: int) -> set[int]:
    """How many of the listed songs are of the year: all together, or those of one album of that year."""
    sheet = ledger.sheet
    each = [album.tracks for album in sheet.top_albums if album.year == year]
    listed = [ledger.item(f"top_tracks.{index}.title") for index in range(len(sheet.top_tracks))]
    return {sum(each), *each, sum(1 for item in listed if item is not None and year in item.years)} - {0}


def works(ledger: Ledger) -> set[int]:
    """The numbers that works bear in the titles: "Quartet No. 8" is the eighth, "Symphonies Nos. 1 & 2" two of them."""
    sheet = ledger.sheet
    titles = [track.title for track in sheet.top_tracks] + [album.title for album in sheet.top_albums]
    return {
        int(number) for title in titles for run in _WORKS.findall(title[:300]) for number in re.findall(r"\d+", run)
    }


def wordings(ledger: Ledger) -> set[int]:
    """How many words or letters the titles and names of the sheet have."""
    sheet = ledger.sheet
    titles = [track.title for track in sheet.top_tracks] + [album.title for album in sheet.top_albums]
    titles += [sheet.display_name, *sheet.top_artists]
    return {count for title in titles for count in (len(title.split()), sum(1 for char in title if char.isalnum()))}


def largest(ledger: Ledger) -> int:
    """The longest list of the sheet: no pronoun may count further."""
    sheet = ledger.sheet
    lists = (sheet.top_artists, sheet.top_tracks, sheet.top_albums, sheet.genres, sheet.typed.instruments)
    return max(*(len(part) for part in lists), len(sheet.typed.influences))


def sizes(ledger: Ledger) -> set[int]:
    """How many people the typed role and instruments allow: a quartet is four, a nine-piece nine."""
    typed = ledger.sheet.typed
    found = {len(typed.instruments)} if typed.instruments else set()
    for word in lettering.fold(typed.role).replace(",", " ").split():
        number = _ENSEMBLES.get(word) or numerals.cardinal(word.removesuffix("-piece").removesuffix("-person"))
        found |= {number} if number else set()
    return found or {1}


def longest_run(ledger: Ledger) -> int:
    """How many albums the busiest maker has: no "third album" may count further."""
    return max(Counter(album.artist for album in ledger.sheet.top_albums).values(), default=0)


def _makers(sentence: Sentence, ledger: Ledger) -> list[Token]:
    return [token for token in sentence if ledger.is_artist(token) and not ledger.is_listener(token)]


def _years_by(makers: list[Token], ledger: Ledger) -> list[int]:
    items = [ledger.item(f"top_albums.{index}.title") for index in range(len(ledger.sheet.top_albums))]
    made = [item for item in items if item is not None and any(ledger.made(maker, item) for maker in makers)]
    return [year for item in made for year in item.years]


def held(owner: Token, ledger: Ledger, room: str) -> int:
    """How many listed items of the room (`top_albums`, `top_tracks`) the owner made."""
    return _by(owner, ledger, room)


def _by(maker: Token, ledger: Ledger, room: str) -> int:
    count = len(getattr(ledger.sheet, room))
    items = [ledger.item(f"{room}.{index}.title") for index in range(count)]
    return sum(1 for item in items if item is not None and ledger.made(maker, item))


def by_alone(maker: Token, ledger: Ledger) -> int:
    """How many listed songs are credited to the maker and nobody else: those where it is a guest are not its own."""
    return sum(1 for track in ledger.sheet.top_tracks if lettering.fold(track.artist) == maker.fold)


def on_album(album: Token, ledger: Ledger) -> set[int]:
    """How many of the listed songs the album holds, by the tracks and by the album's own count."""
    tracks = [ledger.item(f"top_tracks.{index}.title") for index in range(len(ledger.sheet.top_tracks))]
    counted = sum(1 for track in tracks if track is not None and ledger.holds(album, track))
    titles = ledger.titles(album)
    told = {other.tracks for other in ledger.sheet.top_albums if lettering.fold(other.title) in titles}
    return {counted, *told}


def on_place(place: int, ledger: Ledger) -> set[int]:
    """How many of the listed songs the album at that place of `top_albums` holds, by the tracks and by its count."""
    own = ledger.surfaces.get(f"top_albums.{place}.title", frozenset())
    tracks = [ledger.item(f"top_tracks.{index}.title") for index in range(len(ledger.sheet.top_tracks))]
    counted = sum(1 for track in tracks if track is not None and track.homes & own)
    return {counted, ledger.sheet.top_albums[place].tracks}


def _per_album(ledger: Ledger) -> set[int]:
    told = {album.tracks for album in ledger.sheet.top_albums}
    return told | set(Counter(track.album for track in ledger.sheet.top_tracks).values())


def _per_album_by(maker: Token, ledger: Ledger) -> set[int]:
    """How many of the listed songs each album of the maker holds."""
    albums = [ledger.item(f"top_albums.{index}.title") for index in range(len(ledger.sheet.top_albums))]
    told = zip(albums, ledger.sheet.top_albums, strict=True)
    return {album.tracks for item, album in told if item is not None and ledger.made(maker, item)}


def _is_of_one(sentence: Sentence) -> bool:
    """ "Three of the songs are from it": one album is meant, though none is named."""
    return any(
        lead.fold in {"from", "on", "off"} and token.fold in {"it", "this"} for lead, token in pairwise(sentence)
    )


def _all_on(found: Iterable[Token], ledger: Ledger) -> bool:
    held = sum(max(on_album(album, ledger)) for album in found)
    return held >= len(ledger.sheet.top_tracks)
