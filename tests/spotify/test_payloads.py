"""Every payload seen in the wild, at the border."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import SpotifyUnavailable
from app.domain.gathering import gather
from app.spotify import payloads
from tests.spotify import items
from tests.spotify.items import Absent


def the_track(**changes: Any) -> Any:
    return payloads.track(items.track(**changes))


def test_an_artist_of_development_mode_is_read_without_genres() -> None:
    artist = payloads.artist(items.artist("a1"))
    assert artist is not None
    assert (artist.id, artist.name, artist.url) == ("a1", "Artist a1", "https://open.spotify.com/artist/a1")
    assert artist.genres == ()


def test_an_artist_of_extended_mode_keeps_its_genres() -> None:
    artist = payloads.artist(items.artist(genres=["dub", "", None, "dream pop"], popularity=40, followers={"total": 3}))
    assert artist is not None
    assert artist.genres == ("dub", "dream pop")


def test_images_come_widest_first_and_those_without_a_width_last() -> None:
    sizes = [(None, None), (300, 300), (640, 640), (64, 64)]
    images = payloads.images([{"url": f"https://i.scdn.co/{w}", "width": w, "height": h} for w, h in sizes])
    assert [image.width for image in images] == [640, 300, 64, None]


@pytest.mark.parametrize("images", [[], None, Absent, "none", [None], [{"url": None}], [{}], [{"url": "javascript:x"}]])
def test_an_artist_without_images_is_kept(images: Any) -> None:
    artist = payloads.artist(items.artist(images=images))
    assert artist is not None
    assert artist.images == ()


def test_a_track_is_read_whole() -> None:
    track = the_track()
    assert (track.id, track.name, track.url) == ("t1", "Track t1", "https://open.spotify.com/track/t1")
    assert [artist.name for artist in track.artists] == ["Artist a1"]
    assert (track.popularity, track.explicit, track.isrc, track.duration_ms) == (61, False, "USRC17607839", 215_000)
    assert (track.album.id, track.album.kind, track.album.total_tracks) == ("al1", "album", 11)


@pytest.mark.parametrize("key", ["popularity", "explicit", "external_ids", "duration_ms", "is_local", "type"])
def test_a_track_lacking_what_is_optional_is_kept(key: str) -> None:
    assert the_track(**{key: Absent}) is not None
    assert the_track(**{key: None}) is not None


@pytest.mark.parametrize("key", ["id", "name", "external_urls", "artists", "album"])
def test_a_track_lacking_what_is_required_is_skipped(key: str) -> None:
    assert the_track(**{key: Absent}) is None
    assert the_track(**{key: None}) is None


@pytest.mark.parametrize("item", [None, 7, "track", [], {}, {"id": "t1"}])
def test_an_item_that_is_no_item_is_skipped(item: object) -> None:
    assert payloads.tracks(items.page(item, items.track("t2"))) == (payloads.track(items.track("t2")),)
    assert payloads.artist(item) is None


def test_a_local_file_is_skipped() -> None:
    local = items.track(
        is_local=True, id=None, uri="spotify:local:Me:Demo:Song:61", album=items.album(album_type=None, id=None)
    )
    assert payloads.track(local) is None
    assert payloads.track({**local, "id": "x", "external_urls": {"spotify": "https://open.spotify.com/x"}}) is None


def test_a_track_without_artists_is_skipped() -> None:
    assert the_track(artists=[]) is None
    assert the_track(artists=[items.credit(id=None), None]) is None


def test_a_credited_artist_without_an_id_is_left_out() -> None:
    assert [a.name for a in the_track(artists=[items.credit(id=None), items.credit("a2")]).artists] == ["Artist a2"]


def test_a_removed_album_leaves_the_track_without_one() -> None:
    assert the_track(album=items.album(id=None)).album is None
    assert the_track(album=items.album(external_urls={})).album is None


def test_a_removed_album_without_artwork_is_kept() -> None:
    assert the_track(album=items.album(images=[])).album.images == ()


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("1968", 1968),
        ("1968-11", 1968),
        ("2026-02-30", 2026),
        ("0000", None),
        ("0000-00-00", None),
        ("", None),
        (None, None),
        (1968, None),
        ("68", None),
        ("19680", None),
        (Absent, None),
    ],
)
def test_the_year_is_read_from_whatever_precision(date: Any, year: int | None) -> None:
    assert the_track(album=items.album(release_date=date)).album.release_year == year


@pytest.mark.parametrize(
    ("sent", "kind"),
    [("album", "album"), ("single", "single"), ("compilation", "compilation"), ("ep", None), (None, None), ([], None)],
)
def test_the_kind_of_an_album_is_one_of_three_or_unknown(sent: Any, kind: str | None) -> None:
    assert the_track(album=items.album(album_type=sent)).album.kind == kind


@pytest.mark.parametrize(("sent", "read"), [(0, 0), (100, 100), (101, None), (-1, None), (True, None), ("61", None)])
def test_popularity_outside_its_range_is_no_popularity(sent: Any, read: int | None) -> None:
    assert the_track(popularity=sent).popularity == read


@pytest.mark.parametrize(
    ("sent", "read"), [("us-rc1-76-07839", "USRC17607839"), ("", None), ("0", None), (None, None), (7, None)]
)
def test_an_isrc_is_normalised_or_dropped(sent: Any, read: str | None) -> None:
    assert the_track(external_ids={"isrc": sent}).isrc == read


@pytest.mark.parametrize(
    "name",
    [
        "🎷 Saxobeat 👩🏽‍🚀",
        "\u200fشمس\u200e",
        "<script>alert(1)</script>",
        'Don\'t "Stop"',
        "𝕬𝖓𝖈𝖍𝖔𝖗",
        "ﷺ",
        "null",
        "0",
        "-",
        "{{7*7}}",
    ],
)
def test_a_name_stays_as_supplied(name: str) -> None:
    assert the_track(name=name).name == name


def test_a_name_loses_only_what_cannot_be_stored_or_shown() -> None:
    assert the_track(name="A\x00B\x1b[31m\r\nC\td ").name == "AB[31m C d"
    assert the_track(name="Cafe\u0301").name == "Caf\u00e9"
    assert the_track(name="half \ud83c moon").name == "half \ufffd moon"


@pytest.mark.parametrize("name", ["", "   ", "\x00", "\n\t", None, 7, ["x"]])
def test_an_item_without_a_usable_name_is_skipped(name: Any) -> None:
    assert the_track(name=name) is None


def test_a_huge_name_is_cut() -> None:
    assert len(the_track(name="x" * 500_000).name) == payloads.NAME_LENGTH
    assert len(the_track(name="ﷺ" * 500_000).name) == payloads.NAME_LENGTH


@pytest.mark.parametrize(
    "url",
    [
        "http://open.spotify.com/track/t1",
        "javascript:alert(1)",
        "//open.spotify.com/track/t1",
        "https://",
        "https://user:pw@open.spotify.com/",
        "https://open.spotify.com/a b",
        'https://open.spotify.com/"onmouseover=x',
        "https://open.spotify.com/\u0000",
        "https://open.spotify.com\\@evil.example",
        "https://[::1",
        "https://open.spotify.com/" + "x" * 3000,
        "",
        None,
        7,
    ],
)
def test_an_item_without_a_plain_https_link_is_skipped(url: Any) -> None:
    assert the_track(external_urls={"spotify": url}) is None


@given(st.from_regex(payloads.PLAIN_URL, fullmatch=True))
def test_an_address_that_looks_plain_is_what_taking_it_apart_finds(url: str) -> None:
    parts = urlsplit(url)
    assert parts.scheme in ("https", "http")
    assert parts.hostname
    assert "@" not in parts.netloc
    assert not payloads.URL_STOPS.search(url)


@pytest.mark.parametrize("item_id", ["", "a b", "../x", "é", "x" * 200, 7, None, '"'])
def test_an_item_with_a_strange_id_is_skipped(item_id: Any) -> None:
    assert the_track(id=item_id) is None


def test_a_new_account_has_tracks_but_no_artists() -> None:
    assert payloads.artists(items.page()) == ()
    assert len(payloads.tracks(items.page(*(items.track(f"t{n}") for n in range(14))))) == 14


@pytest.mark.parametrize("document", [{}, {"items": None}, {"items": {}}, {"artists": []}])
def test_a_page_without_a_list_breaks_the_contract(document: dict[str, Any]) -> None:
    with pytest.raises(SpotifyUnavailable) as caught:
        payloads.tracks(document)
    assert caught.value.reason == "contract"


def test_an_account_is_read_whole() -> None:
    account = payloads.account(
        {"account_id": "acc1", "id": "user1", "display_name": "Zoë", "images": [{"url": "https://i.scdn.co/z"}]}
    )
    assert (account.account_id, account.user_id) == ("acc1", "user1")
    assert (account.display_name, account.image_url) == ("Zoë", "https://i.scdn.co/z")


def test_an_account_needs_only_its_id() -> None:
    account = payloads.account({"id": "user1", "display_name": None, "images": []})
    assert (account.account_id, account.user_id, account.display_name, account.image_url) == (None, "user1", None, None)
    with pytest.raises(SpotifyUnavailable):
        payloads.account({"account_id": "acc1", "id": None})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
def test_no_value_in_any_field_breaks_the_reading(data: st.DataObject) -> None:
    item = items.track()
    for target in (item, item["album"], item["artists"][0]):
        for key in data.draw(st.lists(st.sampled_from(sorted(target)), max_size=3)):
            target[key] = data.draw(json_values)
    tracks = payloads.tracks(items.page(json.loads(json.dumps(item))))
    stored = json.dumps(gather((), tracks).to_json(), ensure_ascii=False).encode("utf-8")
    assert b"\x00" not in stored
