"""Relations of age: oldest and newest, earlier and later, and which album followed which."""

from collections.abc import Iterator
from itertools import pairwise

from app.domain.critic import grammar, numerals, pointers
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_OLDEST = frozenset({"oldest", "earliest"})
_NEWEST = frozenset({"newest", "latest", "most-recent", "youngest"})
_EARLIER, _LATER = frozenset({"earlier", "older"}), frozenset({"newer", "later", "younger"})
# What stands left of these came later, or earlier, than what stands right of them.
_SEQUENCE = {"followed": 1, "follows": 1, "preceded": -1, "precedes": -1, "predates": -1}
_AFTER = {"after": 1, "before": -1}
# After these the sentence speaks of something else, or of what an earlier one named.
_ELSEWHERE = frozenset({"that", "this", "it", "them", "and", "while", "but", "which"})
_ROUGH = frozenset({"about", "nearly", "almost", "over", "than", "some", "around", "within", "under"})
_PLACED = frozenset({"on", "from", "off", "after", "before", "than", "with", "to", "for", "between"})
_MEASURES = frozenset("a year years decade decades later on after afterwards in just only then about nearly".split())
_ISSUED = frozenset({"out", "came", "released", "issued", "appeared", "arrived", "comes", "followed"})


def check(sentence: Sentence, earlier: tuple[Sentence, ...], ledger: Ledger) -> Iterator[Finding]:
    """Findings for a false oldest or newest, a false earlier or later, and for a false order of two albums."""
    for at in range(len(sentence)):
        yield from _song_after_song(sentence, at, ledger)
    if len(ledger.years) < 2:
        return
    yield from _one_by_one(sentence, ledger)
    for at, token in enumerate(sentence):
        yield from _order(sentence, at, ledger)
        yield from _followed_with(sentence, at, ledger)
        yield from _comparative(sentence, at, ledger)
        yield from _named(sentence, at, earlier, ledger)
        recent = token.fold == "recent" and at > 0 and sentence[at - 1].fold == "most"
        if token.fold in _OLDEST:
            true_year = min(ledger.years)
        elif token.fold in _NEWEST or recent:
            true_year = max(ledger.years)
        else:
            continue
        claimed = _claimed(sentence, at, ledger)
        listed = [years for each in claimed if (years := ledger.years_of(each))]
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
    years = [listed for each in claimed if (listed := ledger.years_of(each))]
    if years and all(listed == {wrong} for listed in years) and not _restricted(sentence, at, ledger):
        message = f"{claimed[0].text} is not the {token.fold} in your facts. Check the years."
        yield Finding("year", token.text, message, token.start, token.end)


def _named(sentence: Sentence, at: int, earlier: tuple[Sentence, ...], ledger: Ledger) -> Iterator[Finding]:
    """ "The next one, Blue", "the second, Blue": it must be an album that the word can mean."""
    token = sentence[at]
    if token.fold not in numerals.ORDINALS | {"next": 0, "former": 0, "latter": 0}:
        return
    album = pointers.apposed(sentence, at, ledger)
    pointer = pointers.pointer(sentence, at, earlier, ledger) if album is not None else None
    if album is not None and pointer is not None and not pointer.albums & set(pointers.places(album, ledger)):
        message = f"{album.text} is not the {token.fold} in your facts. Check the order."
        yield Finding("year", token.text, message, token.start, album.end)


def _claimed(sentence: Sentence, at: int, ledger: Ledger) -> list[Token]:
    """What is said to be the oldest or newest: the next album or year in the clause, else the list before it."""
    if (paired := _paired(sentence, at, ledger)) is not None:
        return paired
    if (album := _subject(sentence, at, ledger) or pointers.apposed(sentence, at, ledger)) is not None:
        return [album]
    for index in range(at + 1, len(sentence)):
        token = sentence[index]
        if token.text in {";", ","} or token.fold in {"and", "while", "but", "than"}:
            break
        if _is_title(token, ledger) or is_year(token):
            return [token]
    following = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    if following in grammar.PLURAL_ITEMS or following in {"two", "three", "four", "ones"}:
        return _all_before(sentence, at, ledger)
    return _nearest_before(sentence, at, ledger)


def _nearest_before(sentence: Sentence, at: int, ledger: Ledger) -> list[Token]:
    if at > 1 and sentence[at - 1].fold == "the" and sentence[at - 2].fold in _PLACED:
        return []  # "two of the songs are on the older one": no title before it is called older
    for index in range(at - 1, -1, -1):
        token = sentence[index]
        if token.text in {";", ":"} or token.fold in {"while", "but"}:
            break
        if is_year(token) and len(token.slot_paths) > 1 and any(path.endswith("title") for path in token.slot_paths):
            return [token]  # an album named 2020
        if _is_title(token, ledger):
            return [token]
    return []


def _is_title(token: Token, ledger: Ledger) -> bool:
    """Whether the token names an album, and not the song of the same title."""
    return ledger.is_album(token) and not (token.slot is not None and token.slot.quoted and ledger.is_track(token))


def _paired(sentence: Sentence, at: int, ledger: Ledger) -> list[Token] | None:
    """ "The oldest and the newest album, A and B": each word has its own title; None when the words are no pair."""
    extremes = _OLDEST | _NEWEST
    after = [index for index in range(at + 1, min(len(sentence), at + 4)) if sentence[index].fold in extremes]
    back = [index for index in range(max(0, at - 3), at) if sentence[index].fold in extremes]
    pair = (at, after[0]) if after else (back[-1], at) if back else None
    if pair is None or {token.fold for token in sentence[pair[0] + 1 : pair[1]]} - {"and", "the", "to"}:
        return None
    place = pair.index(at)
    ahead = [token for token in sentence[pair[1] + 1 :] if ledger.is_album(token) or is_year(token)]
    if len(ahead) > 1:
        named = [token for token in ahead if ledger.is_album(token)]
        return [(named if len(named) > 1 else ahead)[place]]
    named = [token for token in sentence[: pair[0]] if ledger.is_album(token)]
    return [named[place - 2]] if len(named) > 1 else []


def _subject(sentence: Sentence, at: int, ledger: Ledger) -> Token | None:
    """ "A by Low is the oldest": the title before the verb; in "B by Can the newest" the verb is understood."""
    lead = at - 1 if at and sentence[at - 1].fold in {"the", "most"} else at
    index = lead - 1
    if index > 0 and sentence[index].fold in {"is", "was"}:
        index -= 1
    elif index < 1 or not any(token.fold in {"is", "was"} for token in sentence[:index]):
        return None
    if ledger.is_artist(sentence[index]) and sentence[index - 1].fold == "by":
        index = grammar.before(sentence, index - 1)
    return sentence[index] if index >= 0 and ledger.is_album(sentence[index]) else None


def _all_before(sentence: Sentence, at: int, ledger: Ledger) -> list[Token]:
    return [token for token in sentence[:at] if ledger.is_album(token)]


def _restricted(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """Whether the superlative speaks of one maker's albums only: "the newest by Sade", "Sade's newest"."""
    if at > 1 and sentence[at - 1].kind == "possessive":
        return not ledger.is_listener(sentence[at - 2])
    for token, following in zip(sentence[at + 1 : at + 4], sentence[at + 2 : at + 5], strict=False):
        if token.slot is not None or token.fold in grammar.COPULAS:
            return False
        if token.fold in {"by", "of", "from"} and following.slot is not None:
            return ledger.is_artist(following) and not ledger.is_listener(following)
    return False


def _order(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "B followed A", "B came out two years after A": the years must say so too."""
    word = sentence[at].fold
    if word in _SEQUENCE:
        sign, gap = _SEQUENCE[word], None
    elif at > 2 and (word == "later" or (word == "that" and sentence[at - 1].fold == "after")):
        sign, gap = -1, _gap(sentence, at if word == "later" else at - 1)
        if gap is None:
            return
    elif word in _AFTER and at > 1:
        sign, gap = _AFTER[word], _gap(sentence, at)
        if gap is None and not _ISSUED & {token.fold for token in sentence[max(0, at - 3) : at]}:
            return
    else:
        return
    by = _agent(sentence, at) if word in _SEQUENCE else at
    if at < by < len(sentence):
        sign, at = -sign, by
    if word in _SEQUENCE and at > 0 and sentence[at - 1].fold == "there":
        sign = -sign  # "After A there followed B"
    right = _next_album(sentence, at, ledger)
    left = next((token for token in reversed(sentence[:at]) if ledger.is_album(token)), None)
    if left is None and gap is not None:
        left = next((token for token in reversed(sentence[:at]) if is_year(token)), None)
    if left is None or right is None or left.fold == right.fold:
        return
    distances = {sign * (one - other) for one in ledger.years_of(left) for other in ledger.years_of(right)}
    if distances and not any(distance == gap if gap is not None else distance >= 0 for distance in distances):
        message = f"{left.text} and {right.text} do not stand in that order in your facts. Check the years."
        yield Finding("year", sentence[at].text, message, sentence[at].start, sentence[at].end)


def _one_by_one(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """ "First came A, then B, last C": each is as old as the one before, or newer."""
    words = {token.fold for token in sentence}
    if sentence[0].fold != "first" or not words & {"then", "last", "finally"} or "listed" in words:
        return
    named = [token for token in sentence if _is_title(token, ledger) and ledger.years_of(token)]
    for one, other in pairwise(named):
        if min(ledger.years_of(one)) > max(ledger.years_of(other)):
            message = f"{one.text} and {other.text} do not stand in that order in your facts. Check the years."
            yield Finding("year", other.text, message, one.start, other.end)


def _agent(sentence: Sentence, at: int) -> int:
    """Where the "by" of "followed by", "followed four years later by", "followed in 2014 by" stands; -1 without one."""
    for index in range(at + 1, min(len(sentence), at + 8)):
        token = sentence[index]
        if token.fold == "by":
            then = sentence[index + 1].fold if index + 1 < len(sentence) else ""
            return -1 if then in {"a", "one"} or numerals.cardinal(then) is not None else index
        plain = token.fold in _MEASURES or is_year(token) or numerals.cardinal(token.fold) is not None
        if not plain and token.text != ",":
            return -1
    return -1


def _song_after_song(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "“B” followed “A” by a year": a song is as old as its album; without a distance it is the order of a list."""
    before, then = grammar.before(sentence, at), grammar.after(sentence, at)
    if sentence[at].fold not in _SEQUENCE or before < 0 or then >= len(sentence):
        return
    left, right = sentence[before], sentence[then]
    gap = _distance(sentence, grammar.after(sentence, then))
    if gap is None or not (ledger.is_track(left) and ledger.is_track(right)):
        return
    distances = {abs(one - other) for one in ledger.years_of(left) for other in ledger.years_of(right)}
    if distances and gap not in distances:
        message = f"{left.text} and {right.text} are not so many years apart in your facts. Check the years."
        yield Finding("year", sentence[at].text, message, sentence[at].start, sentence[at].end)


def _distance(sentence: Sentence, at: int) -> int | None:
    """The years of "by a year", "by two years", which begins at `at`."""
    row = [token.fold for token in sentence[at : at + 3]]
    if len(row) < 3 or row[0] != "by" or row[2] not in {"year", "years"}:
        return None
    return 1 if row[1] in {"a", "one"} else numerals.cardinal(row[1])


def _followed_with(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Wren followed A (2021) with B": B came later."""
    if sentence[at].fold not in {"followed", "follows"}:
        return
    first = _next_album(sentence, at, ledger)
    if first is None:
        return
    for index in range(sentence.index(first) + 1, len(sentence) - 1):
        token = sentence[index]
        if token.fold in {"with", "by"}:
            then = _next_album(sentence, index, ledger)
            pairs = [(one, other) for one in ledger.years_of(first) for other in ledger.years_of(then or first)]
            if token.fold == "with" and pairs and all(one > other for one, other in pairs):
                message = f"{sentence[at].text} … with: the years of your facts say the other order. Check them."
                yield Finding("year", sentence[at].text, message, sentence[at].start, sentence[at].end)
            return
        if token.fold not in {"(", ")", "in"} and not is_year(token) and not grammar.is_quote(token):
            return


def _gap(sentence: Sentence, at: int) -> int | None:
    """The number of years right before "after" or "before": "twelve years after"; None when there is none."""
    if sentence[at - 1].fold not in {"year", "years"}:
        return None
    lead = sentence[at - 2].fold
    if at > 2 and sentence[at - 3].fold in _ROUGH:
        return None
    return 1 if lead in {"a", "one"} else numerals.cardinal(lead)


def _next_album(sentence: Sentence, at: int, ledger: Ledger) -> Token | None:
    for token in sentence[at + 1 : at + 6]:
        if ledger.is_album(token):
            return token
        if (token.kind == "slot" and not ledger.is_artist(token)) or token.fold in _ELSEWHERE:
            return None
        if token.kind == "mark" and not grammar.is_quote(token):
            return None
    return None
