"""Which albums stand behind the top tracks."""

from collections.abc import Sequence

from app.domain.snapshot import Album, AlbumRef, Track

VARIOUS_ARTISTS_ID = "0LyfQWJT6nXafLPZqxe9Of"
"""Spotify's artist for compilations; its name is translated in some markets, its id never."""


def derive(tracks: Sequence[Track]) -> tuple[Album, ...]:
    """Every album that the tracks come from, best first; singles, compilations and unknown kinds are left out.

    score = number of the album's tracks in the list x mean weight of these tracks (so: the sum of the weights)
    weight of a track = its popularity (0-100) where Spotify sends one, else its place: 100 * (n - i) / n
    for place i (counted from 0) among all n tracks of the list, singles included.

    Why: many tracks on one album say more about a listener than one hit, so the count multiplies. Development
    Mode sends no popularity, and then the order of the list, which is the listener's own affinity, is the best
    evidence left. Both weights run from 0 to 100, so that a list where only some tracks carry a popularity is
    still compared fairly. Equal scores keep the order in which the albums first appear in the list; the sums are of
    whole numbers (weight times n), so no rounding breaks a tie.
    """
    grouped: dict[str, list[tuple[Track, int]]] = {}
    releases: dict[str, AlbumRef] = {}
    for place, track in enumerate(tracks):
        if track.album is None or not is_proper_album(track.album):
            continue
        releases.setdefault(track.album.id, track.album)
        grouped.setdefault(track.album.id, []).append((track, _weight(track, place, len(tracks))))
    scores = {album_id: sum(weight for _, weight in weighed) for album_id, weighed in grouped.items()}
    ranked = sorted(grouped, key=lambda album_id: -scores[album_id])
    members = {key: [track for track, _ in grouped[key]] for key in ranked}
    return tuple(_album(releases[key], members[key], scores[key] / len(tracks)) for key in ranked)


def is_proper_album(release: AlbumRef) -> bool:
    """Whether this is an album of its own artist: not a single, and not a compilation in disguise."""
    return release.kind == "album" and not any(
        artist.id == VARIOUS_ARTISTS_ID or artist.name.casefold() == "various artists" for artist in release.artists
    )


def _weight(track: Track, place: int, count: int) -> int:
    """Times the number of tracks."""
    return track.popularity * count if track.popularity is not None else 100 * (count - place)


def _album(release: AlbumRef, members: list[Track], score: float) -> Album:
    return Album(
        id=release.id,
        title=release.name,
        artists=tuple(artist.name for artist in release.artists or members[0].artists[:1]),
        url=release.url,
        images=release.images,
        year=release.release_year,
        track_ids=tuple(track.id for track in members),
        score=score,
    )
