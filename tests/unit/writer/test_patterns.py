"""What a text says about a list as a whole, and what it leaves for the captions."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.critic import judge
from app.domain.fact_sheet import FactSheet, parse
from app.domain.writer import Draft, compose, ranked

RADIO = [
    ("Pyramid Song", "Amnesiac"),
    ("Reckoner", "In Rainbows"),
    ("Nude", "In Rainbows"),
    ("Let Down", "OK Computer"),
]
ONE_ARTIST = parse(
    {
        "subject": "listener",
        "display_name": "Tom",
        "top_artists": ["Radiohead"],
        "genres": ["alternative rock"],
        "top_tracks": [{"title": title, "artist": "Radiohead", "album": album} for title, album in RADIO],
        "top_albums": [
            {"title": "In Rainbows", "artist": "Radiohead", "year": 2007, "tracks": 2},
            {"title": "Amnesiac", "artist": "Radiohead", "year": 2001, "tracks": 1},
        ],
    }
)


def drafts(sheet: FactSheet, seeds: int = 12) -> list[Draft]:
    return [compose(sheet, seed=seed) for seed in range(seeds)]


def some_bio(sheet: FactSheet, holds: Callable[[str], bool], seeds: int = 12) -> str:
    texts = [draft.bio.text for draft in drafts(sheet, seeds) if draft.bio]
    found = next((text for text in texts if holds(text)), None)
    assert found is not None, texts
    assert judge(sheet, found).passed
    return found


def artist(**facts: object) -> FactSheet:
    return parse({"subject": "artist"} | facts)


def record(name: str, title: str, year: int, *songs: str) -> dict[str, object]:
    return {
        "top_albums": [{"title": title, "artist": name, "year": year, "tracks": len(songs)}],
        "top_tracks": [{"title": song, "artist": name, "album": title} for song in songs],
    }


def test_a_list_by_one_artist_is_said_to_be_so_with_its_true_counts() -> None:
    some_bio(ONE_ARTIST, lambda text: "ll four of" in text and "two of them from In Rainbows (2007)" in text)


def test_two_songs_of_one_title_are_told_as_such() -> None:
    songs = [{"title": "Alright", "artist": name, "album": ""} for name in ("Supergrass", "Kendrick Lamar")]
    sheet = parse({"subject": "listener", "display_name": "Mia", "top_tracks": songs})
    some_bio(sheet, lambda text: "twice" in text or 'called "Alright"' in text)


def test_two_albums_of_one_year_among_others_are_told_as_such() -> None:
    albums = [("Zuckerzeit", "Cluster", 1974), ("Phaedra", "Tangerine Dream", 1974), ("Future Days", "Can", 1973)]
    listed = [{"title": title, "artist": name, "year": year, "tracks": 0} for title, name, year in albums]
    sheet = parse({"subject": "listener", "display_name": "Lena", "genres": ["krautrock"], "top_albums": listed})
    some_bio(sheet, lambda text: "both from 1974" in text)


def test_a_record_called_like_its_band_is_self_titled() -> None:
    facts = record("Pilot Light", "Pilot Light", 2018, "Gas Man")
    sheet = artist(display_name="Pilot Light", typed={"role": "band", "city": "Tulsa"}, **facts)
    some_bio(sheet, lambda text: "self-titled album" in text)


@pytest.mark.parametrize(
    ("role", "genre", "said"),
    [
        ("quartet", "post-rock", "a post-rock quartet"),
        ("singer", "rebetiko", "a singer of rebetiko"),
        ("composer", "orchestral", "a composer of orchestral music"),
    ],
)
def test_a_genre_stands_before_a_role_or_behind_it_as_english_has_it(role: str, genre: str, said: str) -> None:
    facts = record("Olga Vent", "Harbour", 2020, "Ferry")
    sheet = artist(display_name="Olga Vent", genres=[genre], typed={"role": role, "city": "Riga"}, **facts)
    assert any(
        said in text.text.replace("A ", "a ") and judge(sheet, text.text).passed for text in ranked(sheet, seed=0)
    )


def test_a_role_says_no_verb_of_its_own_stem() -> None:
    sheet = artist(display_name="Teo", genres=["orchestral"], typed={"role": "composer", "city": "Cluj"})
    assert all("composer Teo composes" not in draft.bio.text for draft in drafts(sheet) if draft.bio)


def test_a_dj_plays_records_and_is_not_said_to_make_them() -> None:
    sheet = artist(
        display_name="dj halcyon", genres=["deep house", "UK garage"], typed={"role": "DJ", "city": "Bristol"}
    )
    assert all("makes" not in draft.bio.text for draft in drafts(sheet) if draft.bio)


def test_an_artist_and_a_song_never_share_a_list() -> None:
    tracks = [{"title": "Construção", "artist": "Chico Buarque", "album": ""}]
    sheet = parse(
        {
            "subject": "listener",
            "display_name": "Rui",
            "top_artists": ["Elis Regina", "Gal Costa"],
            "top_tracks": tracks,
        }
    )
    texts = [draft.bio.text for draft in drafts(sheet) if draft.bio]
    assert texts
    assert not any('Elis Regina and "' in text or 'Gal Costa and "' in text for text in texts)


def test_the_bio_of_one_record_leaves_a_song_for_its_caption() -> None:
    facts = record("Inés Quiroga", "Piedra", 2022, "Cerro", "La Espera")
    sheet = artist(display_name="Inés Quiroga", typed={"role": "guitarist", "city": "Salta"}, **facts)
    for draft in drafts(sheet):
        assert draft.bio is not None
        assert not all(song in draft.bio.text for song in ("Cerro", "La Espera", "2022")), draft.bio.text


def test_no_caption_on_an_artists_own_page_tells_who_made_the_record() -> None:
    facts = record("Inés Quiroga", "Piedra", 2022, "Cerro", "La Espera")
    sheet = artist(display_name="Inés Quiroga", typed={"role": "guitarist", "city": "Salta"}, **facts)
    assert not any("Inés Quiroga" in line.text for draft in drafts(sheet) for line in draft.captions)


def test_the_place_between_two_own_records_is_told_only_where_it_is_true() -> None:
    years = {"Grange": 2014, "Les heures": 2018, "Rang 4": 2022}
    albums = [{"title": title, "artist": "Rosalie", "year": year, "tracks": 0} for title, year in years.items()]
    sheet = artist(display_name="Rosalie", typed={"role": "singer", "city": "Québec"}, top_albums=albums)
    told = {(line.album, line.text) for draft in drafts(sheet, 30) for line in draft.captions if "between" in line.text}
    assert told == {("Les heures", "It came between Grange and Rang 4.")}


def listened(*songs: tuple[str, str], **facts: object) -> FactSheet:
    tracks = [{"title": title, "artist": name, "album": ""} for title, name in songs]
    return parse({"subject": "listener", "display_name": "Ash", "top_tracks": tracks} | facts)


def test_most_songs_by_one_artist_are_counted_and_the_other_is_named() -> None:
    lorde = [(title, "Lorde") for title in ("Ribs", "Green Light", "Liability")]
    sheet = listened(*lorde, ("A-Punk", "Vampire Weekend"), genres=["indie pop"])
    said = 'hree of the four top songs are by Lorde, and the other is "A-Punk" by Vampire Weekend'
    assert any(said in text.text and judge(sheet, text.text).passed for text in ranked(sheet, seed=0))


def test_no_majority_is_claimed_where_there_is_none() -> None:
    sheet = listened(
        ("Ribs", "Lorde"), ("Green Light", "Lorde"), ("A-Punk", "Vampire Weekend"), ("Oxford Comma", "V. W.")
    )
    assert not any("of the four top songs" in text.text for text in ranked(sheet, seed=0))


def test_two_albums_of_one_title_are_told_as_such() -> None:
    albums = [("Blue", "Joni Mitchell", 1971), ("Blue", "Third Eye Blind", 1999), ("Blue Train", "John Coltrane", 1958)]
    listed = [{"title": title, "artist": name, "year": year, "tracks": 0} for title, name, year in albums]
    sheet = parse({"subject": "listener", "display_name": "Emilia", "genres": ["folk"], "top_albums": listed})
    said = "wo of the albums are called Blue, one by Joni Mitchell and one by Third Eye Blind"
    assert any(said in text.text and judge(sheet, text.text).passed for text in ranked(sheet, seed=0))


def test_a_listener_whose_name_cannot_be_printed_still_has_a_place_and_a_genre() -> None:
    sheet = listened(("Song 2", "Blur"), ("Beetlebum", "Blur"), genres=["britpop"], typed={"city": "York"})
    nameless = replace(sheet, display_name="Sam <b>Holt</b>")
    texts = [draft.bio.text for draft in drafts(nameless) if draft.bio]
    assert texts
    assert all(text.startswith("In York, the listening includes britpop.") for text in texts)


def test_a_typed_release_that_is_listed_is_told_as_the_current_one() -> None:
    facts = record("Half Term", "Lost Property", 2023, "Register", "Wet Break")
    typed = {"role": "punk band", "city": "Swindon", "current_release": "Lost Property"}
    some_bio(
        artist(display_name="Half Term", typed=typed, **facts), lambda text: "out now" in text or "current" in text
    )


def test_the_bio_of_a_listener_begins_with_the_top_of_a_list_or_none_of_it() -> None:
    songs = [("Windowlicker", "Aphex Twin"), ("Kyoto", "Phoebe Bridgers"), ("Ribs", "Lorde"), ("Zombie", "Fela Kuti")]
    sheet = listened(*songs, genres=["indie pop"], typed={"city": "Ghent", "role": "baker"})
    first = [draft.bio.sentences[0].text for draft in drafts(sheet) if draft.bio and len(draft.bio.sentences) > 1]
    later = ("Kyoto", "Ribs", "Zombie")
    assert first
    assert sum(any(title in text for title in later) and "Windowlicker" not in text for text in first) <= len(first) / 4
