"""Which numbers may stand before a noun: as many as the sheet has of what the noun and its sentence name."""

from app.domain.critic import count_nouns, distances, grammar, numerals, owners, pointers, rows, tallies
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_ABOUT = frozenset("about nearly almost over around roughly some under approximately than just barely".split())
_APART = frozenset("between apart separate separates separated later earlier after before divide divides gap".split())


def allowed(
    sentence: Sentence, at: int, noun: str, earlier: tuple[Sentence, ...], ledger: Ledger, mentions: tallies.Mentions
) -> set[int]:
    """The numbers that may stand at `at` before the noun; an unknown noun allows as many as the longest list."""
    partitive = at + 1 < len(sentence) and sentence[at + 1].fold in {"of", "other", "others", "more"}
    if noun in count_nouns.YEARS | count_nouns.DECADES:
        return _times(sentence, at, noun, earlier, ledger)
    if not owners.is_whole(sentence, at) and (row := rows.lengths(sentence, at, noun, ledger)):
        return row
    left = _left((*earlier, sentence), noun, ledger) if noun in count_nouns.ALBUMS | count_nouns.SONGS else set()
    if noun in count_nouns.ALBUMS:
        return left | _albums(sentence, at, ledger, mentions, partitive=partitive)
    if noun in count_nouns.SONGS:
        pointed = _pointed(sentence, at, earlier, ledger)
        return left | pointed | _songs(sentence, at, ledger, mentions, partitive=partitive)
    if noun in count_nouns.ARTISTS or noun in count_nouns.PEOPLE:
        return _people(noun, ledger, mentions, partitive=partitive)
    return _others(noun, ledger, partitive=partitive)


def _times(sentence: Sentence, at: int, noun: str, earlier: tuple[Sentence, ...], ledger: Ledger) -> set[int]:
    if noun in count_nouns.YEARS:
        return distances.spans(sentence, earlier, ledger, about=_is_about(sentence, at))
    apart = distances.spans(sentence, earlier, ledger, about=False) if _apart(sentence) else None
    return distances.decades(ledger, apart)


def _left(told: tuple[Sentence, ...], noun: str, ledger: Ledger) -> set[int]:
    """ "Leave out Blue and three albums remain", "five more songs": the list less what the text names of it."""
    if not {token.fold for token in told[-1]} & {"left", "remain", "remains", "remaining", "more", "other"}:
        return set()
    sheet = ledger.sheet
    albums = noun in count_nouns.ALBUMS
    total, wanted = (len(sheet.top_albums), ledger.is_album) if albums else (len(sheet.top_tracks), ledger.is_track)
    here = {token.fold for token in told[-1] if wanted(token)}
    before = {token.fold for sentence in told[:-1] for token in sentence if wanted(token)}
    return {total - len(named) for named in (here, before, here | before) if named} - {0}


def _pointed(sentence: Sentence, at: int, earlier: tuple[Sentence, ...], ledger: Ledger) -> set[int]:
    """ "Three songs from the other": those of the album that is pointed at."""
    for index in range(at + 2, min(len(sentence), at + 7)):
        if sentence[index - 1].fold not in {"the", "its", "their"} or sentence[index - 2].fold not in {
            "from",
            "on",
            "off",
        }:
            continue
        found = pointers.pointer(sentence, index, earlier, ledger)
        if found is not None:
            return {count for place in found.albums for count in tallies.on_place(place, ledger)}
    return set()


def _people(noun: str, ledger: Ledger, mentions: tallies.Mentions, *, partitive: bool) -> set[int]:
    """Those of the typed line-up, or the artists listed; a musician may be either."""
    sizes = tallies.sizes(ledger) if noun in count_nouns.PEOPLE else set()
    return sizes | (tallies.artists(ledger, mentions, partitive=partitive) if noun in count_nouns.ARTISTS else set())


def _others(noun: str, ledger: Ledger, *, partitive: bool) -> set[int]:
    typed = ledger.sheet.typed
    if noun in count_nouns.WORDS:
        return tallies.wordings(ledger)
    if noun in count_nouns.OTHERS:
        facts = {"genres": ledger.sheet.genres, "instruments": typed.instruments, "influences": typed.influences}
        total = len(facts[count_nouns.OTHERS[noun]])
        return {total} | set(range(1, total + 1) if partitive else ())
    return set(range(tallies.largest(ledger) + 1))


def _albums(sentence: Sentence, at: int, ledger: Ledger, mentions: tallies.Mentions, *, partitive: bool) -> set[int]:
    if at + 2 < len(sentence) and is_year(sentence[at + 1]) and sentence[at + 2].fold in count_nouns.ALBUMS:
        return {tallies.in_time(ledger, sentence[at + 1], [])}  # "two 1991 albums"
    owned = None if partitive else owners.owned(sentence, at, ledger, "top_albums")
    if owned is not None and (time := _time_of(sentence, at)) is None:
        return {owned}
    time = None if owners.is_whole(sentence, at) else _time_of(sentence, at)
    if time is None:
        return tallies.albums(sentence, ledger, mentions, partitive=partitive)
    makers = [
        token
        for token in sentence[at:]
        if ledger.is_artist(token) and not ledger.is_listener(token) and token.start < time.start
    ]
    return {tallies.in_time(ledger, time, makers)}


def _songs(sentence: Sentence, at: int, ledger: Ledger, mentions: tallies.Mentions, *, partitive: bool) -> set[int]:
    """Songs counted with an album ("two songs from Blue") are that album's; "of the three songs" are all."""
    owned = None if partitive else owners.owned(sentence, at, ledger, "top_tracks")
    if owned is not None and not any(ledger.is_album(token) for token in sentence):
        return {owned}
    time = None if partitive or owners.is_whole(sentence, at) else _time_of(sentence, at)
    if time is not None and is_year(time) and not any(ledger.items(token) for token in sentence[: at + 1]):
        return tallies.songs_of(ledger, int(time.text))
    whole = owners.is_whole(sentence, at) or _is_list(sentence, at)
    allowed = {len(ledger.sheet.top_tracks)} if whole else set()
    if (owner := holder(sentence, at, ledger)) is not None:
        allowed |= tallies.on_album(owner, ledger)
    ends = next((index for index in range(at + 1, len(sentence)) if grammar.is_break(sentence[index])), len(sentence))
    home = next((index for index in range(at + 1, ends) if ledger.is_album(sentence[index])), None)
    if (
        home is not None
        and (_several_albums(sentence, ledger) or _is_next(sentence, at, home))
        and sentence[home - 1].fold in {"on", "from", "to", "off", "of"}
    ):
        row = grammar.list_right(sentence, home, ledger.is_album)
        counted = [tallies.on_album(album, ledger) for album in row]
        return allowed | counted[0] | {sum(max(count) for count in counted)} | _one_of(sentence, home)
    return allowed | tallies.songs(sentence, ledger, mentions, partitive=partitive)


def _is_list(sentence: Sentence, at: int) -> bool:
    """ "The four songs listed": the whole list, though albums are named behind it."""
    return (
        at > 0
        and sentence[at - 1].fold == "the"
        and any(token.fold in {"listed", "here"} for token in sentence[at + 1 : at + 3])
    )


def _one_of(sentence: Sentence, home: int) -> set[int]:
    """ "One song on Blue is a waltz": one of several, since the clause goes on about it."""
    follower = sentence[home + 1].fold if home + 1 < len(sentence) else ""
    return {1} if follower in grammar.COPULAS | {"has", "features", "shares", "takes"} else set()


def holder(sentence: Sentence, at: int, ledger: Ledger) -> Token | None:
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
