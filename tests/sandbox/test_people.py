"""Who lives in the sandbox: each of them is there for a reason, and the reason must hold."""

import re
import unicodedata

import pytest

from app.sandbox import catalogue, listening, people
from app.sandbox.wire import SHAPES

EVERYBODY = people.load()
MUSIC = catalogue.load()


def names_heard_by(key: str) -> str:
    plays = listening.top_tracks(MUSIC, EVERYBODY[key], "medium_term", 0)
    return " ".join(play.track.title + play.release.artist.name for play in plays)


@pytest.mark.parametrize(
    ("key", "script"),
    [
        ("haruka", "CJK"),
        ("layla", "ARABIC"),
        ("jiwoo", "HANGUL"),
        ("ananya", "DEVANAGARI"),
        ("natrika", "THAI"),
    ],
)
def test_people_of_other_scripts_hear_music_in_their_script(key: str, script: str) -> None:
    heard = names_heard_by(key)
    written = sum(unicodedata.name(letter, "").startswith(script) for letter in heard)
    assert written > 60


def test_there_are_people_with_the_names_that_break_pages() -> None:
    names = {key: person.name for key, person in EVERYBODY.items()}
    assert len(names["long"] or "") == 100
    assert len(names["q"] or "") == 1
    assert " " not in (names["zephine"] or " ")
    assert "🦊" in (names["foxglove"] or "")
    assert names["nameless"] is None
    assert {"<script>", "\u202e", "{{7*7}}", "=1+1", '"'} <= {
        mark for mark in ("<script>", "\u202e", "{{7*7}}", "=1+1", '"') if mark in (names["hostile"] or "")
    }


def test_hostile_titles_cover_markup_templates_formulas_direction_and_instructions() -> None:
    heard = names_heard_by("hostile")
    for mark in (
        "onerror=",
        "{% raw %}",
        "=HYPERLINK(",
        "\u202e",
        "\u200b",
        "SYSTEM:",
        "DROP TABLE",
        "../../etc/passwd",
    ):
        assert mark in heard, mark


def test_everybody_refers_to_releases_that_exist_and_to_shapes_that_are_known() -> None:
    for person in EVERYBODY.values():
        assert set(person.releases) | set(person.later) <= MUSIC.releases.keys()
        assert person.shape is None or person.shape in SHAPES
        assert person.later, f"{person.key} has nothing new to listen to"
        assert person.note


def test_ids_look_like_spotifys_and_are_never_shared() -> None:
    ids = [release.id for release in MUSIC.releases.values()]
    ids += [track.id for release in MUSIC.releases.values() for track in release.tracks]
    ids += MUSIC.artists_by_id
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9A-Za-z]{22}", item) for item in ids)
    assert len({person.account_id for person in EVERYBODY.values()}) == len(EVERYBODY)
    assert len({person.user_id for person in EVERYBODY.values()}) == len(EVERYBODY)


def test_releases_span_the_years_and_never_claim_fewer_tracks_than_they_have() -> None:
    years = {release.date[:4] for release in MUSIC.releases.values()} - {"0000"}
    assert (min(years), max(years)) == ("1962", "2026")
    for release in MUSIC.releases.values():
        assert release.total >= len(release.tracks), release.slug
        assert release.album_type in ("album", "single", "compilation")


@pytest.mark.parametrize("key", EVERYBODY)
def test_something_new_changes_what_each_person_hears(key: str) -> None:
    person = EVERYBODY[key]
    for time_range in listening.TIME_RANGES:
        heard = [listening.top_tracks(MUSIC, person, time_range, revision) for revision in range(3)]
        assert heard[0] != heard[1] != heard[2]
        assert heard[1] == listening.top_tracks(MUSIC, person, time_range, 1)
        assert {play.release.slug for play in heard[1]} - {play.release.slug for play in heard[0]}
