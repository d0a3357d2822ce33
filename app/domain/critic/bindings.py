"""What a number of songs or albums is bound to: "three of the six are on A", "two by B", "A, with one of them".

A bound number must be the number that its album or its maker has in the sheet; an unbound one is counted elsewhere.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from app.domain.critic import count_nouns, grammar, numerals, owners, pointers, tallies
from app.domain.critic.ledger import Item, Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

Kind = Literal["songs", "albums", ""]

_MODIFIERS = frozenset("top listed other others more further of its own oldest newest older newer".split())
_WHOLES = frozenset("the these those them its their all".split())
_TIES = frozenset({"on", "by", "from", "off", "in"})
_VERBS = grammar.COPULAS | frozenset("come comes came sit sits stand stands appear appears belong belongs".split())
_ADVERBS = frozenset("all both also each taken drawn here listed now still".split())
_TITLED = frozenset("the album albums record records their".split())
_HOLDING = frozenset(
    "has have had holds hold held contains contain carries carry gives give takes take gets get contributes contribute "
    "supplies supply brings bring adds add with up".split()
)
_EXACT = frozenset({"the", "all", "only", "just", "exactly"})
# What may stand between a title and the verb or the "with" that holds the number.
_PASSABLE = frozenset(
    "in from out came come comes released issued followed follows which that and also then now is was it here listed "
    "takes take released arrived appeared".split()
)
_OBJECTS = frozenset({"after", "before", "than", "followed", "follows", "preceded", "precedes", "beside"})
_LISTS = frozenset({"list", "page"})
_POINTING = frozenset({"former", "latter", "first", "second", "third", "other", "last", "one"})
_GOING_ON = frozenset({"has", "have", "features", "feature", "shares", "share", "takes", "take", "names", "name"})
_REACH = 9


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A number and its noun: "two more of the six songs"; `end` is the first token after it."""

    kind: Kind
    end: int
    head: int  # where its noun stands; before the number when it is understood
    more: bool


def bound(sentence: Sentence, at: int, earlier: tuple[Sentence, ...], ledger: Ledger) -> set[int] | None:
    """The numbers that may stand at `at`, by what the sentence binds it to; None when it binds it to nothing."""
    if (artists := _with_so_many_each(sentence, at, ledger)) is not None:
        return artists
    if sentence[at].fold in {"both", "pair", "couple"} or owners.is_whole(sentence, at):
        return None
    phrase = _phrase(sentence, at, earlier)
    return None if phrase is None else _of_phrase(sentence, at, phrase, earlier, ledger)


def _of_phrase(
    sentence: Sentence, at: int, phrase: _Phrase, earlier: tuple[Sentence, ...], ledger: Ledger
) -> set[int] | None:
    each = bool({"each", "apiece"} & {token.fold for token in sentence[phrase.end : phrase.end + 1]})
    target = _target(sentence, _past_whole(sentence, at, phrase, ledger), ledger)
    if isinstance(target, int):
        return _shared_by(target, phrase.kind, ledger) if each else None
    holder = _holder(sentence, at, phrase, ledger)
    if target is None:
        return None if holder is None else _held(sentence, holder, phrase, earlier, ledger, each=each)
    row, end = target
    if phrase.kind == "albums" and _class(row[0], ledger) == "album":
        return None if phrase.head >= at else _counted(row, "songs", ledger, each=each)
    if phrase.head < at and not _is_strict(sentence, at, phrase, row[0], ledger):
        return None
    owner = sentence[holder] if holder is not None and sentence[holder].slot is not None else None
    if owner is not None and len(row) == 1 and _class(owner, ledger) != _class(row[0], ledger):
        pool = _pool(phrase.kind, ledger)
        return {sum(1 for item in pool if _fits(item, row[0], ledger) and _fits(item, owner, ledger))}
    counts = _counted(row, phrase.kind, ledger, each=each)
    if phrase.more:
        counts |= {count - _told(row, (*earlier, sentence[:at]), ledger) for count in counts}
    if not any(token.fold == "of" for token in sentence[at + 1 : phrase.end]):
        counts |= _apposed(sentence, end, row, ledger) | _some(sentence, end, counts)
    return counts


def _phrase(sentence: Sentence, at: int, earlier: tuple[Sentence, ...]) -> _Phrase | None:
    index, more = at + 1, False
    if index < len(sentence) and sentence[index].fold == "of":
        index += 1
        if index >= len(sentence) or sentence[index].fold not in _WHOLES:
            return None
        index += 1
        if index < len(sentence) and numerals.cardinal(sentence[index].fold) is not None:
            index += 1
    while index < len(sentence) and sentence[index].fold in _MODIFIERS and index - at < _REACH:
        more = more or sentence[index].fold in {"more", "other", "others", "further"}
        index += 1
    noun = sentence[index].fold if index < len(sentence) else ""
    if kind := _kind(noun):
        return _Phrase(kind, index + 1, index, more)
    follower = sentence[index] if index < len(sentence) else None
    plain = follower is None or follower.kind == "mark" or follower.fold in _TIES | _VERBS | {"each", "apiece", "and"}
    if not plain:
        return None
    head = next((place for place in range(at - 1, -1, -1) if _kind(sentence[place].fold)), None)
    if head is not None:
        return _Phrase(_kind(sentence[head].fold), index, head, more)
    told = [kind for token in (earlier[-1] if earlier else ()) if (kind := _kind(token.fold))]
    return _Phrase(told[-1] if told else "", index, -1, more)


def _kind(noun: str) -> Kind:
    if noun in count_nouns.SONGS:
        return "songs"
    return "albums" if noun in count_nouns.ALBUMS else ""


def _target(sentence: Sentence, at: int, ledger: Ledger) -> tuple[list[Token], int] | int | None:
    """The row of albums or makers that the phrase before `at` is tied to, with its end; a number of artists."""
    index = _past_aside(sentence, at)
    for _ in range(_REACH):
        word = sentence[index].fold if index < len(sentence) else ""
        listed = [token.fold for token in sentence[index : index + 3]]
        if listed[:2] in (["on", "the"], ["of", "the"], ["in", "the"]) and listed[2:3] and listed[2] in _LISTS:
            index += 3
        elif word in _ADVERBS | _VERBS | {"apiece", "of", "them"} and word:
            index += 1
        elif word == "," and [token.fold for token in sentence[index + 1 : index + 2]] in (["all"], ["both"]):
            index += 2
        else:
            break
    if index >= len(sentence) or sentence[index].fold not in _TIES:
        return None
    index += 1
    while index < len(sentence) and (
        sentence[index].fold in _TITLED or grammar.is_quote(sentence[index]) or _dates(sentence, index)
    ):
        index += 1
    if index >= len(sentence):
        return None
    artists = index + 1 < len(sentence) and sentence[index + 1].fold in count_nouns.ARTISTS
    if artists and (number := numerals.cardinal(sentence[index].fold)) is not None:
        return number
    wanted = _alike(sentence[index], ledger)
    if not wanted(sentence[index]) or (is_year(sentence[index]) and sentence[index - 1].fold not in {"from", "in"}):
        return None
    row = grammar.list_right(sentence, index, wanted)
    end = grammar.after(sentence, sentence.index(row[-1]))
    if end < len(sentence) and sentence[end].kind == "possessive":
        return None
    return row, end


def _past_whole(sentence: Sentence, at: int, phrase: _Phrase, ledger: Ledger) -> int:
    """Where "two of the three songs by Low, a trio," goes on: what its whole is by, or on, binds the three."""
    of = [token.fold for token in sentence[at + 1 : at + 2]] == ["of"]
    narrowed = of and phrase.head >= at and sentence[phrase.end : phrase.end + 1]
    if not narrowed or sentence[phrase.end].fold not in _TIES:
        return phrase.end
    found = _target(sentence, phrase.end, ledger)
    if found is None or isinstance(found, int):
        return phrase.end
    end = found[1]
    if end < len(sentence) and sentence[end].text == ",":
        end = next((index + 1 for index in range(end + 1, len(sentence)) if sentence[index].text == ","), end)
    return end if end < len(sentence) and sentence[end].fold in _VERBS else len(sentence)


def _alike(token: Token, ledger: Ledger) -> Callable[[Token], bool]:
    if is_year(token):
        return is_year
    return ledger.is_artist if _is_maker(token, ledger) else ledger.is_album


def _dates(sentence: Sentence, at: int) -> bool:
    """ "From the 1988 album X": the year belongs to the title after it."""
    return is_year(sentence[at]) and at + 1 < len(sentence) and sentence[at + 1].fold in count_nouns.ALBUMS


def _is_maker(token: Token, ledger: Ledger) -> bool:
    return ledger.is_artist(token) and not ledger.is_listener(token)


def _past_aside(sentence: Sentence, at: int) -> int:
    """Where the sentence goes on after ', "A" and "B" among them,'; `at` itself when nothing is set aside there."""
    if at >= len(sentence) or sentence[at].text != ",":
        return at
    for end in range(at + 2, min(len(sentence), at + 16)):
        if sentence[end].text == "," and {sentence[end - 1].fold, sentence[at + 1].fold} & {"them", "including"}:
            return end + 1
    return at


def _holder(sentence: Sentence, at: int, phrase: _Phrase, ledger: Ledger) -> int | None:
    """Where that stands which has, holds or comes "with" the number: a title, a maker, "the former"; else None."""
    index = at - 1
    while index >= 0 and sentence[index].fold in _EXACT:
        index -= 1
    if index < 1 or sentence[index].fold not in _HOLDING or not _ends_plainly(sentence, phrase.end):
        return None
    index -= 1
    while index >= 0 and (step := _passed(sentence, index, ledger)):
        index -= step
    if index < 0:
        return None
    token = sentence[index]
    if token.slot is None:
        return index if token.fold in _POINTING else None
    lead = grammar.before(sentence, index)
    if lead >= 0 and sentence[lead].fold in _OBJECTS:
        return None
    if ledger.is_album(token) and not token.slot.quoted:
        return index
    shared = sentence[phrase.end].fold in {"each", "apiece"} if phrase.end < len(sentence) else False
    return index if _is_maker(token, ledger) and (shared or not ledger.is_subject(token)) else None


def _passed(sentence: Sentence, at: int, ledger: Ledger) -> int:
    """How many tokens may be passed over, from `at` to the left, between a holder and its verb."""
    token = sentence[at]
    if is_year(token) or token.text in {",", "(", ")"} or token.fold in _PASSABLE or grammar.is_quote(token):
        return 1
    return 2 if at > 0 and _is_maker(token, ledger) and sentence[at - 1].fold == "by" else 0


def _ends_plainly(sentence: Sentence, at: int) -> bool:
    """Whether nothing after the noun narrows what is counted: "two songs here", and not "two songs of one word"."""
    if at >= len(sentence) or sentence[at].kind == "mark" or sentence[at].fold in _ADVERBS | {"apiece", "and", "among"}:
        return True
    row = [token.fold for token in sentence[at : at + 3]]
    return row[0] in _TIES or (row[0] in {"in", "of"} and bool(_LISTS & set(row)))


def _held(
    sentence: Sentence, holder: int, phrase: _Phrase, earlier: tuple[Sentence, ...], ledger: Ledger, *, each: bool
) -> set[int] | None:
    """What the holder has; a row of holders has so many each, or, where "each" is not said, together."""
    token = sentence[holder]
    if token.slot is None:
        pointer = pointers.pointer(sentence, holder, earlier, ledger)
        if pointer is None or pointer.is_count or phrase.kind == "albums":
            return None
        return {count for place in pointer.albums for count in tallies.on_place(place, ledger)}
    wanted = ledger.is_album if ledger.is_album(token) else ledger.is_artist
    row = grammar.list_left(sentence, holder, wanted)
    counts = _counted(row, phrase.kind, ledger, each=each)
    return counts if each else counts | _counted(row, phrase.kind, ledger, each=True)


def _counted(row: list[Token], kind: Kind, ledger: Ledger, *, each: bool) -> set[int]:
    """How many the row has: the number that is true of each, or that of all together."""
    single = [_of_one(token, kind, ledger) for token in row]
    if each or len(row) == 1:
        return set.intersection(*single)
    together = sum(1 for item in _pool(kind, ledger) if any(_fits(item, token, ledger) for token in row))
    return {together, sum(max(counts, default=0) for counts in single)}


def _of_one(token: Token, kind: Kind, ledger: Ledger) -> set[int]:
    counts: set[int] = set()
    if is_year(token):
        counts |= tallies.songs_of(ledger, int(token.text)) or {0} if kind != "albums" else set()
        return counts | ({tallies.in_time(ledger, token, [])} if kind != "songs" else set())
    if ledger.is_album(token) and kind != "albums":
        counts |= tallies.on_album(token, ledger)
    if _is_maker(token, ledger) and kind != "albums":
        counts |= {tallies.held(token, ledger, "top_tracks"), tallies.by_alone(token, ledger)}
    if _is_maker(token, ledger) and kind != "songs":
        counts.add(tallies.held(token, ledger, "top_albums"))
    return counts


def _pool(kind: Kind, ledger: Ledger) -> list[Item]:
    room = "top_albums" if kind == "albums" else "top_tracks"
    found = (ledger.item(f"{room}.{index}.title") for index in range(len(getattr(ledger.sheet, room))))
    return [item for item in found if item is not None]


def _fits(item: Item, token: Token, ledger: Ledger) -> bool:
    if is_year(token):
        return int(token.text) in item.years
    return ledger.made(token, item) if _is_maker(token, ledger) else ledger.holds(token, item)


def _shared_by(artists: int, kind: Kind, ledger: Ledger) -> set[int]:
    """ "One song each by four artists": the numbers that so many artists have."""
    each = Counter(_per_artist(kind, ledger).values())
    return {number for number, count in each.items() if count == artists}


def _with_so_many_each(sentence: Sentence, at: int, ledger: Ledger) -> set[int] | None:
    """How many artists, or albums, "have two songs each", where a number of them stands at `at`; else None."""
    row = [token.fold for token in sentence[at + 1 : at + 8]]
    while row and row[0] in {"of", "the", "listed", "other"}:
        row = row[1:]
    if len(row) < 5 or row[1] not in {"have", "had", "with", "hold"} or row[4] not in {"each", "apiece"}:
        return None
    number, kind = numerals.cardinal(row[2]), _kind(row[3])
    if number is None or not kind:
        return None
    if row[0] in count_nouns.ARTISTS:
        return {list(_per_artist(kind, ledger).values()).count(number)}
    places = range(len(ledger.sheet.top_albums))
    return (
        {sum(number in tallies.on_place(place, ledger) for place in places)} if row[0] in count_nouns.ALBUMS else None
    )


def _per_artist(kind: Kind, ledger: Ledger) -> Counter[str]:
    listed = ledger.sheet.top_albums if kind == "albums" else ledger.sheet.top_tracks
    return Counter(item.artist for item in listed)


def _is_strict(sentence: Sentence, at: int, phrase: _Phrase, target: Token, ledger: Ledger) -> bool:
    """Whether a number without a noun counts the whole list, or goes on from a number bound in the same way."""
    if sentence[at + 1].fold == "of":
        return True
    head = sentence[max(0, phrase.head + 1) : at]
    if phrase.head < 0 and not _goes_on(head):
        return False
    said = [
        number for token in sentence[: max(0, phrase.head)] if (number := numerals.cardinal(token.fold)) is not None
    ]
    if said[-1:] == [len(_pool(phrase.kind, ledger))]:
        return True
    narrowed = [token for token in head if token.slot is not None and _class(token, ledger)]
    return _class(narrowed[0], ledger) == _class(target, ledger) if narrowed else not said


def _class(token: Token, ledger: Ledger) -> str:
    if is_year(token):
        return "year"
    return "maker" if _is_maker(token, ledger) else "album" if ledger.is_album(token) else ""


def _goes_on(head: Sentence) -> bool:
    """ "Three of the six are on A, one on B": a part of the same whole."""
    return any(token.fold == "of" and numerals.cardinal(lead.fold) is not None for lead, token in pairwise(head))


def _told(row: list[Token], before: Iterable[Sentence], ledger: Ledger) -> int:
    """How many songs of the row the text has named already: "two more" leaves them out."""
    named = {token.fold: token for sentence in before for token in sentence if ledger.is_track(token)}
    return sum(
        1 for song in named.values() if any(_fits(item, one, ledger) for item in ledger.tracks(song) for one in row)
    )


def _some(sentence: Sentence, at: int, counts: set[int]) -> set[int]:
    """ "One song on A has a guest": some of its songs, since the clause goes on about them."""
    goes_on = at < len(sentence) and sentence[at].fold in grammar.COPULAS | _GOING_ON
    return set(range(1, max(counts) + 1)) if goes_on and counts else set()


def _apposed(sentence: Sentence, at: int, row: list[Token], ledger: Ledger) -> set[int]:
    """ "Two songs from A, “B” and “C”,": as many as the titles after it, if all of them are on it."""
    if at >= len(sentence) or sentence[at].text not in {",", ":"}:
        return set()
    first = grammar.after(sentence, at)
    if first >= len(sentence) or not ledger.is_track(sentence[first]):
        return set()
    told = grammar.list_right(sentence, first, ledger.is_track)
    true = all(any(_fits(item, one, ledger) for item in ledger.tracks(song) for one in row) for song in told)
    return {len(told)} if true else set()
