"""Relations between tracks and albums: a track that a text puts on an album must be on it in the sheet."""

from collections.abc import Iterator

from app.domain.critic import grammar, pointers
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_ONTO = frozenset({"on", "from", "off", "of"})
_INTO = frozenset(
    "with has have had having holds hold held holding includes include included including contains "
    "contain contained carries carry carried gives give gave contributes contribute supplies supply "
    "brings bring adds add provides provide".split()
)
_FILLERS = frozenset(
    "the album record lp ep their its self-titled same called titled named song songs track tracks piece "
    "pieces title one two three four five six seven eight nine ten both all of a an listed another other "
    "here there on it by and single release".split()
)
_LINKS = frozenset(
    "is are was were both all each also too and song songs track tracks pieces piece the a one ones comes "
    "come came taken drawn appears appear found stands stand sits sit lives two three four five six taken "
    "it that which title cut included listed here from there".split()
)
_NAMING = frozenset({"by", "the", "and", "with", "featuring", "feat"})
_STANDS = frozenset({"come", "comes", "is", "are", "stand", "stands", "sit", "sits", "came"})


def check(sentence: Sentence, earlier: tuple[Sentence, ...], ledger: Ledger) -> Iterator[Finding]:
    """Findings for every track that the sentence puts on an album where the sheet does not have it."""
    for at, token in enumerate(sentence):
        if token.kind != "word":
            continue
        if token.fold in _ONTO:
            yield from _onto(sentence, at, ledger)
            yield from _onto_pointed(sentence, at, earlier, ledger)
        elif token.fold in _INTO:
            yield from _into(sentence, at, ledger)


def _onto(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    target = at + 1
    while target < len(sentence) and (sentence[target].fold in _FILLERS or is_year(sentence[target])):
        target += 1
    yield from _onto_year(sentence, at, ledger)
    if at + 2 < len(sentence) and is_year(sentence[at + 1]) and sentence[at + 2].fold in {"and", ","}:
        return  # "A from 2022 and B from 2024"
    if at + 1 < len(sentence) and sentence[at + 1].fold in {"it", "there"}:
        yield from _onto_it(sentence, at, ledger)
        return
    if target >= len(sentence) or not ledger.is_album(sentence[target]):
        return
    if (ahead := _inverted(sentence, at, target, ledger)) is not None:
        yield from _unless_held([sentence[target]], grammar.list_right(sentence, ahead, ledger.is_track), ledger)
        return
    if sentence[target].kind == "slot" and _follows(sentence, target, "possessive"):
        return
    source = _track_left_of(sentence, at, ledger)
    if source is None:
        return
    tracks = grammar.list_left(sentence, source, ledger.is_track)
    albums = grammar.list_right(sentence, target, ledger.is_album)
    yield from _unless_held(albums, tracks, ledger)


def _inverted(sentence: Sentence, at: int, album: int, ledger: Ledger) -> int | None:
    """ "From Blue, out in 1971, come “A” and “B”, and from Clouds comes “C”": where the songs begin; else None."""
    opens = at == 0 or sentence[at - 1].text in {",", ";"} or sentence[at - 1].fold in {"and", "while", "but"}
    if not opens:
        return None
    understood = grammar.after(sentence, album)
    if sentence[0].fold in {"on", "from"} and understood < len(sentence) and ledger.is_track(sentence[understood]):
        return understood  # "On A are “B” and “C”, on D “E”"
    for index in range(album + 1, min(len(sentence) - 1, album + 9)):
        token = sentence[index]
        if token.fold in _STANDS:
            ahead = grammar.after(sentence, index)
            while ahead < len(sentence) and (sentence[ahead].fold in _FILLERS or grammar.is_quote(sentence[ahead])):
                ahead += 1
            return ahead if ahead < len(sentence) and ledger.is_track(sentence[ahead]) else None
        if (token.slot is not None and not (is_year(token) or ledger.is_artist(token))) or grammar.is_break(token):
            return None
    return None


def _onto_it(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "A came out in 2023, and "B" and "C" are on it": it is the only album that the sentence has named."""
    named = [index for index in range(at) if ledger.is_album(sentence[index])]
    source = _track_left_of(sentence, at, ledger)
    if source is None or len(named) != 1 or named[0] == source or _is_compared(sentence, named[0], ledger):
        return
    tracks = grammar.list_left(sentence, source, ledger.is_track)
    yield from _unless_held([sentence[named[0]]], tracks, ledger)


def _onto_year(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "“Salt” is on the 2009 album": on an album of that year."""
    row = sentence[at + 1 : at + 4]
    if len(row) < 3 or row[0].fold != "the" or not is_year(row[1]) or row[2].fold not in grammar.SINGULAR_ITEMS:
        return
    source = _track_left_of(sentence, at, ledger)
    for token in grammar.list_left(sentence, source, ledger.is_track) if source is not None else ():
        if ledger.years_of(token) and int(row[1].text) not in ledger.years_of(token):
            message = f"“{token.text}” is on no album of {row[1].text} in your facts. Check the year."
            yield Finding("year", token.text, message, token.start, row[1].end)


def _onto_pointed(sentence: Sentence, at: int, earlier: tuple[Sentence, ...], ledger: Ledger) -> Iterator[Finding]:
    """ "“Salt” is on the older one": on an album that the word may mean."""
    pointer = pointers.pointer(sentence, at + 2, earlier, ledger) if at + 2 < len(sentence) else None
    source = _track_left_of(sentence, at, ledger) if pointer is not None and not pointer.is_count else None
    if pointer is None or source is None or pointers.apposed(sentence, at + 2, ledger) is not None:
        return
    homes = {
        title for place in pointer.albums for title in ledger.surfaces.get(f"top_albums.{place}.title", frozenset())
    }
    for token in grammar.list_left(sentence, source, ledger.is_track):
        if not any(track.homes & homes for track in ledger.tracks(token)):
            message = f"“{token.text}” is not on that album in your facts. Name the album that it is on."
            yield Finding("relation", token.text, message, token.start, sentence[at + 2].end)


def _track_left_of(sentence: Sentence, at: int, ledger: Ledger) -> int | None:
    index = at - 1
    while index >= 0 and at - index <= grammar.REACH:
        token = sentence[index]
        if ledger.is_track(token):
            return None if _is_bare(token, ledger) else index
        if token.kind == "slot":
            # `"Carey" by Joni Mitchell is on Blue`: a maker may stand between.
            if not ledger.is_artist(token) or sentence[index - 1].fold not in _NAMING:
                return None
        elif token.kind == "word" and token.fold in grammar.PLURAL_ITEMS and sentence[at].fold != "of":
            start = grammar.phrase_start(sentence, index)
            lead = sentence[start - 1] if start > 0 else None
            if lead is None or not (lead.text == "," or lead.fold in grammar.COPULAS):
                return None
            index = start
        elif grammar.is_break(token) or (token.kind == "word" and token.fold not in _LINKS | _NAMING):
            return None
        index -= 1
    return None


def _into(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    target = at + 1
    while target < len(sentence) and (
        sentence[target].fold in _FILLERS or grammar.is_quote(sentence[target]) or sentence[target].text in {":", ","}
    ):
        target += 1
    if target >= len(sentence) or not ledger.is_track(sentence[target]) or grammar.is_new_clause(sentence, at, target):
        return
    if _is_bare(sentence[target], ledger):
        return  # "twice with A, once with B"
    source = _album_left_of(sentence, at, ledger)
    if source is None:
        return
    albums = [sentence[source]]
    if albums[0].slot is not None:
        albums = grammar.list_left(sentence, source, ledger.is_album)
    tracks = grammar.list_right(sentence, target, lambda token: ledger.is_track(token) and not _is_bare(token, ledger))
    if sentence[target].fold != tracks[-1].fold:
        tracks = [token for token in tracks if not _has_own_home(sentence, token)]
    elif _has_own_home(sentence, tracks[0]):
        return
    yield from _unless_held(albums, tracks, ledger)


def _is_bare(token: Token, ledger: Ledger) -> bool:
    """Whether the title of an album and of its song stands without quotation marks: then it is the album."""
    return token.slot is not None and not token.slot.quoted and ledger.is_album(token)


def _is_release(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """Whether the words at `at` are "current release", and the sheet names one."""
    current = sentence[at].fold == "release" and at > 0 and sentence[at - 1].fold == "current"
    return current and bool(ledger.sheet.typed.current_release)


def _album_left_of(sentence: Sentence, at: int, ledger: Ledger) -> int | None:
    index = at - 1
    while index >= 0 and at - index <= grammar.REACH:
        token = sentence[index]
        if ledger.is_album(token) or _is_release(sentence, index, ledger):
            if not _is_measured(sentence, index):
                return index
        elif token.kind == "slot" and not is_year(token):
            if not (ledger.is_artist(token) and index > 0 and sentence[index - 1].fold in {"by", "the"}):
                return None
        elif grammar.is_break(token) or token.fold in {"list", "page"}:
            return None
        index -= 1
    return None


_MEASURES = frozenset("after before than followed follows preceded precedes".split())


def _is_compared(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    return sum(ledger.is_album(token) for token in sentence) == 1 and _is_measured(sentence, at)


def _is_measured(sentence: Sentence, at: int) -> bool:
    """ "Three years after A, with "B" on it": A is only what something else is measured from."""
    return at > 0 and sentence[grammar.before(sentence, at)].fold in _MEASURES


def _has_own_home(sentence: Sentence, token: Token) -> bool:
    follower = grammar.after(sentence, sentence.index(token))
    return (
        follower < len(sentence)
        and sentence[follower].fold in {"on", "from", "off", "by"}
        and not _on_it(sentence, follower)
    )


def _on_it(sentence: Sentence, at: int) -> bool:
    return at + 1 < len(sentence) and sentence[at + 1].fold in {"it", "them"}


def _unless_held(albums: list[Token], tracks: list[Token], ledger: Ledger) -> Iterator[Finding]:
    for token in tracks:
        readings = ledger.tracks(token)
        held = any(ledger.holds(album, track) for album in albums for track in readings)
        if readings and not held:
            message = f"“{token.text}” is not on {albums[0].text} in your facts. Name the album that it is on."
            yield Finding("relation", token.text, message, token.start, token.end)


def _follows(sentence: Sentence, at: int, kind: str) -> bool:
    return at + 1 < len(sentence) and sentence[at + 1].kind == kind
