"""The nouns that a number may count: albums, songs, artists, years and whatever else a sheet has."""

import re

from app.domain.critic import grammar
from app.domain.critic.tokens import Sentence

ALBUMS = frozenset({"album", "albums", "record", "records", "lp", "lps", "release", "releases", "eps", "ep"})
SONGS = frozenset({"song", "songs", "track", "tracks", "piece", "pieces", "tune", "tunes", "movements", "movement"})
ARTISTS = frozenset({"artist", "artists", "act", "acts", "band", "bands", "group", "groups", "musicians", "musician"})
PEOPLE = frozenset({"people", "players", "members", "musicians", "person", "player", "member"})
YEARS = frozenset({"year", "years"})
DECADES = frozenset({"decade", "decades"})
OTHERS = {
    "genre": "genres",
    "genres": "genres",
    "style": "genres",
    "styles": "genres",
    "instrument": "instruments",
    "instruments": "instruments",
    "influence": "influences",
    "influences": "influences",
}
WORDS = frozenset({"word", "words", "letter", "letters", "syllables", "digits", "digit", "figures", "characters"})
CLASSES = PEOPLE | ALBUMS | SONGS | ARTISTS | YEARS | DECADES | OTHERS.keys() | WORDS
# Plurals that stand for what a sheet has: its titles, its items, their order and how they lie.
_COUNTABLE = frozenset(
    (
        "ones quarters thirds fifths sixths sevenths eighths ninths tenths "
        "books volumes others names titles items entries works recordings versions "
        "takes lists places positions spots slots times halves sides parts things facts pages sources singles cuts "
        "numbers covers instrumentals quartets trios duos comes goes stands sits dates belongs appears lies plays "
        "has makes includes holds follows takes gets"
    ).split()
)
_NOUN_STOPS = (grammar.STOPPERS | grammar.COPULAS | {"that", "which", "who", "came", "come"}) - {"of"}


def noun_follows(sentence: Sentence, at: int) -> bool:
    return at + 1 < len(sentence) and sentence[at + 1].fold in CLASSES


def noun_of(sentence: Sentence, at: int) -> str:
    """The noun that the number counts: the first of the known nouns within five words."""
    for token in sentence[at + 1 : at + 6]:
        if token.fold in CLASSES:
            return token.fold
        if token.kind in ("mark", "possessive") or token.fold in _NOUN_STOPS:
            return ""
        if token.kind == "slot" and not any(path.startswith(("genres", "top_")) for path in token.slot_paths):
            return ""
    return ""


def uncountable(sentence: Sentence, at: int) -> str:
    """ "Three languages": the plural right after the number, when it is nothing that a sheet has; else empty."""
    token = sentence[at + 1] if at + 1 < len(sentence) else None
    if token is None or token.kind != "word" or not re.fullmatch(r"[a-z]{3,}[^s'-]s", token.fold):
        return ""
    return "" if token.fold in _COUNTABLE else token.text


def omitted(sentence: Sentence, at: int) -> str:
    """ "... and twelve between A and B": the years are understood."""
    following = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    said = any(token.fold in YEARS for token in sentence[:at])
    lead = sentence[at - 1].fold if at else ""
    more = following == "more" and lead in {"after", "another", "took", "by"}
    ended = more and (at + 2 >= len(sentence) or sentence[at + 2].kind == "mark")
    plain = following in {"between", "later", "earlier", "after", "before", "apart"}
    return "years" if said and (plain or ended) else ""
