"""Which albums stand behind the top tracks, and in which order."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.albums import VARIOUS_ARTISTS_ID, derive
from app.domain.snapshot import Album, ArtistRef, Track
from tests.unit.music import credit, image, maybe_rated, rated, release, track, track_lists


def ids(albums: tuple[Album, ...]) -> list[str]:
    return [album.id for album in albums]


def test_the_score_is_the_mean_popularity_times_the_number_of_tracks() -> None:
    tracks = [
        track("1", release("A"), 90),
        track("2", release("B"), 50),
        track("3", release("B"), 60),
        track("4", release("C"), 20),
    ]
    assert [(album.id, album.score) for album in derive(tracks)] == [("B", 110.0), ("A", 90.0), ("C", 20.0)]


def test_without_popularity_the_place_in_the_list_decides() -> None:
    tracks = [track("1", release("A")), track("2", release("B")), track("3", release("C")), track("4", release("B"))]
    assert [(album.id, album.score) for album in derive(tracks)] == [("A", 100.0), ("B", 100.0), ("C", 50.0)]


def test_places_are_counted_over_the_whole_list_singles_included() -> None:
    tracks = [track("1", release("S", "single")), track("2", release("A"))]
    assert derive(tracks)[0].score == 50.0


def test_only_the_tracks_that_lack_a_popularity_count_by_place() -> None:
    tracks = [track("1", release("A"), 10), track("2", release("B")), track("3", release("C"), 70)]
    scores = {album.id: album.score for album in derive(tracks)}
    assert scores == {"A": 10.0, "B": pytest.approx(200 / 3), "C": 70.0}


def test_a_popularity_of_nought_is_a_popularity() -> None:
    assert [album.score for album in derive([track("1", release("A"), 0)])] == [0.0]


def test_singles_compilations_and_unknown_kinds_are_left_out() -> None:
    kinds = ["single", "compilation", None]
    assert derive([track(f"{kind}", release(f"{kind}", kind), 99) for kind in kinds]) == ()
    assert derive([track("1")]) == ()
    assert derive([]) == ()


@pytest.mark.parametrize(
    "various",
    [ArtistRef("x", "Various Artists", "https://x"), ArtistRef(VARIOUS_ARTISTS_ID, "Verschiedene", "https://x")],
)
def test_an_album_of_various_artists_is_a_compilation(various: ArtistRef) -> None:
    assert derive([track("1", release("A", artists=(various,)), 99)]) == ()


def test_equal_scores_keep_the_order_of_the_list() -> None:
    tracks = [track(key, release(key), 40) for key in "DBCA"]
    assert ids(derive(tracks)) == ["D", "B", "C", "A"]


def test_fractions_that_add_up_to_the_same_are_a_tie() -> None:
    """Of 6 places, 1 weighs as much as 2 and 5 together; with floats, 83.33333333333333 and 83.33333333333334."""
    keys = ["S", "A", "B", "S", "S", "B"]
    tracks = [track(f"{place}", release(key, "single" if key == "S" else "album")) for place, key in enumerate(keys)]
    assert ids(derive(tracks)) == ["A", "B"]


def test_an_album_says_what_the_page_shows() -> None:
    (album,) = derive([track("1", release("A"), 40), track("2", release("A"), 30)])
    assert album == Album(
        id="A",
        title="Album A",
        artists=("Artist a",),
        url="https://open.spotify.com/album/A",
        images=(image("A"),),
        year=1999,
        track_ids=("1", "2"),
        score=70.0,
    )


def test_an_album_without_artists_is_credited_to_the_first_artist_of_its_track() -> None:
    (album,) = derive([track("1", release("A", artists=()), 40, artists=(credit("x"), credit("y")))])
    assert album.artists == ("Artist x",)


@given(track_lists(maybe_rated))
def test_every_album_is_there_once_with_just_its_own_tracks(tracks: list[Track]) -> None:
    albums = derive(tracks)
    assert len(set(ids(albums))) == len(albums)
    by_id = {item.id: item for item in tracks}
    for album in albums:
        members = [by_id[track_id] for track_id in album.track_ids]
        assert members
        assert {(member.album.id, member.album.kind) for member in members if member.album} == {(album.id, "album")}
    assert [album.score for album in albums] == sorted((album.score for album in albums), reverse=True)


@given(track_lists(rated), st.randoms(use_true_random=False))
def test_with_popularities_the_order_of_the_list_moves_no_score(tracks: list[Track], rng: Random) -> None:
    shuffled = rng.sample(tracks, len(tracks))
    assert {(a.id, a.score) for a in derive(tracks)} == {(a.id, a.score) for a in derive(shuffled)}


@given(track_lists(maybe_rated), st.randoms(use_true_random=False))
def test_names_links_and_images_move_nothing(tracks: list[Track], rng: Random) -> None:
    renamed = [replace(item, name=f"{rng.random()}", url=f"https://x/{rng.random()}") for item in tracks]
    assert [(a.id, a.score, a.track_ids) for a in derive(tracks)] == [
        (a.id, a.score, a.track_ids) for a in derive(renamed)
    ]


@given(track_lists(rated), st.sampled_from("ABCDEFG"))
def test_one_more_track_never_lowers_an_album(tracks: list[Track], key: str) -> None:
    before = ids(derive(tracks))
    after = ids(derive([*tracks, track("extra", release(key), 50)]))
    assert key in after
    if key in before:
        assert after.index(key) <= before.index(key)
    assert [other for other in after if other != key] == [other for other in before if other != key]


@given(track_lists(st.none()))
def test_lists_without_popularity_rank_as_if_each_place_were_one(tracks: list[Track]) -> None:
    count = len(tracks)
    if 100 % max(count, 1) == 0:
        explicit = [replace(item, popularity=100 * (count - place) // count) for place, item in enumerate(tracks)]
        assert derive(explicit) == derive(tracks)
