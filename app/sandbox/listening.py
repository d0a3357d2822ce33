"""What a person listens to: top lists by affinity, the same every time for the same person, range and revision."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.sandbox.catalogue import Artist, Catalogue, Release, Track, artist_named, digest
from app.sandbox.people import Person

TIME_RANGES = ("short_term", "medium_term", "long_term")
LONGEST_LIST = 50


@dataclass(frozen=True, slots=True)
class Play:
    """A track together with the release that it was heard on."""

    track: Track
    release: Release


def top_tracks(catalogue: Catalogue, person: Person, time_range: str, revision: int) -> tuple[Play, ...]:
    """At most 50 plays, most loved first; each revision brings one of the person's later releases to the top."""
    ranked: list[tuple[float, Play]] = []
    for place, release in enumerate(_releases(catalogue, person, time_range, revision)):
        for track in release.tracks:
            chance = digest(person.key, time_range, revision, track.id) % 1000 / 100
            ranked.append((place * 2.0 + track.number * 1.3 + chance, Play(track, release)))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(play for _, play in ranked[:LONGEST_LIST])


def top_artists(catalogue: Catalogue, person: Person, time_range: str, revision: int) -> tuple[Artist, ...]:
    """The artists behind the plays, then those whom the person follows without a favourite track."""
    found: dict[str, Artist] = {}
    for play in top_tracks(catalogue, person, time_range, revision):
        for artist in play.track.artists:
            found.setdefault(artist.id, catalogue.artists_by_id[artist.id])
    for name in person.also:
        artist = artist_named(name)
        found.setdefault(artist.id, artist)
    return tuple(found.values())[:LONGEST_LIST]


def _releases(catalogue: Catalogue, person: Person, time_range: str, revision: int) -> Sequence[Release]:
    loved = [catalogue.releases[slug] for slug in person.releases]
    later = [catalogue.releases[slug] for slug in person.later]
    if time_range == "short_term" and len(loved) > 5:
        loved = loved[2:] + loved[:1]
    if time_range == "long_term":
        loved = sorted(loved, key=lambda release: release.date)
    discovered = [later[number % len(later)] for number in range(revision)] if later else []
    return list(dict.fromkeys([*reversed(discovered), *loved]))
