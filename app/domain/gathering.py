"""From two fetched lists to one snapshot: what appears twice is kept once."""

from collections.abc import Hashable, Iterable, Sequence

from app.domain.albums import derive, is_proper_album
from app.domain.snapshot import Artist, Snapshot, Track


def gather(artists: Sequence[Artist], tracks: Sequence[Track]) -> Snapshot:
    """The snapshot of these lists (best first), without repetitions and with the albums behind the tracks."""
    kept = distinct_tracks(tracks)
    return Snapshot(distinct_artists(artists), kept, derive(kept))


def distinct_artists(artists: Iterable[Artist]) -> tuple[Artist, ...]:
    """Each artist once, at the first place."""
    first: dict[str, Artist] = {}
    for artist in artists:
        first.setdefault(artist.id, artist)
    return tuple(first.values())


def distinct_tracks(tracks: Iterable[Track]) -> tuple[Track, ...]:
    """Each recording once, at its first place.

    Two items are the same recording when they share the id, the ISRC, or the title and first artist. Of the releases of
    one recording the item from an album is kept, else from a single, else from a compilation, so that its album counts.
    """
    groups, group_of = list[list[Track]](), dict[Hashable, int]()
    for track in tracks:
        marks = _marks(track)
        same = sorted({group_of[mark] for mark in marks if mark in group_of})
        if not same:
            same = [len(groups)]
            groups.append([])
        home, *bridged = same
        for other in bridged:
            groups[home] += groups[other]
            groups[other] = []
            group_of |= {mark: home for mark, group in group_of.items() if group == other}
        groups[home].append(track)
        group_of |= dict.fromkeys(marks, home)
    return tuple(min(members, key=_release_rank) for members in groups if members)


def _marks(track: Track) -> set[Hashable]:
    title = " ".join(track.name.casefold().split())
    marks: set[Hashable] = {("id", track.id), ("title", title, track.artists[0].id)}
    return marks if track.isrc is None else {*marks, ("isrc", track.isrc)}


def _release_rank(track: Track) -> int:
    if track.album is None or track.album.kind is None:
        return 3
    if is_proper_album(track.album):
        return 0
    return 1 if track.album.kind == "single" else 2
