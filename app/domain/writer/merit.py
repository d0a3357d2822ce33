"""How good a text is, as a copy editor would rank it: which facts are told, how fully, and how plainly."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from app.domain.writer import values
from app.domain.writer.captions import first_albums
from app.domain.writer.material import Material
from app.domain.writer.message import awkward, by_year, crowded
from app.domain.writer.messages_typed import MOST_GENRES, MOST_INSTRUMENTS

AIM: Final = (140, 260)
LONG_SENTENCE: Final = 130
_CLASH = re.compile(r"[!?…,:;]['\"”]?[.,]")
_TELLING = re.compile(
    r"\ball \w+ of |\{?\w+\}? of the \w+ (?:top|albums)|both from|\btwice\b|are called|self-titled", re.I
)
"""What a text says about a list as a whole: the pattern that a reader would not see at once."""
_SPAN = re.compile(r"\bruns? from")
_JOINT = re.compile(r"\s*[,;&]\s+|\s+and\s+")
_TWO_BRACKETS = re.compile(r"[\])] \(\d{4}\)")
_CHOPPED = re.compile(r"\bthey \w+ \{genre\}(?:\.|$)", re.I)
_CURRENT = re.compile(r"is out now|current release")
_OFTEN: Final = (
    ("came out", 1),
    ("on it", 1),
    (" by _", 3),
    (", and ", 1),
    (" who ", 1),
    ("listen", 1),
    ("followed", 1),
    ("top ", 1),
    ("album", 2),
    ("out now", 1),
    ("play ", 1),
    ("plays", 1),
    (" based in ", 0.1),
    (" among the ", 0),
    (" with ", 2),
    ("_ (", 3),
)


def merit(form: str, texts: Sequence[str], told: Sequence[Collection[str]], material: Material) -> float:
    """Points for a text of these sentences: `form` is it masked, `told` the paths of each sentence's facts."""
    facts = {path for paths in told for path in paths}
    points = _typed(facts, material) + _own(facts, material) + _heard(facts, material) + _held_back(facts, material)
    points += 1.5 * (material.release and bool(_CURRENT.search(form))) - 3 * _leftovers(told)
    points += 4.5 * bool(_TELLING.search(form)) + 2.5 * bool(_SPAN.search(form))
    return points - _faults(form, texts) - 3 * _twice(told, material)


def _typed(told: set[str], material: Material) -> float:
    typed, points = material.sheet.typed, 0.0
    played = {f"typed.instruments.{i}" for i in material.instruments[:MOST_INSTRUMENTS]}
    points += 6.5 * (played <= told) if played else 0
    repeats = material.plays_role and bool(played & told)
    points += (-3.0 if repeats else 4.0) * ("typed.role" in told)
    points += 3 * ("typed.city" in told)
    influences = {f"typed.influences.{i}" for i in material.influences}
    if influences & told:
        points += 5 if influences <= told or len(influences & told) > 2 else 1
    if material.release:
        listed = _title_paths(material, typed.current_release)
        points += 3 if ("typed.current_release" in told or listed & told) else -8
    return points


def _title_paths(material: Material, release: str) -> set[str]:
    albums = material.sheet.top_albums
    return {f"top_albums.{i}.title" for i in material.own_albums if values.same(albums[i].title, release)}


def _own(told: set[str], material: Material) -> float:
    """Own records: the newest first, a song with its record, the earlier ones; all the genres or none."""
    dated, points = by_year(material, material.own_albums), 0.0
    if dated:
        points += 3 * (f"top_albums.{dated[-1]}.title" in told)
        points += min(2.5, 1.5 * sum(f"top_albums.{i}.title" in told for i in dated[:-1]))
    songs = sum(f"top_tracks.{i}.title" in told for i in material.own_tracks)
    points += (0, 2, 3, 3)[min(songs, 3)]
    if material.sheet.subject == "artist":
        genres = {f"genres.{i}" for i in material.own_genres[:MOST_GENRES]}
        points += 3 * bool(genres and genres <= told)
    return points


def _heard(told: set[str], material: Material) -> float:
    """What is listened to: makers, songs, albums, a year; all the genres or none."""
    sheet = material.sheet
    makers = {values.key(sheet.top_artists[i]) for i in material.artists if f"top_artists.{i}" in told}
    tracks = [i for i in material.tracks if f"top_tracks.{i}.title" in told]
    albums = [i for i in material.albums if f"top_albums.{i}.title" in told]
    makers |= _makers(told, material)
    points = min(len(makers), 4) * 1.0 + min(len(tracks), 3) * 0.8 + min(len(albums), 3) * 0.8
    points += 0.7 * any(path.endswith(".year") for path in told)
    points -= sum(awkward(sheet.top_tracks[i].title) + crowded(sheet.top_tracks[i].artist) for i in tracks) / 2
    points -= sum(awkward(sheet.top_albums[i].title) + crowded(sheet.top_albums[i].artist) for i in albums) / 2
    if sheet.subject == "listener" and material.genres:
        points += 4 * ({f"genres.{i}" for i in material.genres[:MOST_GENRES]} <= told)
        named = {values.key(sheet.top_artists[i]) for i in material.artists}
        points += 2 * bool(named and len(named) <= 3 and named <= makers)
    return points


def _held_back(told: set[str], material: Material) -> float:
    """What is left for the captions: on how many of the listed albums there is a song, or a year, that is not told."""
    sheet, albums = material.sheet, first_albums(material.sheet)
    left = sum(
        f"top_albums.{i}.year" not in told
        or any(
            values.same(song.album, sheet.top_albums[i].title) and f"top_tracks.{number}.title" not in told
            for number, song in enumerate(sheet.top_tracks)
        )
        for i in albums
    )
    return 4 * left / len(albums) if albums else 0.0


def _twice(told: Sequence[Collection[str]], material: Material) -> int:
    """How many artists stand in more than one sentence."""
    makers = [_makers(set(paths), material) for paths in told]
    return sum(len(later & earlier) for number, later in enumerate(makers) for earlier in makers[:number])


def _leftovers(told: Sequence[Collection[str]]) -> int:
    """How many lists the first sentence quotes without their first item, when there are more sentences."""
    if len(told) < 2:
        return 0
    found = [path.split(".") for path in told[0] if path.startswith("top_")]
    return sum(all(index != "0" for name, index, *_ in found if name == kind) for kind in {path[0] for path in found})


def _makers(told: set[str], material: Material) -> set[str]:
    """Whose songs and albums are told, halves of joint credits too, and the artists that are."""
    sheet = material.sheet
    tracks = [i for i in material.tracks if f"top_tracks.{i}.artist" in told]
    albums = [i for i in material.albums if f"top_albums.{i}.artist" in told]
    makers = {values.key(sheet.top_tracks[i].artist) for i in tracks}
    makers |= {values.key(sheet.top_albums[i].artist) for i in albums}
    makers |= {values.key(half) for maker in makers for half in _JOINT.split(maker)}
    return makers | {values.key(sheet.top_artists[i]) for i in material.artists if f"top_artists.{i}" in told}


def _faults(form: str, texts: Sequence[str]) -> float:
    """What a reader stumbles over: length, long or crowded sentences, words twice, doubled marks, low starts."""
    low, high = AIM
    length = sum(map(len, texts)) + len(texts) - 1
    faults = max(low - length, 0) / 12 + max(length - high, 0) / 8
    faults += sum(max(0, len(text) - LONG_SENTENCE) / 10 for text in texts)
    faults += 5 * sum(text[:1].islower() for text in texts) + 5 * len(_CLASH.findall(" ".join(texts)))
    words = re.sub(r"\{[^}]*\}", "_", form)
    faults += 2.5 * sum(max(0, words.count(word) - limit) for word, limit in _OFTEN)
    for sentence in words.split(". "):
        commas = sentence.count(",") - len(re.findall(r"(?<=_), (?=_)", sentence))  # not those of a plain list
        faults += max(0, sentence.count(" and ") - 2) + max(0, commas - 3)
        faults += 2 * (sentence.count(" with ") > 1) + 1.5 * max(0, sentence.count("album") - 1)
    starts = [sentence.split(" ", 1)[0] for sentence in form.split(". ")]
    faults += 4 * len(_TWO_BRACKETS.findall(" ".join(texts))) + 5 * form.count(". {influences}")
    faults += 7 * len(re.findall(r"\. [Tt]he \{role\} ", form)) + 4 * len(_CHOPPED.findall(form))
    faults += 1.5 * (len(starts) - len(set(starts))) + 2.5 * _astray(form.split(". "))
    first = form.split(". ", maxsplit=1)[0]
    faults += 3 * ("{name}" not in first) + 2 * (form.find("{name}") > 60) + form.startswith("in {city}")
    faults += 3.5 * form.startswith(("{track", "{album", "{release}", "the genre", "The genre", "The current"))
    return faults + 1.5 * (len(texts) < 2)


def _astray(sentences: list[str]) -> int:
    """How often "they" stands behind a sentence whose subject is a record or an influence."""
    return sum(
        later.startswith("they ") and "{name}" not in earlier and not earlier.startswith("they ")
        for earlier, later in pairwise(sentences)
    )
