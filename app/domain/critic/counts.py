"""Numbers: each must be a listed year, a decade with an album in it, or a count that the sheet yields."""

import re
from collections.abc import Iterator

from app.domain.critic import grammar, numerals, owners, tallies, vocabulary
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_ALBUMS = frozenset({"album", "albums", "record", "records", "lp", "lps", "release", "releases", "eps", "ep"})
_SONGS = frozenset({"song", "songs", "track", "tracks", "piece", "pieces", "tune", "tunes", "movements", "movement"})
_ARTISTS = frozenset({"artist", "artists", "act", "acts", "band", "bands", "group", "groups", "musicians", "musician"})
_PEOPLE = frozenset({"people", "players", "members", "musicians", "person", "player", "member"})
_YEARS = frozenset({"year", "years"})
_DECADES = frozenset({"decade", "decades"})
_OTHERS = {
    "genre": "genres",
    "genres": "genres",
    "style": "genres",
    "styles": "genres",
    "instrument": "instruments",
    "instruments": "instruments",
    "influence": "influences",
    "influences": "influences",
}
_WORDS = frozenset({"word", "words", "letter", "letters", "syllables", "digits", "digit", "figures", "characters"})
_CLASSES = _PEOPLE | _ALBUMS | _SONGS | _ARTISTS | _YEARS | _DECADES | _OTHERS.keys() | _WORDS
# Plurals that stand for what a sheet has: its titles, its items, their order and how they lie.
_COUNTABLE = frozenset(
    (
        "ones quarters thirds fifths books volumes others names titles items entries works recordings versions "
        "takes lists places positions spots slots times halves sides parts things facts pages sources singles cuts "
        "numbers covers instrumentals quartets trios duos comes goes stands sits dates belongs appears lies plays "
        "has makes includes holds follows takes gets"
    ).split()
)
_ABOUT = frozenset("about nearly almost over around roughly some under approximately than just barely".split())
_NOUN_STOPS = (grammar.STOPPERS | grammar.COPULAS | {"that", "which", "who", "came", "come"}) - {"of"}
_APART = frozenset("between apart separate separates separated later earlier after before divide divides gap".split())
_HOLDING = frozenset("has holds includes contains carries contributes gives supplies adds".split())
_YEAR_LEADS = frozenset({"in", "since", "until", "till", "during", "year", "before", "after", "by", "circa"})


def check(sentence: Sentence, ledger: Ledger, mentions: tallies.Mentions) -> Iterator[Finding]:
    """Findings for every number in the sentence that is not derivable from the sheet."""
    for at, token in enumerate(sentence):
        if token.kind == "slot":
            yield from _numeric_title(sentence, at)
        elif numerals.decade(token.fold) is not None:
            continue  # eras.py reads decades
        elif token.kind == "number" or numerals.cardinal(token.fold) is not None:
            yield from _number(sentence, at, ledger, mentions)
        elif token.fold in numerals.ORDINALS:
            yield from _ordinal(sentence, at, ledger, mentions)
        elif "-" in token.fold:
            yield from _compound(sentence, at, ledger, mentions)


def _numeric_title(sentence: Sentence, at: int) -> Iterator[Finding]:
    """A title such as 1999 stands for itself, except after "in" or before "albums": there it is a number."""
    token = sentence[at]
    if token.slot is None or token.slot.quoted or is_year(token) or not token.text.isdecimal():
        return
    lead = sentence[at - 1].fold if at else ""
    following = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    if (lead in _YEAR_LEADS and len(token.text) == 4) or following in _CLASSES:
        yield _finding(token, f"The number {token.text} is not in your facts. Remove it or add it.")


def _number(sentence: Sentence, at: int, ledger: Ledger, mentions: tallies.Mentions) -> Iterator[Finding]:
    token = sentence[at]
    number = numerals.cardinal(token.fold)
    if number is None and token.fold in numerals.ORDINALS:
        yield from _ordinal(sentence, at, ledger, mentions)
        return
    if token.text in vocabulary.typed_words(ledger.sheet):
        return
    if number is None or (token.kind == "number" and len(token.text) == 4):
        yield _finding(token, f"The number {token.text} is not in your facts. Remove it or add it.")
        return
    if token.fold in {"one", "both"} and not _noun_follows(sentence, at):
        yield from _only_one(sentence, at, ledger)
        return
    if token.fold in {"pair", "couple"} and not _is_noun(sentence, at):
        return
    noun = _noun(sentence, at) or _omitted(sentence, at)
    if not noun and number > 1 and (thing := _uncountable(sentence, at)):
        yield _finding(token, f"“{token.text} {thing}” cannot be counted from your facts. Check the number.")
        return
    allowed = _allowed(sentence, at, noun, ledger, mentions)
    if [word.fold for word in sentence[at + 1 : at + 3]] == ["of", "them"]:
        allowed |= tallies.sizes(ledger)
    if number not in allowed:
        thing = f" {noun}" if noun else ""
        yield _finding(token, f"“{token.text}{thing}” cannot be counted from your facts. Check the number.")


def _only_one(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Blue has one of the listed songs": then it has no second one."""
    token = sentence[at]
    row = [word.fold for word in sentence[at + 1 : at + 5]]
    if token.fold != "one" or row[:2] != ["of", "the"] or not _SONGS & set(row[2:]):
        return
    lead = sentence[at - 1].fold if at else ""
    holder = _holder(sentence, at, ledger)
    if lead in _HOLDING and holder is not None and 1 not in tallies.on_album(holder, ledger):
        yield _finding(token, f"{holder.text} holds more than one of the listed songs. Check the number.")


def _is_noun(sentence: Sentence, at: int) -> bool:
    """Whether "pair" is a number here, and no verb as in "Wren and Low pair banjo with cello"."""
    following = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    return following == "of" or (at > 0 and sentence[at - 1].slot is None)


def _compound(sentence: Sentence, at: int, ledger: Ledger, mentions: tallies.Mentions) -> Iterator[Finding]:
    """ "A nine-year gap", "three-album": the number inside a compound counts like any other."""
    token = sentence[at]
    first, _, noun = token.fold.rpartition("-")
    number = numerals.cardinal(first)
    if (
        number is not None
        and noun in _CLASSES
        and not vocabulary.is_typed(token.fold, ledger.sheet)
        and number not in _allowed(sentence, at, noun, ledger, mentions)
    ):
        yield _finding(token, f"“{token.text}” cannot be counted from your facts. Check the number.")


def _noun_follows(sentence: Sentence, at: int) -> bool:
    return at + 1 < len(sentence) and sentence[at + 1].fold in _CLASSES


def _noun(sentence: Sentence, at: int) -> str:
    """The noun that the number counts: the first of the known nouns within five words."""
    for token in sentence[at + 1 : at + 6]:
        if token.fold in _CLASSES:
            return token.fold
        if token.kind in ("mark", "possessive") or token.fold in _NOUN_STOPS:
            return ""
        if token.kind == "slot" and not any(path.startswith(("genres", "top_")) for path in token.slot_paths):
            return ""
    return ""


def _uncountable(sentence: Sentence, at: int) -> str:
    """ "Three languages": the plural right after the number, when it is nothing that a sheet has; else empty."""
    token = sentence[at + 1] if at + 1 < len(sentence) else None
    if token is None or token.kind != "word" or not re.fullmatch(r"[a-z]{3,}[^s'-]s", token.fold):
        return ""
    return "" if token.fold in _COUNTABLE else token.text


def _omitted(sentence: Sentence, at: int) -> str:
    """ "... and twelve between A and B": the years are understood."""
    following = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    said = any(token.fold in _YEARS for token in sentence[:at])
    return "years" if said and following in {"between", "later", "earlier", "after", "before", "apart"} else ""


def _allowed(sentence: Sentence, at: int, noun: str, ledger: Ledger, mentions: tallies.Mentions) -> set[int]:
    """The numbers that may stand at `at` before the noun; an unknown noun allows as many as the longest list."""
    partitive = at + 1 < len(sentence) and sentence[at + 1].fold in {"of", "other", "others", "more"}
    if noun in _YEARS:
        return tallies.spans(sentence, ledger, about=_is_about(sentence, at))
    if noun in _DECADES:
        return tallies.decades(ledger, tallies.spans(sentence, ledger, about=False) if _apart(sentence) else None)
    if noun in _ALBUMS:
        return _albums(sentence, at, ledger, mentions, partitive=partitive)
    if noun in _SONGS:
        return _songs(sentence, at, ledger, mentions, partitive=partitive)
    if noun in _ARTISTS or noun in _PEOPLE:
        return _people(noun, ledger, mentions, partitive=partitive)
    return _others(noun, ledger, partitive=partitive)


def _people(noun: str, ledger: Ledger, mentions: tallies.Mentions, *, partitive: bool) -> set[int]:
    """Those of the typed line-up, or the artists listed; a musician may be either."""
    sizes = tallies.sizes(ledger) if noun in _PEOPLE else set()
    return sizes | (tallies.artists(ledger, mentions, partitive=partitive) if noun in _ARTISTS else set())


def _others(noun: str, ledger: Ledger, *, partitive: bool) -> set[int]:
    typed = ledger.sheet.typed
    if noun in _WORDS:
        return tallies.wordings(ledger)
    if noun in _OTHERS:
        facts = {"genres": ledger.sheet.genres, "instruments": typed.instruments, "influences": typed.influences}
        total = len(facts[_OTHERS[noun]])
        return {total} | set(range(1, total + 1) if partitive else ())
    return set(range(tallies.largest(ledger) + 1))


def _albums(sentence: Sentence, at: int, ledger: Ledger, mentions: tallies.Mentions, *, partitive: bool) -> set[int]:
    owned = None if partitive else owners.owned(sentence, at, ledger, "top_albums")
    if owned is not None and (time := _time_of(sentence, at)) is None:
        return {owned}
    time = None if owners.is_whole(sentence, at) else _time_of(sentence, at)
    if time is None:
        return tallies.albums(sentence, ledger, mentions, partitive=partitive)
    makers = [token for token in sentence[at:] if ledger.is_artist(token) and token.start < time.start]
    return {tallies.in_time(ledger, time, makers)}


def _songs(sentence: Sentence, at: int, ledger: Ledger, mentions: tallies.Mentions, *, partitive: bool) -> set[int]:
    """Songs counted with an album ("two songs from Blue") are that album's; "of the three songs" are all."""
    owned = None if partitive else owners.owned(sentence, at, ledger, "top_tracks")
    if owned is not None and not any(ledger.is_album(token) for token in sentence):
        return {owned}
    time = None if partitive or owners.is_whole(sentence, at) else _time_of(sentence, at)
    if time is not None and is_year(time) and not any(ledger.items(token) for token in sentence[: at + 1]):
        return tallies.songs_of(ledger, int(time.text))
    allowed = {len(ledger.sheet.top_tracks)} if owners.is_whole(sentence, at) else set()
    if (holder := _holder(sentence, at, ledger)) is not None:
        allowed |= tallies.on_album(holder, ledger)
    ends = next((index for index in range(at + 1, len(sentence)) if grammar.is_break(sentence[index])), len(sentence))
    home = next((index for index in range(at + 1, ends) if ledger.is_album(sentence[index])), None)
    if (
        home is not None
        and (_several_albums(sentence, ledger) or _is_next(sentence, at, home))
        and sentence[home - 1].fold in {"on", "from", "to", "off", "of"}
    ):
        row = grammar.list_right(sentence, home, ledger.is_album)
        counted = [tallies.on_album(album, ledger) for album in row]
        return allowed | counted[0] | {sum(max(count) for count in counted)}
    return allowed | tallies.songs(sentence, ledger, mentions, partitive=partitive)


def _holder(sentence: Sentence, at: int, ledger: Ledger) -> Token | None:
    """ "Blue (1971) takes up three of the songs": the album of the clause in which the number stands."""
    for token in reversed(sentence[:at]):
        if token.text in "()" or is_year(token):
            continue
        if token.kind == "mark" and not grammar.is_quote(token):
            return None
        if token.slot is not None:
            return token if ledger.is_album(token) else None
    return None


def _is_next(sentence: Sentence, at: int, home: int) -> bool:
    """ "Three songs from Blue": nothing but the noun stands between the number and the album."""
    return home - at <= 3 and sentence[home - 1].fold in {"on", "from", "off"} and not owners.is_whole(sentence, at)


def _several_albums(sentence: Sentence, ledger: Ledger) -> bool:
    return len({token.fold for token in sentence if ledger.is_album(token)}) > 1


def _time_of(sentence: Sentence, at: int) -> Token | None:
    """The one year or decade that restricts the counted albums: "three of the albums are from the 1990s"."""
    for index in range(at + 1, min(len(sentence), at + 12)):
        token = sentence[index]
        if token.kind == "mark" or token.fold in {"and", "with", "that", "while", "apart", "between", "running"}:
            return None
        if (
            token.slot is not None
            and not is_year(token)
            and any(path.startswith("top_albums") for path in token.slot_paths)
        ):
            return None
        if is_year(token) or numerals.decade(token.fold) is not None:
            lead = [word.fold for word in sentence[max(0, index - 2) : index]]
            following = sentence[index + 1].fold if index + 1 < len(sentence) else ""
            if following == "," and index + 2 < len(sentence) and is_year(sentence[index + 2]):
                return None
            plain = (
                following not in {"to", "and", "or", "-", "\u2013", "until", "through"}
                and "early" not in lead
                and "late" not in lead
            )
            return token if plain and {"in", "from", "of"} & set(lead) else None
    return None


def _apart(sentence: Sentence) -> bool:
    return any(token.fold in _APART for token in sentence)


def _is_about(sentence: Sentence, at: int) -> bool:
    return any(token.fold in _ABOUT for token in sentence[max(0, at - 2) : at])


def _ordinal(sentence: Sentence, at: int, ledger: Ledger, mentions: tallies.Mentions) -> Iterator[Finding]:
    token = sentence[at]
    number = numerals.ORDINALS[token.fold]
    noun = _noun(sentence, at)
    if noun not in _CLASSES and number in tallies.works(ledger):
        return
    direct = at + 1 < len(sentence) and sentence[at + 1].fold in _ALBUMS
    listed = at + 2 < len(sentence) and sentence[at + 2].fold in {"here", "listed", "on", "of", "in"}
    told = sum(mentions.albums) >= number  # "A and B are out; the third album is C"
    if direct and not listed and not told:
        limit = tallies.longest_run(ledger)
    else:
        limit = len(ledger.sheet.top_albums) if noun in _ALBUMS else tallies.largest(ledger)
    if number > max(1, limit):
        yield _finding(token, f"“{token.text}” cannot be counted from your facts. Check the number.")


def _finding(token: Token, message: str) -> Finding:
    return Finding("number", token.text, message, token.start, token.end)
