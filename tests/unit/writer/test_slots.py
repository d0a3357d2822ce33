"""The slot language: what templates may say and what they print."""

import pytest

from app.domain.fact_sheet import FactSheet, parse
from app.domain.writer import slots
from app.domain.writer.slots import SlotError

SHEET: FactSheet = parse(
    {
        "display_name": "Wren",
        "top_artists": ["Low"],
        "top_tracks": [
            {"title": "Monkey (feat. Somebody)", "artist": "Low", "album": "The Great Destroyer"},
            {"title": 'The "In" Crowd', "artist": "Ramsey Lewis"},
            {"title": '"Heroes"', "artist": "David Bowie"},
        ],
        "top_albums": [
            {"title": "Blue", "artist": "Joni Mitchell", "year": 1971, "tracks": 2},
            {"title": "folklore", "artist": "Taylor Swift"},
        ],
        "genres": ["folk"],
        "typed": {"role": "An oud player", "city": "Leeds, UK", "instruments": ["Oud"], "influences": ["Can"]},
    }
)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{name} is {role|a} in {city}", "Wren is an oud player in Leeds, UK"),
        ("in {city} there is {name|s} list", "in Leeds, UK, there is Wren's list"),
        ("{role} and {instruments.0}", "Oud player and oud"),
        ("{track.0} by {track.0.artist}", '"Monkey" by Low'),
        ("{track.1}", "'The \"In\" Crowd'"),
        ("{track.2}", '"Heroes"'),
        ("{album.0} came out in {album.0.year}", "Blue came out in 1971"),
        ("{album.0.tracks|word} songs", "two songs"),
        ("{album.1} is here", "The album folklore is here"),
        ("it is {album.1}", "it is the album folklore"),
        ("it is the album {album.1|bare}", "it is the album folklore"),
        ("{track.0.album}", "The Great Destroyer"),
        ("{influences.0}, {artist.0}, {genre.0}", "Can, Low, folk"),
    ],
)
def test_code_prints_the_facts(template: str, text: str) -> None:
    assert slots.fill(template, SHEET) == text


@pytest.mark.parametrize(
    "template",
    [
        "{nickname}",
        "{track}",
        "{name.0}",
        "{track.0.year}",
        "{name|loud}",
        "{}",
        "{track.0",
        "track.0}",
        "{{name}}",
        "{ name }",
        "{track.9}",
        "{release}",
        "{album.1.year}",
    ],
)
def test_an_unknown_or_missing_slot_is_an_error(template: str) -> None:
    with pytest.raises(SlotError):
        slots.fill(template, SHEET)


def test_the_facts_behind_a_template_are_paths_into_the_sheet() -> None:
    template = "{name} has {track.1} by {track.1.artist} and {track.1}, {album.0.year}, {city}, {release}"
    assert slots.facts(template) == (
        "display_name",
        "top_tracks.1.title",
        "top_tracks.1.artist",
        "top_albums.0.year",
        "typed.city",
        "typed.current_release",
    )


def test_the_form_forgets_numbers_and_filters() -> None:
    assert slots.form("{name|s} {track.3} and {track.4.artist}") == "{name} {track} and {track.artist}"


def test_a_value_with_braces_is_never_read_as_a_slot() -> None:
    sheet = parse({"display_name": "{city}", "typed": {"city": "Leeds"}})
    assert slots.fill("{name}", sheet) == "{city}"
