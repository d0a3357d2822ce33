"""The page as one document: what is shown, and which part belongs to whom."""

import json
from typing import Any

from app.domain.facts import Facts, Link
from app.domain.gathering import gather
from app.domain.layout import Layout
from app.domain.page import Page, build, join, split
from app.domain.words import Text, Words
from tests.unit.music import artist, release, track

MUSIC = gather(
    [artist(f"a{number}") for number in range(8)],
    [track(f"t{number}", release(f"r{number // 2}", "album"), 50) for number in range(16)],
)


def page(words: Words | None = None, **changes: Any) -> Page:
    parts: dict[str, Any] = {
        "facts": Facts(city="Bergen", instruments=("harp",)),
        "fallback_name": "Spotify's Name",
        "links": (Link("Shop", "https://shop.example"),),
        "music": MUSIC,
        "words": words or Words(),
        "hidden": frozenset(),
        "theme": "sleeve",
        "locale": "en",
        "seed": "7:f",
    }
    return build(**{**parts, **changes})


WORDS = Words(
    bio=Text("Written bio.", "written"), captions={"r0": Text("Own.", "edited"), "r1": Text("Made.", "written")}
)


def test_five_artists_five_albums_and_three_tracks_are_shown() -> None:
    shown = page()

    assert [len(items) for items in (shown.artists, shown.albums, shown.tracks)] == [5, 5, 3]


def test_a_hidden_item_leaves_a_gap_that_nothing_unseen_fills() -> None:
    shown = page(hidden={"a1", "t0", "r0"})

    assert [item.id for item in shown.artists] == ["a0", "a2", "a3", "a4"]
    assert [len(shown.albums), len(shown.tracks)] == [4, 2]


def test_the_two_stored_parts_make_the_same_page_again() -> None:
    whole = page(WORDS)
    own, music = (json.loads(json.dumps(part)) for part in split(whole, WORDS))

    assert join(own, music) == whole
    assert join(own, music).fingerprint() == whole.fingerprint()


def test_the_own_part_alone_holds_nothing_of_the_provider_nor_text_made_from_it() -> None:
    own, _ = split(page(WORDS), WORDS)
    alone = join(json.loads(json.dumps(own)), None)

    assert (alone.bio, alone.artists, alone.albums, alone.tracks, alone.display_name) == ("", (), (), (), "")
    assert alone.facts.city == "Bergen"
    for foreign in ("Spotify's Name", "Artist a0", "Track t0", "Album r0", "Written bio.", "Made."):
        assert foreign not in json.dumps(own)


def test_the_fingerprint_follows_everything_that_a_visitor_can_read() -> None:
    same = page(WORDS).fingerprint()
    others = [
        page(WORDS, facts=Facts(city="Oslo")),
        page(WORDS, links=()),
        page(WORDS, hidden={"a0"}),
        page(Words(bio=Text("Another.", "written"))),
        page(WORDS, seed="8:f"),
    ]

    assert page(WORDS).fingerprint() == same
    assert len({same, *(other.fingerprint() for other in others)}) == 6


def test_the_stored_parts_say_whose_a_text_is_without_a_word_more() -> None:
    whole = page(WORDS)
    own, music = split(whole, WORDS)

    assert not whole.bio_is_own
    assert [album.caption_is_own for album in whole.albums[:3]] == [True, False, True]
    assert "is_own" not in json.dumps([own, music])


def test_a_bio_that_is_not_shown_is_nobody_s() -> None:
    whole = page(WORDS, layout=Layout(off=frozenset({"bio"})))

    assert join(*split(whole, WORDS)) == whole
