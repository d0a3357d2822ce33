"""Messages about the first of a listener's lists, and about a list as a whole."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from app.domain.writer import english, values
from app.domain.writer.material import Material, has_year
from app.domain.writer.message import (
    Message,
    album_title_tokens,
    album_tokens,
    artist_tokens,
    awkward,
    by_year,
    credited,
    crowded,
    enumerate_slots,
    home_of,
    is_self_titled,
    title_tokens,
    track_tokens,
)
from app.domain.writer.messages_heard import ALL, MOST_ARTISTS, TOPPED

SHORT_SPAN: Final = 5
MOST: Final = 3
YEARS: Final = "years"
"""The token of every sentence about the albums as a whole: a text has one."""


def firsts(material: Material) -> Iterator[Message]:
    """The first song, album or artist of a listener, the first two or three, and what the albums have in common."""
    if material.sheet.subject == "listener":
        yield from _songs(material)
        yield from _all_songs(material)
        yield from _most(material)
        yield from _twins(material)
        yield from _albums(material)
        yield from _artists(material)
        yield from _years(material)


def _songs(material: Material) -> Iterator[Message]:
    sheet, tracks = material.sheet, _leading(material.tracks)
    if not tracks:
        return
    song = sheet.top_tracks[tracks[0]]
    home = home_of(material, tracks[0])
    t, worth = {"t": f"track.{tracks[0]}"}, 6.5 - awkward(song.title) - crowded(song.artist)
    maker = frozenset({values.key(song.artist)})
    yield Message("top song", t, title_tokens(material, tracks[0]), worth - 0.5, maker)
    if home is not None:
        tokens = title_tokens(material, tracks[0]) | album_title_tokens(material, home)
        yield Message("top dated song", t | {"a": f"album.{home}"}, tokens, worth + 0.5, maker)
    for count in range(2, min(len(tracks), MOST) + 1):
        some = tracks[:count]
        worth = 7.0 - sum(awkward(sheet.top_tracks[i].title) for i in some) - (count < len(tracks))
        makers = frozenset(values.key(sheet.top_tracks[i].artist) for i in some)
        tokens = title_tokens(material, *some)
        if len(makers) == count:
            parts = [f"{{track.{i}}} by {{track.{i}.artist}}" for i in some]
            yield Message("top songs", {"s": english.listed(parts)}, tokens, worth, makers)
        if len(makers) == 1:
            shown = {"s": enumerate_slots("track", some), "t": f"track.{some[0]}"} | ALL[count]
            number = {"n": f"={english.number_word(count)}"}
            yield Message("top songs by one", shown | number, tokens, worth, makers)
            homes = {home_of(material, i) for i in some}
            if len(homes) == 1 and (home := homes.pop()) is not None:
                both = tokens | album_title_tokens(material, home)
                yield Message("top songs on album", shown | {"a": f"album.{home}"}, both, worth + 0.5, makers)


def _most(material: Material) -> Iterator[Message]:
    """That most of the listed songs, or of the albums, are by one artist; all of them are for `_all_songs`."""
    sheet = material.sheet
    songs = _majority([(song.title, song.artist) for song in sheet.top_tracks], material.tracks)
    if songs is not None:
        by_it, others, numbers = songs
        shown, maker = numbers | {"t": f"track.{by_it[0]}"}, frozenset({values.key(sheet.top_tracks[by_it[0]].artist)})
        yield Message("most songs by one", shown, maker, 7.5)
        if len(others) == 1:
            tokens = track_tokens(material, *others) | maker
            yield Message("most songs by one, the other", shown | {"u": f"track.{others[0]}"}, tokens, 8.5)
    albums = _majority([(album.title, album.artist) for album in sheet.top_albums], credited(material))
    if albums is not None:
        by_it, _, numbers = albums
        tokens = frozenset({values.key(sheet.top_albums[by_it[0]].artist), YEARS})
        yield Message("most albums by one", numbers | {"a": f"album.{by_it[0]}"}, tokens, 7.5)


def _majority(
    whole: Sequence[tuple[str, str]], usable: Sequence[int]
) -> tuple[list[int], list[int], dict[str, str]] | None:
    """The works of whom most of a list is, the others, and how many of how many; of titles and artists, each once.

    None when nobody has most and not all of it, when something in the list cannot be told, or when it is short.
    """
    count = len(set(whole))
    if not 3 <= len(usable) == count < len(english.NUMBERS):
        return None
    maker, share = Counter(values.key(whole[i][1]) for i in usable).most_common(1)[0]
    if not count / 2 < share < count:
        return None
    by_it = sorted(i for i in usable if values.key(whole[i][1]) == maker)
    numbers = {"p": f"={english.number_word(share)}", "n": f"={english.number_word(count)}"}
    return by_it, [i for i in usable if i not in by_it], numbers


def _all_songs(material: Material) -> Iterator[Message]:
    """That every listed song is by one artist, and how many of them are on an album."""
    sheet, tracks = material.sheet, sorted(material.tracks)
    makers = {values.key(track.artist) for track in sheet.top_tracks}
    if not 3 <= len(tracks) == len(sheet.top_tracks) or len(makers) > 1:
        return
    t, tokens = {"t": f"track.{tracks[0]}", "n": f"={english.number_word(len(tracks))}"}, frozenset(makers)
    yield Message("all songs by one", t, tokens | title_tokens(material, tracks[0]), 8.0)
    homes = Counter(
        i
        for i in credited(material)
        if has_year(material, i) and not is_self_titled(material, i)
        for track in sheet.top_tracks
        if values.same(track.album, sheet.top_albums[i].title) and values.same(track.artist, sheet.top_albums[i].artist)
    )
    for home, count in homes.most_common(2):
        bindings = t | {"a": f"album.{home}", "p": f"={english.number_word(count)}"}
        kind = "all songs on one album" if count == len(tracks) else "all songs by one, some on an album"
        if count > 1:
            yield Message(kind, bindings, tokens | album_title_tokens(material, home), 9.0)


def _twins(material: Material) -> Iterator[Message]:
    """Two songs, or two albums, of one title by two artists."""
    sheet = material.sheet
    for one, other in _pairs({i: sheet.top_tracks[i].title for i in material.tracks}):
        makers = frozenset(values.key(sheet.top_tracks[i].artist) for i in (one, other))
        both = {"t": f"track.{one}", "u": f"track.{other}"}
        yield Message("twin songs", both, title_tokens(material, one, other), 9.0, makers)
    for one, other in _pairs({i: sheet.top_albums[i].title for i in credited(material)}):
        makers = frozenset(values.key(sheet.top_albums[i].artist) for i in (one, other))
        both = {"a": f"album.{one}", "b": f"album.{other}"}
        yield Message("twin albums", both, album_title_tokens(material, one, other), 9.0, makers)


def _pairs(titles: Mapping[int, str]) -> Iterator[list[int]]:
    """The indexes that two, and no more, of the titles share."""
    called = defaultdict(list)
    for index, title in titles.items():
        called[values.key(title)].append(index)
    yield from (pair for pair in called.values() if len(pair) == 2)


def _albums(material: Material) -> Iterator[Message]:
    sheet = material.sheet
    signed = set(credited(material))
    albums = [i for i in _leading(material.albums) if i in signed and has_year(material, i)]
    albums = [i for i in albums if not is_self_titled(material, i)]
    for count in range(1, min(len(albums), MOST) + 1):
        some = albums[:count]
        if some != list(range(count)):
            return
        tokens = album_title_tokens(material, *some)
        makers = frozenset(values.key(sheet.top_albums[i].artist) for i in some)
        worth = 6.5 - sum(awkward(sheet.top_albums[i].title) + crowded(sheet.top_albums[i].artist) for i in some)
        if count == 1:
            yield Message("top album", {"a": f"album.{some[0]}"}, tokens, worth, makers)
        elif len(makers) == count:
            parts = [f"{{album.{i}|bare}} ({{album.{i}.year}}) by {{album.{i}.artist}}" for i in some]
            yield Message("top albums", {"s": english.listed(parts)}, tokens, worth, makers)
            if count == len(sheet.top_albums) and len({sheet.top_albums[i].year for i in some}) == 1:
                parts = [f"{{album.{i}|bare}} by {{album.{i}.artist}}" for i in some]
                bindings = {"s": english.listed(parts), "a": f"album.{some[0]}"} | ALL[count]
                yield Message("top albums of a year", bindings, tokens | {YEARS}, worth + 1, makers)


def _artists(material: Material) -> Iterator[Message]:
    artists = _leading(material.artists)
    some = artists[:MOST_ARTISTS] if len(artists) <= MOST_ARTISTS else artists[:MOST]
    if len(some) > 1 and any("," in material.sheet.top_artists[i] for i in some):
        some = some[:1]  # a comma inside a name is lost in a list
    elif len(some) < min(len(material.artists), MOST):
        some = []
    if some:
        kind = "top artists" if len(some) > 1 else "top artist"
        yield Message(kind, {"x": enumerate_slots("artist", some)}, artist_tokens(material, some) | TOPPED, 6.0)
    for chosen in [
        *((i,) for i in material.artists[:5]),
        *zip(material.artists[:4], material.artists[1:5], strict=False),
    ]:
        if len(chosen) < len(material.artists):
            bindings = {"x": enumerate_slots("artist", chosen), "is": "=are" if len(chosen) > 1 else "=is"}
            yield Message("among", bindings, artist_tokens(material, chosen) | TOPPED, 5.5)


def _leading(indexes: Sequence[int]) -> list[int]:
    """The indexes that stand at the head of their list without a gap: of 1, 0 and 3 those are 0 and 1."""
    ordered = sorted(indexes)
    return [index for place, index in enumerate(ordered) if index == place]


def _years(material: Material) -> Iterator[Message]:
    """The oldest and the newest of the albums, or one year for all of them."""
    sheet = material.sheet
    dated = [i for i in by_year(material, credited(material)) if not is_self_titled(material, i)]
    years = [sheet.top_albums[index].year or 0 for index in dated]
    for one, other in pairwise(dated):
        year = sheet.top_albums[one].year or 0
        apart = not values.same(sheet.top_albums[one].artist, sheet.top_albums[other].artist)
        if years.count(year) == 2 < len(years) and year == sheet.top_albums[other].year and apart:
            both = {"a": f"album.{one}", "b": f"album.{other}"}
            yield Message("two albums of a year", both, album_tokens(material, one, other) | {YEARS}, 6.5)
    if len(dated) < 3 or len(dated) != len(sheet.top_albums):
        return
    ends = [sheet.top_albums[dated[0]].artist, sheet.top_albums[dated[-1]].artist]
    if years[0] == years[-1]:
        numbers = {"n": f"={english.number_word(len(dated))}"}
        yield Message("all of a year", {"a": f"album.{dated[0]}"} | numbers, frozenset({YEARS}), 7)
    elif (
        not values.same(*ends)
        and years[-1] - years[0] >= SHORT_SPAN
        and years.count(years[0]) == years.count(years[-1]) == 1
    ):
        both = {"a": f"album.{dated[0]}", "b": f"album.{dated[-1]}"}
        worth = 7 - awkward(sheet.top_albums[dated[0]].title) - awkward(sheet.top_albums[dated[-1]].title)
        yield Message("span", both, album_title_tokens(material, dated[0], dated[-1]) | {YEARS}, worth)
