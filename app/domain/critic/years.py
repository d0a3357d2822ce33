"""Relations between items and years: a year next to an album must be that album's year."""

from collections.abc import Iterator

from app.domain.critic import grammar
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_INTO = frozenset({"in", "from", "of", "since", "to", "for", "during", "dated", "dates", "with"})
_RANGE = frozenset({"to", "and", "until", "through", "-", "\u2013"})
_OLDEST = frozenset({"oldest", "earliest"})
_EARLIER, _LATER = frozenset({"earlier", "older"}), frozenset({"newer", "later", "younger"})
_NEWEST = frozenset({"newest", "latest", "most-recent"})


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """Findings for every year that stands with an album of another year, and for a false oldest or newest."""
    years = [at for at, token in enumerate(sentence) if is_year(token)]
    bound: set[int] = set()
    for at in years:
        if at in bound or _in_range(sentence, at):
            continue
        row = _row_of_years(sentence, at, years)
        bound |= set(row)
        yield from _check_row(sentence, row, years, ledger)
    yield from _extremes(sentence, ledger)


def _check_row(sentence: Sentence, row: list[int], years: list[int], ledger: Ledger) -> Iterator[Finding]:
    items = _items_for(sentence, row[0], row[-1], years, ledger)
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
        listed = _years_of(item, ledger)
        if listed is not None and not listed & set(allowed):
            said_text = " or ".join(str(year) for year in allowed)
            message = f"{item.text} is not listed with the year {said_text}. Check the year."
            yield Finding("year", said_text, message, sentence[row[0]].start, sentence[row[-1]].end)


def _items_for(sentence: Sentence, first: int, last: int, years: list[int], ledger: Ledger) -> list[Token]:
    """The items that a row of years dates: those right after it ("the 2021 album X"), else those left of it."""
    ahead = _right(sentence, last, ledger, near=True)
    if ahead:
        return ahead
    behind = _left(sentence, first, years, ledger)
    if behind is not None:
        return behind
    return _right(sentence, last, ledger, near=False)


def _left(sentence: Sentence, at: int, years: list[int], ledger: Ledger) -> list[Token] | None:
    """The list of items left of the year; None when there is none before another year or the clause's start."""
    lead = sentence[at - 1] if at > 0 else None
    if lead is None:
        return None
    direct = lead.fold in {"from", "of", "("} or lead.text == ","
    index = at - 1
    while index >= 0:
        token = sentence[index]
        if _is_item(token, ledger):
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
    return list(reversed(grammar.list_left(sentence, index, lambda token: _is_item(token, ledger))))


def _right(sentence: Sentence, at: int, ledger: Ledger, *, near: bool) -> list[Token]:
    """The next item right of the year; `near` asks for one in the same noun phrase, an album."""
    for token in sentence[at + 1 : at + 1 + (6 if near else grammar.REACH)]:
        if _is_item(token, ledger):
            return [token] if _is_album(token, ledger) or not near else []
        foreign = token.kind == "slot" and (near or not (token.slot and ledger.is_artist(token.slot)))
        if foreign or grammar.is_break(token):
            return []
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


def _extremes(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    if len(ledger.years) < 2:
        return
    for at, token in enumerate(sentence):
        yield from _comparative(sentence, at, ledger)
        recent = token.fold == "recent" and at > 0 and sentence[at - 1].fold == "most"
        if token.fold in _OLDEST:
            true_year = min(ledger.years)
        elif token.fold in _NEWEST or recent:
            true_year = max(ledger.years)
        else:
            continue
        claimed = _claimed(sentence, at, ledger)
        listed = [years for each in claimed if (years := _years_of(each, ledger)) is not None]
        if listed and not any(true_year in years for years in listed) and not _restricted(sentence, at, ledger):
            message = f"{claimed[0].text} is not the {token.fold} in your facts. Check the years."
            yield Finding("year", token.text, message, token.start, token.end)


def _comparative(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "The earlier album", "the newer of the two": it cannot be the last, or the first, of the listed years."""
    token = sentence[at]
    following = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    if token.fold not in _EARLIER | _LATER or not (following in grammar.SINGULAR_ITEMS or following in {"of", "one"}):
        return
    if at == 0 or sentence[at - 1].fold != "the":
        return
    wrong = max(ledger.years) if token.fold in _EARLIER else min(ledger.years)
    claimed = _claimed(sentence, at, ledger) or [other for other in sentence[at + 1 :] if is_year(other)][:1]
    years = [listed for each in claimed if (listed := _years_of(each, ledger))]
    if years and all(listed == {wrong} for listed in years) and not _restricted(sentence, at, ledger):
        message = f"{claimed[0].text} is not the {token.fold} in your facts. Check the years."
        yield Finding("year", token.text, message, token.start, token.end)


def _claimed(sentence: Sentence, at: int, ledger: Ledger) -> list[Token]:
    """What is said to be the oldest or newest: the next album or year in the clause, else the list before it."""
    for index in range(at + 1, len(sentence)):
        token = sentence[index]
        if token.text in {";", ","} or token.fold in {"and", "while", "but", "than"}:
            break
        if _is_album(token, ledger) or is_year(token):
            return [token]
    following = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    if following in grammar.PLURAL_ITEMS or following in {"two", "three", "four", "ones"}:
        return _all_before(sentence, at, ledger)
    paired = any(
        token.fold in _OLDEST | _NEWEST for token in (*sentence[at + 1 : at + 4], *sentence[max(0, at - 3) : at])
    )
    for index in range(at - 1, -1, -1):
        token = sentence[index]
        if token.text in {";", ":"} or token.fold in {"while", "but"}:
            break
        if _is_album(token, ledger):
            return _items(sentence, index, ledger) if paired else [token]
    return []


def _all_before(sentence: Sentence, at: int, ledger: Ledger) -> list[Token]:
    return [token for token in sentence[:at] if _is_album(token, ledger)]


def _restricted(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """Whether the superlative speaks of one maker's albums only: "the newest by Sade", "Sade's newest"."""
    if at > 1 and sentence[at - 1].kind == "possessive":
        owner = sentence[at - 2].slot
        return owner is not None and not ledger.is_listener(owner)
    for token, following in zip(sentence[at + 1 : at + 4], sentence[at + 2 : at + 5], strict=False):
        if token.slot is not None or token.fold in grammar.COPULAS:
            return False
        if token.fold in {"by", "of", "from"} and following.slot is not None:
            return ledger.is_artist(following.slot) and not ledger.is_listener(following.slot)
    return False


def _is_album(token: Token, ledger: Ledger) -> bool:
    return token.slot is not None and ledger.is_album(token.slot) and not is_year(token)


def _years_of(token: Token, ledger: Ledger) -> frozenset[int] | None:
    """The years that the sheet gives the item; None when the token is no item or its year is unknown and unsaid."""
    if token.slot is None:
        return None
    if is_year(token):
        return frozenset({int(token.text)})
    items = ledger.items(token.slot)
    return frozenset().union(*(item.years for item in items)) if items else None


def _verb_between(sentence: Sentence, left: int, right: int) -> bool:
    return any(
        token.kind == "word" and token.fold not in {"from", "of", "an", "a", "the"}
        for token in sentence[left + 1 : right]
    )


def _is_object(sentence: Sentence, at: int) -> bool:
    """ "B followed A in 2022": the year is the subject's, so A is passed over."""
    lead = grammar.before(sentence, at)
    return lead > 0 and sentence[lead].fold in {
        "followed",
        "follows",
        "following",
        "preceded",
        "after",
        "before",
        "than",
    }


def _dates_object(sentence: Sentence, at: int, said: list[int], ledger: Ledger) -> bool:
    """ "Out now, after A in 2022": here the year may be A's own."""
    nearest = next((index for index in range(at - 1, -1, -1) if _is_item(sentence[index], ledger)), None)
    if nearest is None or sentence[grammar.before(sentence, nearest)].fold not in {"after", "before", "than"}:
        return False
    years = _years_of(sentence[nearest], ledger)
    return years is not None and bool(years & set(said))


def _possessor(sentence: Sentence, at: int) -> bool:
    return at + 1 < len(sentence) and sentence[at + 1].kind == "possessive"


def _in_brackets(sentence: Sentence, at: int) -> bool:
    return 0 < at < len(sentence) - 1 and sentence[at - 1].text == "(" and sentence[at + 1].text == ")"


def _is_item(token: Token, ledger: Ledger) -> bool:
    return token.slot is not None and bool(ledger.items(token.slot)) and not is_year(token)
