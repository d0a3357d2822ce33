"""Gathering what was fetched, keeping it as JSON, and telling whether a page would look different."""

import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.gathering import distinct_artists, distinct_tracks, gather
from app.domain.snapshot import Snapshot, Track, fingerprint
from tests.unit.music import artist, credit, image, maybe_rated, release, track, track_lists


def a_snapshot(popularity: int = 50) -> Snapshot:
    artists = [artist(f"ar{n}") for n in range(8)]
    tracks = [track(f"t{n}", release(f"al{n}"), popularity + 20 - n) for n in range(8)]
    return gather(artists, tracks)


def test_an_artist_listed_twice_is_kept_once_at_the_first_place() -> None:
    listed = [artist("a"), artist("b"), artist("a", name="Later")]
    assert [(item.id, item.name) for item in distinct_artists(listed)] == [("a", "Artist a"), ("b", "Artist b")]


def test_the_same_track_id_twice_is_kept_once() -> None:
    assert [item.id for item in distinct_tracks([track("1"), track("2"), track("1", name="Again")])] == ["1", "2"]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
@pytest.mark.parametrize("same", [{"isrc": "USRC17607839"}, {"name": " Same  TITLE "}])
def test_of_one_recording_the_album_is_kept_at_the_first_place(order: tuple[int, ...], same: dict[str, Any]) -> None:
    listed = [
        track("album", release("A"), **same),
        track("single", release("S", "single"), **same),
        track("compilation", release("C", "compilation"), **same),
    ]
    kept = distinct_tracks([*(listed[place] for place in order), track("other")])
    assert [item.id for item in kept] == ["album", "other"]


def test_a_single_is_kept_before_a_compilation_and_before_an_album_of_various_artists() -> None:
    various = replace(credit("v"), name="Various Artists")
    hits = track("hits", release("H", artists=(various,)), isrc="USRC17607839")
    single = track("single", release("S", "single"), isrc="USRC17607839")
    assert [item.id for item in distinct_tracks([hits, single])] == ["single"]


def test_the_same_title_by_another_artist_is_another_recording() -> None:
    listed = [track("1", name="Intro"), track("2", name="Intro", artists=(credit("b"),))]
    assert len(distinct_tracks(listed)) == 2


def test_two_groups_that_turn_out_to_be_one_recording_become_one() -> None:
    first = track("1", name="X", isrc="AAAAAAAAAAA1")
    second = track("2", name="Y", isrc="AAAAAAAAAAA2")
    bridge = track("3", name="Y", isrc="AAAAAAAAAAA1")
    assert [item.id for item in distinct_tracks([first, second, bridge])] == ["1"]


names_and_codes = st.tuples(st.sampled_from("XYZ"), st.none() | st.sampled_from(["AAAAAAAAAAA1", "AAAAAAAAAAA2"]))


@given(track_lists(maybe_rated), st.lists(names_and_codes, min_size=50, max_size=50))
def test_taking_the_distinct_twice_changes_nothing(tracks: list[Track], marks: list[tuple[str, str | None]]) -> None:
    marked = [replace(item, name=name, isrc=isrc) for item, (name, isrc) in zip(tracks, marks, strict=False)]
    once = distinct_tracks(marked)
    assert distinct_tracks(once) == once
    assert set(once) <= set(marked)
    assert {(item.name, item.artists[0].id) for item in once} <= {(item.name, item.artists[0].id) for item in marked}
    assert len({item.name for item in once}) == len(once)


@given(track_lists(maybe_rated))
def test_a_snapshot_survives_json(tracks: list[Track]) -> None:
    snapshot = gather([artist("a"), artist("b", images=(), genres=())], tracks)
    stored = json.loads(json.dumps(snapshot.to_json(), sort_keys=True))
    assert Snapshot.from_json(stored) == snapshot
    assert fingerprint(Snapshot.from_json(stored)) == fingerprint(snapshot)


@given(track_lists(maybe_rated))
def test_every_field_is_stored(tracks: list[Track]) -> None:
    snapshot = gather([artist("a")], tracks)
    assert snapshot.to_json() == json.loads(json.dumps({"shape": 1, **asdict(snapshot)}))


def test_the_stored_form_names_its_shape() -> None:
    stored = a_snapshot().to_json()
    assert stored["shape"] == 1
    assert set(stored) == {"shape", "artists", "tracks", "albums"}
    assert set(stored["albums"][0]) == {"id", "title", "artists", "url", "images", "year", "track_ids", "score"}


def test_an_empty_snapshot_says_so() -> None:
    assert Snapshot().is_empty
    assert not gather([], [track("1")]).is_empty
    assert Snapshot.from_json(Snapshot().to_json()) == Snapshot()


def test_the_fingerprint_is_a_stable_hash() -> None:
    """Written down, because a change of it makes every published page look new."""
    assert fingerprint(Snapshot()) == "c625c148f58f50ce90fdb195be65297b9d21bde255e8b813e8d6ca81d0876253"
    assert fingerprint(a_snapshot()) == "bfeefc06aa57c7d026aa750f668a10e642b83386b70c355a27171a2c8a05de8a"


def test_a_drift_of_popularity_does_not_change_the_fingerprint() -> None:
    assert a_snapshot(50).albums[0].score != a_snapshot(51).albums[0].score
    assert fingerprint(a_snapshot(50)) == fingerprint(a_snapshot(51))


def test_what_the_page_does_not_show_does_not_change_the_fingerprint() -> None:
    snapshot = a_snapshot()
    fewer = replace(snapshot, artists=snapshot.artists[:5], albums=snapshot.albums[:5], tracks=snapshot.tracks[:3])
    assert fingerprint(fewer) == fingerprint(snapshot)


@pytest.mark.parametrize(
    "change",
    [
        {"artists": (artist("other"),)},
        {"artists": (artist("ar0", name="Renamed"),)},
        {"artists": (artist("ar0", url="https://open.spotify.com/elsewhere"),)},
        {"artists": (artist("ar0", images=(image("new"),)),)},
        {"artists": ()},
        {"tracks": (track("t0", release("al0"), name="Renamed"),)},
        {"tracks": (track("t0", release("al0"), artists=(credit("b"),)),)},
        {"tracks": (track("t0", release("al0", images=(image("new"),))),)},
        {"tracks": (track("t0", None),)},
        {"albums": ()},
    ],
)
def test_what_the_page_shows_changes_the_fingerprint(change: dict[str, Any]) -> None:
    snapshot = gather([artist("ar0")], [track("t0", release("al0"))])
    assert fingerprint(replace(snapshot, **change)) != fingerprint(snapshot)


def test_another_order_changes_the_fingerprint() -> None:
    snapshot = a_snapshot()
    assert fingerprint(replace(snapshot, artists=snapshot.artists[::-1])) != fingerprint(snapshot)
