"""Words that point at an album named before: "the first", "the latter", "the older one", "one from 1979"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.domain.critic import grammar, numerals
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_OTHER = frozenset({"other", "others", "rest"})
_NOUNS = frozenset({"one", "ones", "album", "albums", "record", "records", "release", "releases", "two", "three"})
# What may stand after "the first" when it is an album; any other word is what is first ("the first song").
_FOLLOWERS = _NOUNS | grammar.COPULAS | frozenset(
    "of in from on with and or but to by came come comes dates date has have holds followed was here listed out "
    "arrived appeared released issued between".split()
)  # fmt: skip
_NONE = slice(0, 0)
# Where the word points: in the row as it was told, and in the row by age.
_PLACES = {
    "older": (_NONE, slice(0, -1)), "earlier": (_NONE, slice(0, -1)), "newer": (_NONE, slice(1, None)),
    "later": (_NONE, slice(1, None)), "oldest": (_NONE, slice(0, 1)), "earliest": (_NONE, slice(0, 1)),
    "newest": (_NONE, slice(-1, None)), "latest": (_NONE, slice(-1, None)), "youngest": (_NONE, slice(-1, None)),
    "recent": (_NONE, slice(-1, None)), "last": (slice(-1, None), slice(-1, None)),
    "final": (slice(-1, None), slice(-1, None)), "latter": (slice(-1, None), _NONE), "former": (slice(0, -1), _NONE),
    "next": (slice(1, None), slice(1, None)), "middle": (slice(1, -1), slice(1, -1)),
}  # fmt: skip
# "The oldest of the four albums on the list": what may stand before the title.
_WHOLE = _NOUNS | {"listed", "here", "of", "the", "on", "list", "page"}
_WORDS = _OTHER | _PLACES.keys()


@dataclass(frozen=True, slots=True)
class Pointer:
    """`at` is the pointing word; `albums` are the places in `top_albums` that it may mean."""

    at: int
    albums: frozenset[int]
    is_count: bool = False  # "one from 1979": a number of albums, and no album that was named

    def years(self, ledger: Ledger) -> frozenset[int]:
        """The years of the albums that may be meant."""
        listed = ledger.sheet.top_albums
        return frozenset(year for place in self.albums if (year := listed[place].year) is not None)


def pointers(sentence: Sentence, earlier: tuple[Sentence, ...], ledger: Ledger) -> Iterator[Pointer]:
    """Every pointing word of the sentence, left to right."""
    for at in range(len(sentence)):
        if (found := pointer(sentence, at, earlier, ledger)) is not None:
            yield found


def pointer(sentence: Sentence, at: int, earlier: tuple[Sentence, ...], ledger: Ledger) -> Pointer | None:
    """What the word at `at` points at; None when it is no pointing word or the sheet has no album."""
    if not ledger.sheet.top_albums:
        return None
    if _is_counted(sentence, at):
        return Pointer(at, frozenset(range(len(ledger.sheet.top_albums))), is_count=True)
    if not _points(sentence, at):
        return None
    word = sentence[at].fold
    rows = _rows(sentence[: at + 5], earlier, ledger)
    if (maker := _maker(sentence, at, ledger)) is not None:
        own = [place for place in rows[-1] if _made(maker, place, ledger)]
        rows = [own] if own else rows
    found = [place for row in rows for place in _meant(word, row, sentence, at, ledger)]
    if _is_rest(sentence, at):
        found += set(range(len(ledger.sheet.top_albums))) - set(named(sentence[:at], ledger))
    return Pointer(at, frozenset(found))


def left_of(sentence: Sentence, at: int, earlier: tuple[Sentence, ...], ledger: Ledger) -> Pointer | None:
    """The pointing word that a year at `at` dates: the nearest before it, with no title or other year between."""
    if at == 0 or sentence[at - 1].fold == "and":
        return None
    for index in range(at - 1, -1, -1):
        token = sentence[index]
        if ledger.is_item(token) or is_year(token) or grammar.is_break(token):
            return None
        if (found := pointer(sentence, index, earlier, ledger)) is not None:
            return found
    return None


def named(sentence: Sentence, ledger: Ledger) -> list[int]:
    """The places in `top_albums` that the sentence names, in its order, each once."""
    found = [place for token in sentence if ledger.is_album(token) for place in places(token, ledger)]
    return list(dict.fromkeys(found))


def places(token: Token, ledger: Ledger) -> list[int]:
    """The places in `top_albums` that the title may stand for."""
    titles = ledger.titles(token)
    return [
        place
        for place in range(len(ledger.sheet.top_albums))
        if ledger.surfaces.get(f"top_albums.{place}.title", frozenset()) & titles
    ]


def _points(sentence: Sentence, at: int) -> bool:
    word = sentence[at]
    if word.kind not in ("word", "number") or (word.fold not in _WORDS and word.fold not in numerals.ORDINALS):
        return False
    lead = at - 1
    while lead > 0 and (sentence[lead].fold in {"most", "two", "very"} or sentence[lead].fold in numerals.ORDINALS):
        lead -= 1
    if lead < 0 or sentence[lead].fold not in {"the", "its", "their", "a"}:
        return False
    follower = sentence[at + 1] if at + 1 < len(sentence) else None
    if follower is None or follower.kind == "mark" or follower.fold in _FOLLOWERS or is_year(follower):
        return True
    return follower.fold in _WORDS and at + 2 < len(sentence) and sentence[at + 2].fold in _FOLLOWERS


def _is_rest(sentence: Sentence, at: int) -> bool:
    """ "Two of the three are from the 2000s; the third is from 1959": the one that is left, wherever it stands."""
    place = numerals.ORDINALS.get(sentence[at].fold)
    return place is not None and any(
        numerals.cardinal(token.fold) == place - 1 and following.fold == "of"
        for token, following in pairwise(sentence[:at])
    )


def _maker(sentence: Sentence, at: int, ledger: Ledger) -> Token | None:
    """ "The latest album by Low", "Low's latest": whose albums the word chooses among; else None."""
    if at > 1 and sentence[at - 1].kind == "possessive":
        owner = sentence[at - 2]
        return owner if ledger.is_artist(owner) and not ledger.is_listener(owner) else None
    for token, following in zip(sentence[at + 1 : at + 4], sentence[at + 2 : at + 5], strict=False):
        if token.fold == "by":
            named = ledger.is_artist(following) and not ledger.is_listener(following)
            return following if named else None
        if token.fold not in _NOUNS:
            return None
    return None


def _made(maker: Token, place: int, ledger: Ledger) -> bool:
    item = ledger.item(f"top_albums.{place}.title")
    return item is not None and ledger.made(maker, item)


def _is_counted(sentence: Sentence, at: int) -> bool:
    """ "One from 1979", "one of them from 1979", "one each from 1979 and 2022": a number in place of the albums."""
    word = sentence[at]
    if word.kind != "word" or word.fold == "both" or numerals.cardinal(word.fold) is None:
        return False
    row = [token.fold for token in sentence[at + 1 : at + 6]]
    while row and row[0] in {"each", "apiece", "more", "of", "them", "these", "is", "are", "came", "out", "dates"}:
        row = row[1:]
    return bool(row) and row[0] in {"from", "in", "of"} and len(row) > 1 and row[1].isdecimal() and len(row[1]) == 4


def _rows(before: Sentence, earlier: Iterable[Sentence], ledger: Ledger) -> list[list[int]]:
    """The rows of albums among which the word may choose: those named so far, and the whole list by age."""
    told = [named(sentence, ledger) for sentence in (*earlier, before)]
    rows = [row for row in told if len(row) > 1]
    rows.append(list(dict.fromkeys(place for row in told for place in row)))
    listed = ledger.sheet.top_albums
    rows.append(sorted(range(len(listed)), key=lambda place: (listed[place].year is None, listed[place].year or 0)))
    return [row for row in rows if len(row) > 1] or rows[-1:]


def _meant(word: str, row: list[int], sentence: Sentence, at: int, ledger: Ledger) -> list[int]:
    """Which albums of one row the word may mean, by the order of the row or by age."""
    listed = ledger.sheet.top_albums
    dated = sorted((place for place in row if listed[place].year), key=lambda place: listed[place].year or 0)
    if word in _OTHER:
        own = set(named(sentence[:at], ledger))
        return [place for place in row if place not in own] or row
    told, aged = _PLACES.get(word) or (slice(numerals.ORDINALS[word] - 1, numerals.ORDINALS[word]),) * 2
    return [*row[told], *_alike(dated[aged], dated, ledger)]


def _alike(chosen: list[int], dated: list[int], ledger: Ledger) -> list[int]:
    """The chosen album and those of the same year."""
    listed = ledger.sheet.top_albums
    years = {listed[place].year for place in chosen}
    return [place for place in dated if listed[place].year in years]


def apposed(sentence: Sentence, at: int, ledger: Ledger) -> Token | None:
    """The album named right after the pointing word at `at`: "the oldest, Blue", "the older one, Blue"; else None."""
    index = at + 1
    while index < len(sentence) and sentence[index].fold in _WHOLE | numerals.CARDINALS.keys():
        index += 1
    if index + 1 >= len(sentence) or sentence[index].text != ",":
        return None
    index = grammar.after(sentence, index)
    if index >= len(sentence) or not ledger.is_album(sentence[index]) or _is_song(sentence[index], ledger):
        return None
    return sentence[index] if len(grammar.list_right(sentence, index, ledger.is_album)) == 1 else None


def _is_song(token: Token, ledger: Ledger) -> bool:
    return token.slot is not None and token.slot.quoted and ledger.is_track(token)
