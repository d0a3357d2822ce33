"""Relations between items and years: a year next to an album must be that album's year."""

from collections.abc import Iterator

from app.domain.critic import grammar, pointers
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_DISTANCES = frozenset({"after", "before", "than", "ahead", "years", "decades", "apart"})
_OBJECT_LEADS = frozenset({"followed", "follows", "following", "preceded", "precedes", "after", "before", "than"})


def check(sentence: Sentence, earlier: tuple[Sentence, ...], ledger: Ledger) -> Iterator[Finding]:
    """Findings for every year that stands with an album of another year; `earlier` are the sentences before."""
    years = [at for at, token in enumerate(sentence) if is_year(token)]
    bound: set[int] = set()
    for at in years:
        if at in bound or _in_range(sentence, at) or (at and sentence[at - 1].fold == "than"):
            continue  # "newer than 2009" dates nothing
        row = _row_of_years(sentence, at, years)
        bound |= set(row)
        yield from _check_row(sentence, row, years, earlier, ledger)


def _check_row(
    sentence: Sentence, row: list[int], years: list[int], earlier: tuple[Sentence, ...], ledger: Ledger
) -> Iterator[Finding]:
    ahead = _apposed(sentence, row[0], row[-1], ledger)
    if ahead and all(ledger.years_of(item) & {int(sentence[at].text) for at in row} for item in ahead):
        return
    if (pointer := pointers.left_of(sentence, row[0], earlier, ledger)) is not None and not ahead:
        yield from _pointed(sentence, row, pointer, ledger)
        return
    items = ahead if _has_own_phrase(sentence, row[0]) else _items_for(sentence, row[0], row[-1], years, ledger)
    items = items or ahead
    if not items:
        return
    said = [int(sentence[at].text) for at in row]
    if _dates_object(sentence, row[0], said, ledger):
        return
    if len(said) == 1:
        pairs = [(item, said) for item in items]
    elif len(said) == len(items):
        pairs = [(item, [year]) for item, year in zip(items, said, strict=True)]
    else:
        pairs = [(item, said) for item in items]
    for item, allowed in pairs:
        if not ledger.years_of(item) & set(allowed):
            said_text = " or ".join(str(year) for year in allowed)
            message = f"{item.text} is not listed with the year {said_text}. Check the year."
            yield Finding("year", said_text, message, sentence[row[0]].start, sentence[row[-1]].end)


def _pointed(sentence: Sentence, row: list[int], pointer: pointers.Pointer, ledger: Ledger) -> Iterator[Finding]:
    """ "The first came out in 2005": the year of the album that is meant."""
    meant = pointer.years(ledger)
    said = {int(sentence[at].text) for at in row}
    if meant and not meant & said:
        word = sentence[pointer.at]
        message = f"“{word.text}” does not mean an album of that year in your facts. Check the year."
        yield Finding("year", sentence[row[0]].text, message, word.start, sentence[row[-1]].end)


def _apposed(sentence: Sentence, first: int, last: int, ledger: Ledger) -> list[Token]:
    """ "A 1991 record, Blue by Low", "one from 1991, Blue": the albums that the phrase of the year goes on to name."""
    index = last + 1
    while index < len(sentence) and sentence[index].fold in _PHRASE:
        index += 1
    headed = index > last + 1 and not {"on", "each"} >= {token.fold for token in sentence[last + 1 : index]}
    counted = any(token.fold in _HEADS for token in sentence[max(0, first - 5) : first])
    if not (headed or counted) or index + 1 >= len(sentence):
        return []
    if sentence[index].text not in {",", ":"} and not (
        _is_definite(sentence, first) and sentence[index].fold in {"is", "was"}
    ):
        return []
    index = grammar.after(sentence, index)
    if index >= len(sentence) or not ledger.is_album(sentence[index]) or _is_quoted(sentence[index]):
        return []
    row = grammar.list_right(sentence, index, ledger.is_album)
    end = grammar.after(sentence, sentence.index(row[-1]))
    # "..., Blue is another": the title begins a clause of its own.
    own = end < len(sentence) and (sentence[end].fold in _CLAUSES or sentence[end].text == "(")
    return [] if own else row


def _is_definite(sentence: Sentence, at: int) -> bool:
    """ "The one from 1979", "the album of 1979": the year singles out one album."""
    row = [token.fold for token in sentence[max(0, at - 3) : at]]
    return len(row) == 3 and row[0] == "the" and row[1] in _HEADS and row[2] in {"from", "of"}


def _is_quoted(token: Token) -> bool:
    return token.slot is not None and token.slot.quoted


def _has_own_phrase(sentence: Sentence, at: int) -> bool:
    """ "Between Blue and the two 1991 albums": the year is no fact about Blue, though it follows it."""
    following = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    if following not in grammar.ITEM_NOUNS | {"one", "ones"}:
        return False
    start = at
    while start > 0 and sentence[start - 1].fold in _DETERMINERS:
        start -= 1
    lead = sentence[start - 1] if start else None
    return start < at and lead is not None and not (lead.text in {",", "("} or lead.fold in grammar.COPULAS)


_PHRASE = grammar.ITEM_NOUNS | {"one", "ones", "each", "on", "the", "list", "page", "here", "listed"}
_HEADS = frozenset({"one", "two", "three", "ones", "another", "both", "album", "record"})
_CLAUSES = grammar.COPULAS | {"has", "have", "came", "followed", "holds", "comes", "dates", "contains", "includes"}
_DETERMINERS = frozenset("a an the both two three four other its their only single older newer".split())


def _items_for(sentence: Sentence, first: int, last: int, years: list[int], ledger: Ledger) -> list[Token]:
    """The items that a row of years dates: those right after it ("the 2021 album X"), else those left of it."""
    following = [token.fold for token in sentence[last + 1 : last + 5]]
    forward = following[1:] == ["the", "year", "of"] or _is_fronted(sentence, first, last)
    if [token.fold for token in sentence[max(0, first - 2) : first]] == ["followed", "in"] and following[:1] == ["by"]:
        return _right(sentence, last, ledger, near=False)
    ahead = _right(sentence, last, ledger, near=not forward)
    if ahead:
        return ahead
    if (joined := _in_company(sentence, first, last, ledger)) is not None:
        return joined
    behind = _left(sentence, first, years, ledger)
    if behind is not None:
        return behind
    if any(token.fold in grammar.SINGULAR_ITEMS for token in sentence[max(0, first - 4) : first]):
        return []  # "the self-titled album, from 1971": it has no name of its own here
    return _right(sentence, last, ledger, near=False)


def _in_company(sentence: Sentence, first: int, last: int, ledger: Ledger) -> list[Token] | None:
    """ "From 2007, with Untrue, to 2011, with Rockstar": each end of a range has its own album; None elsewhere."""
    if first == 0 or sentence[first - 1].fold not in {"to", "until"}:
        return None
    at, marks = last + 1, {",", "(", "with", "for"}
    while at < len(sentence) and sentence[at].fold in marks:
        at += 1
    if last + 1 < at < len(sentence) and ledger.is_album(sentence[at]):
        return [sentence[at]]
    opened = any(token.fold == "from" for token in sentence[max(0, first - 9) : first])
    return [] if opened else None


def _is_fronted(sentence: Sentence, first: int, last: int) -> bool:
    """ "..., and in 2000 Radiohead released Kid A": the year opens its clause."""
    if first == 0 or sentence[first - 1].fold != "in" or last + 1 >= len(sentence):
        return False
    opens = first == 1 or sentence[first - 2].fold in {",", "and", ";", ":", "while", "but"}
    return opens and (sentence[last + 1].kind == "slot" or sentence[last + 1].fold in {"came", "the", "it"})


def _left(sentence: Sentence, at: int, years: list[int], ledger: Ledger) -> list[Token] | None:
    """The list of items left of the year; None when there is none before another year or the clause's start."""
    lead = sentence[at - 1] if at > 0 else None
    if lead is None:
        return None
    direct = lead.fold in {"from", "of", "("} or lead.text == ","
    index = at - 1
    while index >= 0:
        token = sentence[index]
        if ledger.is_item(token):
            if _possessor(sentence, index) or _is_object(sentence, index):
                index -= 1
                continue
            if direct and not _verb_between(sentence, index, at):
                return [token] if len(_row_of_years(sentence, at, years)) == 1 else _items(sentence, index, ledger)
            return _items(sentence, index, ledger)
        if index in years and not _in_brackets(sentence, index):
            return None
        if grammar.is_break(token):
            return None
        index -= 1
    return None


def _items(sentence: Sentence, index: int, ledger: Ledger) -> list[Token]:
    return list(reversed(grammar.list_left(sentence, index, ledger.alike(sentence[index]))))


def _right(sentence: Sentence, at: int, ledger: Ledger, *, near: bool) -> list[Token]:
    """The next item right of the year; `near` asks for one in the same noun phrase, an album."""
    for token in sentence[at + 1 : at + 1 + (6 if near else grammar.REACH)]:
        if token.fold in _DISTANCES:
            # "Released in 2020, three years before Depot": the title is what the year is measured from.
            return []
        if ledger.is_item(token):
            return [token] if ledger.is_album(token) or not near else []
        foreign = token.kind == "slot" and (near or not ledger.is_artist(token))
        if foreign or grammar.is_break(token):
            return []
        if token.fold in {"third", "second", "other", "last"} and not near and sentence[at + 1].text == ",":
            return []  # "two are from 2005, and the third, “A”, is from 2009"
        if (
            near
            and not grammar.is_quote(token)
            and (token.kind == "mark" or (token.kind == "word" and token.fold not in _NOUNS))
        ):
            return []
    return []


_NOUNS = grammar.SINGULAR_ITEMS | {"self-titled", "reissue", "called", "titled", "double"}


def _row_of_years(sentence: Sentence, at: int, years: list[int]) -> list[int]:
    row = [at]
    index = at + 1
    while index < len(sentence):
        if index in years:
            row.append(index)
        elif sentence[index].fold not in {",", "and", "or"}:
            break
        index += 1
    return row


def _in_range(sentence: Sentence, at: int) -> bool:
    def joined(left: int, right: int) -> bool:
        if left < 0 or right >= len(sentence):
            return False
        opener = sentence[left - 1].fold if left > 0 else ""
        joint = sentence[left + 1].fold
        if not (is_year(sentence[left]) and is_year(sentence[right])):
            return False
        return (opener == "between" and joint == "and") or joint in {"-", "\u2013", "to", "through", "until"}

    return joined(at, at + 2) or joined(at - 2, at)


def _verb_between(sentence: Sentence, left: int, right: int) -> bool:
    return any(
        token.kind == "word" and token.fold not in {"from", "of", "an", "a", "the"}
        for token in sentence[left + 1 : right]
    )


def _is_object(sentence: Sentence, at: int) -> bool:
    """ "B followed A in 2022": the year is the subject's, so A is passed over; in "A (2021)" it is A's own."""
    lead = grammar.before(sentence, at)
    own = at + 1 < len(sentence) and sentence[grammar.after(sentence, at)].text in {",", "("}
    return lead > 0 and sentence[lead].fold in _OBJECT_LEADS and not own


def _dates_object(sentence: Sentence, at: int, said: list[int], ledger: Ledger) -> bool:
    """ "Out now, after A in 2022": here the year may be A's own."""
    nearest = next((index for index in range(at - 1, -1, -1) if ledger.is_item(sentence[index])), None)
    if nearest is None or sentence[grammar.before(sentence, nearest)].fold not in {"after", "before", "than"}:
        return False
    return bool(ledger.years_of(sentence[nearest]) & set(said))


def _possessor(sentence: Sentence, at: int) -> bool:
    return at + 1 < len(sentence) and sentence[at + 1].kind == "possessive"


def _in_brackets(sentence: Sentence, at: int) -> bool:
    return 0 < at < len(sentence) - 1 and sentence[at - 1].text == "(" and sentence[at + 1].text == ")"
