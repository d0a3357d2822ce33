"""Numbers: each must be a listed year, a decade with an album in it, or a count that the sheet yields."""

from collections.abc import Iterator

from app.domain.critic import allowances, bindings, count_nouns, numerals, tallies, vocabulary
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_HOLDING = frozenset("has holds includes contains carries contributes gives supplies adds".split())
_YEAR_LEADS = frozenset({"in", "since", "until", "till", "during", "year", "before", "after", "by", "circa"})

_LENGTH = "How many songs a record has in all is not in your facts. Count those that are listed."


def check(
    sentence: Sentence, earlier: tuple[Sentence, ...], ledger: Ledger, mentions: tallies.Mentions
) -> Iterator[Finding]:
    """Findings for every number in the sentence that is not derivable from the sheet."""
    for at, token in enumerate(sentence):
        if token.kind == "slot":
            yield from _numeric_title(sentence, at)
        elif numerals.decade(token.fold) is not None:
            continue  # eras.py reads decades
        elif token.kind == "number" or numerals.cardinal(token.fold) is not None:
            yield from _number(sentence, at, earlier, ledger, mentions)
        elif token.fold in numerals.ORDINALS:
            yield from _ordinal(sentence, at, ledger, mentions)
        elif "-" in token.fold:
            yield from _compound(sentence, at, earlier, ledger, mentions)


def _numeric_title(sentence: Sentence, at: int) -> Iterator[Finding]:
    """A title such as 1999 stands for itself, except after "in" or before "albums": there it is a number."""
    token = sentence[at]
    if token.slot is None or token.slot.quoted or is_year(token) or not token.text.isdecimal():
        return
    lead = sentence[at - 1].fold if at else ""
    following = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    measured = at > 1 and lead in {"after", "before"} and sentence[at - 2].fold in {"year", "years"}
    if (lead in _YEAR_LEADS and len(token.text) == 4 and not measured) or following in count_nouns.CLASSES:
        yield _finding(token, f"The number {token.text} is not in your facts. Remove it or add it.")


def _number(
    sentence: Sentence, at: int, earlier: tuple[Sentence, ...], ledger: Ledger, mentions: tallies.Mentions
) -> Iterator[Finding]:
    token = sentence[at]
    number = numerals.cardinal(token.fold)
    if number is None and token.fold in numerals.ORDINALS:
        yield from _ordinal(sentence, at, ledger, mentions)
        return
    if token.text in vocabulary.typed_words(ledger.sheet) and not count_nouns.noun_follows(sentence, at):
        return
    year = token.kind == "number" and len(token.text) == 4
    if number is None or year:
        if not (year and token.text.isdecimal() and _bounds(sentence, at, ledger)):
            yield _finding(token, f"The number {token.text} is not in your facts. Remove it or add it.")
        return
    bound = bindings.bound(sentence, at, earlier, ledger)
    if bound is None:
        yield from _unbound(sentence, at, number, earlier, ledger, mentions)
    elif number not in bound:
        yield _finding(token, f"“{token.text}” cannot be counted from your facts. Check the number.")


def _unbound(
    sentence: Sentence,
    at: int,
    number: int,
    earlier: tuple[Sentence, ...],
    ledger: Ledger,
    mentions: tallies.Mentions,
) -> Iterator[Finding]:
    token = sentence[at]
    if token.fold in {"one", "both"} and not count_nouns.noun_follows(sentence, at) and not _is_dated(sentence, at):
        yield from _only_one(sentence, at, ledger)
        return
    if token.fold in {"pair", "couple"} and not _is_noun(sentence, at):
        return
    if token.fold == "couple" and [word.fold for word in sentence[at + 1 : at + 2]] != ["of"]:
        yield _finding(token, "That two people are a couple is not in your facts. Remove it.")
        return
    noun = count_nouns.noun_of(sentence, at) or count_nouns.omitted(sentence, at)
    if not noun and number > 1 and (thing := count_nouns.uncountable(sentence, at)):
        yield _finding(token, f"“{token.text} {thing}” cannot be counted from your facts. Check the number.")
        return
    allowed = allowances.allowed(sentence, at, noun, earlier, ledger, mentions)
    if [word.fold for word in sentence[at + 1 : at + 3]] == ["of", "them"]:
        allowed |= tallies.sizes(ledger)
    if _is_length(sentence, at, noun):
        yield _finding(token, _LENGTH)
    elif number not in allowed:
        thing = f" {noun}" if noun else ""
        yield _finding(token, f"“{token.text}{thing}” cannot be counted from your facts. Check the number.")


def _bounds(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """ "Only Blue was released before 2000": a year that no album has may bound one that the sentence names, and truly.

    With "only" no other album of the sheet lies on that side.
    """
    lead = [token.fold for token in sentence[max(0, at - 2) : at]]
    earlier = lead[-1:] == ["before"] or lead in (["older", "than"], ["earlier", "than"])
    later = lead[-1:] == ["after"] or lead in (["newer", "than"], ["later", "than"])
    album = next((token for token in reversed(sentence[:at]) if ledger.is_album(token)), None)
    bound = int(sentence[at].text)
    inside = [year for year in ledger.years if (year < bound if earlier else year > bound)]
    if not (earlier or later):
        return False
    if album is None:
        return _is_share(sentence[:at], len(inside), len(ledger.years))
    if not ledger.years_of(album):
        return False
    only = any(token.fold == "only" for token in sentence[:at])
    return ledger.years_of(album) <= set(inside) and (not only or len(inside) == 1)


def _is_share(said: Sentence, inside: int, total: int) -> bool:
    """ "Two of the four albums are from before 1980", "half of the albums": so many as lie on that side."""
    words = [token.fold for token in said]
    if not count_nouns.ALBUMS & set(words) or not total:
        return False
    if "half" in words:
        return 2 * inside == total
    if {"all", "every"} & set(words):
        return inside == total
    numbers = [number for word in words if (number := numerals.cardinal(word)) is not None]
    return numbers[:1] == [inside]


def _is_dated(sentence: Sentence, at: int) -> bool:
    """ "Both 1991 albums": a year stands between the number and its noun."""
    return at + 2 < len(sentence) and is_year(sentence[at + 1]) and sentence[at + 2].fold in count_nouns.ALBUMS


def _is_length(sentence: Sentence, at: int, noun: str) -> bool:
    """ "An album of eleven songs": the length of the record, and not how many of its songs are listed."""
    row = [token.fold for token in sentence[max(0, at - 3) : at]]
    if noun not in count_nouns.SONGS or len(row) < 3 or row[0] not in {"a", "an"} or row[2] != "of":
        return False
    return row[1] in count_nouns.ALBUMS and not any(
        token.fold in {"listed", "here"} for token in sentence[at + 1 : at + 4]
    )


def _only_one(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Blue has one of the listed songs": then it has no second one."""
    token = sentence[at]
    row = [word.fold for word in sentence[at + 1 : at + 5]]
    if token.fold != "one" or row[:2] != ["of", "the"] or not count_nouns.SONGS & set(row[2:]):
        return
    lead = sentence[at - 1].fold if at else ""
    holder = allowances.holder(sentence, at, ledger)
    if lead in _HOLDING and holder is not None and 1 not in tallies.on_album(holder, ledger):
        yield _finding(token, f"{holder.text} holds more than one of the listed songs. Check the number.")


def _is_noun(sentence: Sentence, at: int) -> bool:
    """Whether "pair" is a number here, and no verb as in "Wren and Low pair banjo with cello"."""
    following = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    return following == "of" or (at > 0 and sentence[at - 1].slot is None)


def _compound(
    sentence: Sentence, at: int, earlier: tuple[Sentence, ...], ledger: Ledger, mentions: tallies.Mentions
) -> Iterator[Finding]:
    """ "A nine-year gap", "three-album": the number inside a compound counts like any other."""
    token = sentence[at]
    first, _, noun = token.fold.rpartition("-")
    number = numerals.cardinal(first)
    following = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    typed = vocabulary.is_typed(token.fold, ledger.sheet)
    if number is not None and noun in count_nouns.SONGS and following in count_nouns.ALBUMS and not typed:
        yield _finding(token, _LENGTH)
        return
    if (
        number is not None
        and noun in count_nouns.CLASSES
        and not typed
        and number not in allowances.allowed(sentence, at, noun, earlier, ledger, mentions)
    ):
        yield _finding(token, f"“{token.text}” cannot be counted from your facts. Check the number.")


def _ordinal(sentence: Sentence, at: int, ledger: Ledger, mentions: tallies.Mentions) -> Iterator[Finding]:
    token = sentence[at]
    number = numerals.ORDINALS[token.fold]
    noun = count_nouns.noun_of(sentence, at)
    if noun not in count_nouns.CLASSES and number in tallies.works(ledger):
        return
    direct = at + 1 < len(sentence) and sentence[at + 1].fold in count_nouns.ALBUMS
    listed = at + 2 < len(sentence) and sentence[at + 2].fold in {"here", "listed", "on", "of", "in"}
    told = sum(mentions.albums) >= number  # "A and B are out; the third album is C"
    whose = sentence[at + 3] if at + 3 < len(sentence) and sentence[at + 2].fold in {"by", "of"} else None
    if direct and whose is not None and ledger.is_artist(whose) and not ledger.is_listener(whose):
        limit = max(tallies.held(whose, ledger, "top_albums"), 1)
    elif direct and not listed and not told:
        limit = tallies.longest_run(ledger)
    else:
        limit = len(ledger.sheet.top_albums) if noun in count_nouns.ALBUMS else tallies.largest(ledger)
    if number > max(1, limit):
        yield _finding(token, f"“{token.text}” cannot be counted from your facts. Check the number.")


def _finding(token: Token, message: str) -> Finding:
    return Finding("number", token.text, message, token.start, token.end)
