"""Relations between makers and what they made: `by`, the possessive, and verbs of making must hold."""

from collections.abc import Iterator

from app.domain.critic import grammar
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

MAKING = frozenset(
    "make makes made making write writes wrote written writing record records recorded recording release "
    "releases released releasing issue issues issued issuing put puts putting produce produces produced "
    "compose composes composed sing sings sang sung brought publish".split()
)
# "Two records", "the new release": verbs only after a maker.
_ALSO_NOUNS = frozenset({"record", "records", "release", "releases", "issue", "issues"})
_HAVING = frozenset(
    "plays play performs perform "
    "has have had with brings bring brought adds add gives gave contributes contribute supplies supply".split()
)
_WITH_OUT = frozenset({"put", "puts", "putting", "brought"})
_PASSIVE_NOT_CREDIT = frozenset(
    "followed preceded joined led topped headed bookended flanked represented played kept listed "
    "surrounded named owned anchored opened closed held filled covered separated divided linked ordered "
    "sorted grouped framed chosen picked outnumbered matched completed shared used".split()
)
_BETWEEN = frozenset(
    "is are was were both all each also too a an the in from of title song songs track tracks album "
    "albums record records piece pieces lp ep single made recorded written released sung produced "
    "composed credited performed issued one ones self-titled same-named another other second third listed "
    "list page on twice once newer older newest oldest latest earliest two three four five here there and it".split()
)
_TWINS = frozenset("one two both twice other another once versions again second".split())
_HOMES = frozenset({"from", "on"})
_PRONOUNS = frozenset("one ones two three four five six another other others".split())
_LISTS = frozenset({"list", "lists", "page", "playlist", "taste", "listening", "name", "choice"})
_ADVERBS = frozenset("who which that has have had also then first later only both each is are was were".split())


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """Findings for every credit in the sentence that the sheet does not bear out."""
    for at, token in enumerate(sentence):
        if token.fold == "by" and token.kind == "word":
            yield from _by(sentence, at, ledger)
        elif token.kind == "possessive" and at > 0 and ledger.is_artist(sentence[at - 1]):
            yield from _possessive(sentence, at, [sentence[at - 1]], ledger)
        elif token.fold in {"whose", "their"}:
            yield from _possessive(sentence, at, _antecedents(sentence, at, ledger), ledger)
        elif is_making(sentence, at):
            yield from _made(sentence, at, ledger)
        elif token.kind == "word" and token.fold in _HAVING:
            yield from _had(sentence, at, ledger)


def is_making(sentence: Sentence, at: int) -> bool:
    """Whether the word at `at` is a verb of making; "put" and "bring" are only with "out"."""
    token = sentence[at]
    if token.kind != "word" or token.fold not in MAKING:
        return False
    if token.fold in _ALSO_NOUNS and (
        at == 0 or (sentence[at - 1].slot is None and sentence[at - 1].fold not in _ADVERBS)
    ):
        return False
    return token.fold not in _WITH_OUT or any(after.fold == "out" for after in sentence[at + 1 : at + 7])


def _by(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    makers, end = _makers(sentence, at + 1, ledger)
    yield from _of_twins(sentence, at, makers, end, ledger)
    if not makers or (at > 0 and sentence[at - 1].fold in _PASSIVE_NOT_CREDIT):
        return
    if end < len(sentence) and (sentence[end].text == ":" or sentence[end].fold in grammar.COPULAS):
        beyond = grammar.after(sentence, end)
        ahead = beyond if beyond < len(sentence) and ledger.is_item(sentence[beyond]) else None
        if ahead is not None:
            listed = grammar.list_right(sentence, ahead, ledger.alike(sentence[ahead]))
            yield from _unless_made(makers, _uncredited(sentence, listed), ledger)
    item = _item_left_of(sentence, at, ledger)
    if item is not None:
        if _is_neither(sentence, item):
            yield from _if_made(makers, sentence[:at], ledger)
            return
        listed = _unowned(sentence, grammar.list_left(sentence, item, ledger.alike(sentence[item])))
        if len(listed) > 1 and sentence[grammar.before(sentence, sentence.index(listed[-1]))].fold == "between":
            listed = listed[:1]  # "between Blue and Kid A by Radiohead": the credit is the last one's
        if len(listed) == 1 and len(makers) == 2 and sentence[end - 2].fold in {"and", "&"}:
            yield from _unless_made(makers[1:], listed, ledger)  # "Savane by Ali and Toumani" is by both
            makers = makers[:1]
        yield from _unless_made(makers, listed, ledger)


def _of_twins(sentence: Sentence, at: int, makers: list[Token], end: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Two songs called “Salt”, one by Low and one by Kim": each of them made one, and on that album."""
    twin = next((index for index in range(at - 1, -1, -1) if ledger.is_track(sentence[index])), None)
    if twin is None or len(makers) != 1 or len(ledger.tracks(sentence[twin])) < 2:
        return
    between = {token.fold for token in sentence[twin:at]}
    if not between & _TWINS or sentence[at - 1].fold in _PASSIVE_NOT_CREDIT:
        return
    album = sentence[end + 1] if end + 1 < len(sentence) and sentence[end].fold in {"from", "on"} else None
    home = album if album is not None and ledger.is_album(album) else None
    if not any(
        ledger.made(makers[0], item) and (home is None or ledger.holds(home, item))
        for item in ledger.tracks(sentence[twin])
    ):
        message = f"“{sentence[twin].text}” is not so credited in your facts. Check who made which."
        yield Finding("relation", sentence[twin].text, message, makers[0].start, makers[0].end)


def _makers(sentence: Sentence, at: int, ledger: Ledger) -> tuple[list[Token], int]:
    index = at
    while index < len(sentence) and (sentence[index].fold in {"the", "both"} or grammar.is_quote(sentence[index])):
        index += 1
    if index >= len(sentence) or not ledger.is_artist(sentence[index]):
        return [], index
    makers = grammar.list_right(sentence, index, ledger.is_artist)
    last = sentence.index(makers[-1])
    return makers, last + 1


def _item_left_of(sentence: Sentence, at: int, ledger: Ledger) -> int | None:
    """The item that `by` at `at` credits, or None when it credits a common noun such as "two songs"."""
    index, reach = at - 1, grammar.REACH
    while index >= 0 and at - index <= reach:
        token = sentence[index]
        if _credits_before(sentence, at, index, ledger):
            index -= 2  # "“Salt” by Low and written by Kim"
            reach += 3
            continue
        if ledger.is_item(token):
            possessed = index + 1 < len(sentence) and sentence[index + 1].kind == "possessive"
            after_by = index > 0 and sentence[index - 1].fold == "by"
            # "“Salt” by Low from Hope and by Kim": another maker of the same song.
            home = sentence[at - 1].fold == "and" and ledger.is_album(token) and sentence[index - 1].fold in _HOMES
            return None if possessed or after_by or home else index
        if _is_other(sentence, at, index):
            return None
        counted = index == at - 1 and token.fold in _PRONOUNS
        if token.kind == "word" and (token.fold in grammar.ITEM_NOUNS or counted):
            start = grammar.phrase_start(sentence, index)
            lead = sentence[start - 1] if start > 0 else None
            if lead is None or not (lead.text in {",", "("} or lead.fold in grammar.COPULAS):
                return None
            index = start - 1
            continue
        if token.kind == "word" and token.fold not in _BETWEEN:
            return None
        if grammar.is_break(token):
            return None
        index -= 1
    return None


def _is_other(sentence: Sentence, at: int, index: int) -> bool:
    """Whether the slot is what is by the maker, or shuts off the title before it: "krautrock by Perlach"."""
    token = sentence[index]
    if token.slot is None:
        return False
    aside = any(path.endswith(".year") or path.startswith("genres") for path in token.slot_paths)
    return not aside or (index == at - 1 and sentence[index - 1].text != ",")


def _credits_before(sentence: Sentence, at: int, index: int, ledger: Ledger) -> bool:
    """Whether the name at `index` is credited before the verb of making that leads to `by` at `at`."""
    named = index > 0 and ledger.is_artist(sentence[index]) and sentence[index - 1].fold == "by"
    return named and sentence[at - 1].fold in MAKING


def _antecedents(sentence: Sentence, at: int, ledger: Ledger) -> list[Token]:
    """Whom "whose" or "their" may mean: the nearest maker, or row of them, before "whose"; any before "their"."""
    makers = [index for index, token in enumerate(sentence[:at]) if ledger.is_artist(token)]
    if sentence[at].fold == "whose" and makers:
        return list(reversed(grammar.list_left(sentence, makers[-1], ledger.is_artist)))
    return [sentence[index] for index in makers]


def _possessive(sentence: Sentence, at: int, makers: list[Token], ledger: Ledger) -> Iterator[Finding]:
    index = at + 1
    while makers and index < len(sentence) and index - at <= 7:
        token = sentence[index]
        if ledger.is_item(token):
            listed = grammar.list_right(sentence, index, ledger.alike(token))
            if sentence[at].fold == "their" and all(_is_own(other, ledger) for other in listed):
                return
            if sentence[at].fold == "whose" and len(makers) == len(listed) > 1:
                for maker, own in zip(makers, listed, strict=True):
                    yield from _unless_made([maker], [own], ledger)
                return
            others = any(other.kind == "possessive" for other in sentence[:at] + sentence[at + 1 :])
            yield from _unless_made(makers, _uncredited(sentence, listed[:1] if others else listed), ledger)
            return
        if token.kind == "slot" and not is_year(token):
            return
        apposed = token.text == "," and sentence[index - 1].fold in grammar.ITEM_NOUNS
        if token.text in {",", ";", ":", ".", "("} and not apposed:
            return
        if token.fold in grammar.STOPPERS | _LISTS:
            return
        index += 1


def _is_own(token: Token, ledger: Ledger) -> bool:
    """Whether the page's subject made the item: "their" may mean the subject, named or not."""
    own = ledger.surfaces.get("display_name", frozenset())
    return any(own & item.makers for item in ledger.items(token))


def _made(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    subject = _subject_of(sentence, at, ledger)
    if subject is None:
        return
    start = grammar.before(sentence, sentence.index(subject))
    if start > 0 and sentence[start].fold == "which":
        # "Blue, which Joni Mitchell released in 1971, and Kid A": the verb has its object already.
        yield from _relative(sentence, subject, ledger)
        return
    found = list(_forward(sentence, at, [subject], ledger))
    yield from found or _relative(sentence, subject, ledger)


def _relative(sentence: Sentence, subject: Token, ledger: Ledger) -> Iterator[Finding]:
    """ "X is one of the songs that A wrote": the item stands before its maker."""
    start = sentence.index(subject)
    if start < 2 or sentence[grammar.before(sentence, start)].fold not in {"that", "which"}:
        return
    items = [index for index in range(start) if ledger.is_item(sentence[index])]
    if items and not any(sentence[index].fold == "by" for index in range(items[-1], start)):
        listed = grammar.list_left(sentence, items[-1], ledger.alike(sentence[items[-1]]))
        yield from _unless_made([subject], listed, ledger)


def _had(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    aside = _before_aside(sentence, at)
    previous = aside if aside < at - 1 else grammar.before(sentence, at)
    # "Radiohead appears with ...": one verb may stand between the artist and "with".
    if previous > 0 and sentence[previous].kind == "word" and sentence[at].fold == "with":
        previous = grammar.before(sentence, previous)
    # "Radiohead in 2000, with ...": so may the year.
    while previous > 0 and (
        sentence[previous].text == "," or sentence[previous].fold == "in" or is_year(sentence[previous])
    ):
        previous -= 1
    if previous < 0 or not ledger.is_artist(sentence[previous]):
        return
    artist = sentence[previous]
    if ledger.is_subject(artist) or ledger.is_item(artist):
        return
    if previous > 0 and sentence[previous - 1].fold in {"by", "and", ",", "&"}:
        return
    yield from _forward(sentence, at, [artist], ledger)


def _subject_of(sentence: Sentence, at: int, ledger: Ledger) -> Token | None:
    index = _before_aside(sentence, at)
    at = index + 1
    while index >= 0 and at - index <= 5:
        token = sentence[index]
        if token.kind == "slot":
            object_of = sentence[index - 1].fold if index > 0 else ""
            return token if ledger.is_artist(token) and object_of not in {"by", "of", "from", "with"} else None
        if token.fold not in _ADVERBS and token.text != ",":
            return None
        if token.fold in grammar.COPULAS:
            return None
        index -= 1
    return None


def _before_aside(sentence: Sentence, at: int) -> int:
    """Where the words that lead to the verb at `at` end: before the commas of "Kim, whose influence is Low, sings"."""
    if at < 2 or sentence[at - 1].text != ",":
        return at - 1
    opened = (index for index in range(at - 2, 0, -1) if sentence[index].fold == "whose")
    relative = next(opened, None)
    return relative - 2 if relative is not None and relative > 1 and sentence[relative - 1].text == "," else at - 1


def _forward(sentence: Sentence, at: int, makers: list[Token], ledger: Ledger) -> Iterator[Finding]:
    index = at + 1
    while index < len(sentence) and index - at <= 9:
        token = sentence[index]
        if ledger.is_item(token):
            if grammar.is_new_clause(sentence, at, index):
                return
            listed = grammar.list_right(sentence, index, ledger.alike(token))
            yield from _unless_made(makers, _uncredited(sentence, listed), ledger)
            return
        if token.kind == "possessive" or (token.kind == "slot" and ledger.is_artist(token)):
            return
        if token.kind == "word" and (token.fold in {"by", "beside", "alongside", "after", "before", "next"}):
            return
        if token.text in {";", "."}:
            return
        index += 1


def _uncredited(sentence: Sentence, listed: list[Token]) -> list[Token]:
    """The listed items but the last one if it has a credit of its own, and none that is itself a possessor."""
    kept = []
    for token in listed:
        follower = grammar.after(sentence, sentence.index(token))
        following = sentence[follower] if follower < len(sentence) else None
        if following is not None and (following.fold == "by" or following.kind == "possessive"):
            continue
        kept.append(token)
    return kept


def _unowned(sentence: Sentence, listed: list[Token]) -> list[Token]:
    """The list, read from the right, up to the first item that has a possessor of its own."""
    for index, token in enumerate(listed):
        lead = grammar.before(sentence, sentence.index(token))
        if index and lead >= 0 and sentence[lead].kind == "possessive":
            return listed[:index]
    return listed


def _is_neither(sentence: Sentence, item: int) -> bool:
    """Whether the title at `item` belongs to "neither “A” nor “B”", with no verb between."""
    opens = next((index for index in range(item - 1, -1, -1) if sentence[index].fold == "neither"), None)
    return opens is not None and not any(token.fold in grammar.COPULAS for token in sentence[opens:item])


def _if_made(makers: list[Token], said: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """ "Neither “A” nor “B” is by Low": then Low made none of them."""
    start = max(index for index, token in enumerate(said) if token.fold == "neither")
    for token in said[start:]:
        if any(ledger.made(maker, item) for maker in makers for item in ledger.items(token)):
            message = f"“{token.text}” is by {makers[0].text} in your facts. Check the sentence."
            yield Finding("relation", token.text, message, token.start, token.end)


def _unless_made(makers: list[Token], listed: list[Token], ledger: Ledger) -> Iterator[Finding]:
    for token in listed:
        items = ledger.items(token)
        if items and not any(ledger.made(maker, item) for maker in makers for item in items):
            said = " and ".join(maker.text for maker in makers)
            message = f"“{token.text}” is not by {said} in your facts. Name its own artist or leave the name out."
            yield Finding("relation", token.text, message, token.start, token.end)
