"""Claims about the whole of a list, a part of it, or each of several: "all songs", "half of the albums", "two each"."""

from collections.abc import Iterator
from itertools import pairwise

from app.domain.critic import grammar, numerals, tallies
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Item, Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_ALL = frozenset({"all", "every"})
_DENOMINATORS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_HOLDS = frozenset(
    "has have had holds hold includes include contains contain carries carry gives give supplies for".split()
)
_SONGS = frozenset({"song", "songs", "track", "tracks", "pieces", "tunes"})
_ALBUMS = frozenset({"album", "albums", "record", "records"})
_VERBS = grammar.COPULAS | frozenset(
    "come comes came date dates belong belongs sit sits stand stands appear appears taken drawn".split()
)
_TIES = frozenset({"by", "from", "on", "off", "in", "to"})
_FILLERS = frozenset("the album record albums records a an one same both of year out released issued".split())
_ROUGH = frozenset("about nearly almost roughly over under around first second other than".split())
_NEAR = 6  # words between the quantity, its noun and its verb


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """Findings for every such claim that the sheet does not bear out."""
    for at, token in enumerate(sentence):
        if token.kind != "word":
            continue
        if numerals.cardinal(token.fold) is not None:
            yield from _of_the_songs(sentence, at, ledger)
        if token.fold == "no" and at:
            yield from _has_none(sentence, at, ledger)
        if token.fold in {"most", "fewest"} and at and sentence[at - 1].fold == "the":
            yield from _extreme(sentence, at, ledger)
        if token.fold == "only":
            yield from _only_one_with(sentence, at, ledger)
        if token.fold in {"more", "fewer"}:
            yield from _than(sentence, at, ledger)
        elif token.fold in _ALL or _fraction(sentence, at) or token.fold == "most":
            yield from _share(sentence, at, ledger)
            yield from _held(sentence, at, ledger)
        elif token.fold in {"each", "apiece"}:
            yield from _each_of(sentence, at, ledger)


def _share(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    noun, verb = _noun(sentence, at), None
    if noun is None:
        noun, verb = _noun_before(sentence, at), at
    if noun is None:
        return
    targets = _targets(sentence, verb or noun, ledger)
    yield from _unless_true(sentence, at, noun, targets, ledger)


def _unless_true(sentence: Sentence, at: int, noun: int, targets: list[Token], ledger: Ledger) -> Iterator[Finding]:
    pool = _pool(sentence[noun].fold, ledger)
    count = sum(1 for item in pool if any(_fits(item, target, ledger) for target in targets))
    alone = len(targets) == 1 and ledger.is_artist(targets[0]) and sentence[noun].fold in _SONGS
    counts = {count, tallies.by_alone(targets[0], ledger)} if alone else {count}
    if pool and targets and not any(_is_true(sentence, at, one, len(pool)) for one in counts):
        token = sentence[at]
        message = f"“{token.text}” cannot be counted from your facts. Check the number."
        yield Finding("number", token.text, message, token.start, max(token.end, sentence[noun].end))


def _noun_before(sentence: Sentence, at: int) -> int | None:
    """ "Half of the songs are on A, and a third are on B": the noun is that of the part before."""
    follower = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    if not _fraction(sentence, at) or (follower not in _VERBS - {"is", "was"} and follower not in {"on", "by", "from"}):
        return None
    return next((index for index in range(at) if sentence[index].fold in _SONGS | _ALBUMS), None)


def _only_one_with(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Low is the only artist with more than one song": Low has them, and nobody else does."""
    row = [token.fold for token in sentence[at + 1 : at + 8]]
    owner = next((token for token in reversed(sentence[:at]) if token.slot is not None), None)
    if owner is None or row[1:5] != ["with", "more", "than", "one"] or not _SONGS & set(row):
        return
    artists = row[0] in {"artist", "act", "band", "one", "name", "group"} and ledger.is_artist(owner)
    pool = _pool("songs", ledger)
    if artists:
        busy = {track.artist for track in ledger.sheet.top_tracks if _songs_by(track.artist, ledger) > 1}
        true = len(busy) == 1 and sum(1 for item in pool if ledger.made(owner, item)) > 1
    elif ledger.is_album(owner):
        counts = [max(tallies.on_place(place, ledger)) for place in range(len(ledger.sheet.top_albums))]
        true = sum(count > 1 for count in counts) == 1 and max(tallies.on_album(owner, ledger)) > 1
    else:
        return
    if not true:
        message = f"{owner.text} is not the only one in your facts. Count the songs."
        yield Finding("number", sentence[at].text, message, owner.start, sentence[at].end)


def _songs_by(artist: str, ledger: Ledger) -> int:
    return sum(1 for track in ledger.sheet.top_tracks if track.artist == artist)


def _has_none(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Low has no song here": then none of them is Low's."""
    noun = sentence[at + 1].fold if at + 1 < len(sentence) else ""
    lead = {token.fold for token in sentence[max(0, at - 6) : at]}
    owner = next((index for index in range(at - 1, -1, -1) if sentence[index].slot is not None), None)
    if owner is None or sentence[at - 1].fold not in {"has", "have", "and"} or not lead & {"has", "have"}:
        return
    after = sentence[at + 2] if at + 2 < len(sentence) else None
    plain = after is None or after.kind == "mark" or after.fold in {"here", "on", "listed", "in", "and"}
    if noun not in _SONGS | _ALBUMS | {"piece"} or not plain or not ledger.is_artist(sentence[owner]):
        return
    for token in grammar.list_left(sentence, owner, ledger.is_artist):
        pool = _pool(noun if noun != "piece" else "song", ledger)
        if not ledger.is_listener(token) and any(ledger.made(token, item) for item in pool):
            message = f"{token.text} has one in your facts. Check the list."
            yield Finding("number", sentence[at].text, message, token.start, sentence[at + 1].end)


def _extreme(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "A has the most songs here, B the fewest": no listed album has more, or fewer."""
    ahead = {token.fold for token in sentence[at + 1 : at + 4]}
    if not ahead & _SONGS and not (_SONGS & {token.fold for token in sentence[:at]} and len(ahead - {"."}) < 2):
        return
    album = next((token for token in reversed(sentence[:at]) if token.slot is not None and not is_year(token)), None)
    counts = [tallies.on_place(place, ledger) for place in range(len(ledger.sheet.top_albums))]
    if album is None or not ledger.is_album(album) or not counts:
        return
    most = sentence[at].fold == "most"
    bound = max(map(max, counts)) if most else min(map(min, counts))
    if bound not in tallies.on_album(album, ledger):
        message = f"{album.text} does not have the {sentence[at].text} in your facts. Count the songs."
        yield Finding("number", sentence[at].text, message, sentence[at].start, sentence[at].end)


def _held(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Blue came out in 1971 and holds all four of the songs listed": so many as the album, or the maker, has."""
    start = at - 1
    while start > 0 and (sentence[start].fold in {"a", "one"} or numerals.cardinal(sentence[start].fold) is not None):
        start -= 1
    noun = _noun(sentence, at)
    if noun is None or start <= 0 or sentence[start].fold not in _HOLDS or sentence[noun].fold not in _SONGS:
        return
    holder = _holder(sentence, start, ledger)
    whole = sentence[noun - 1].fold != "its" and not any(token.fold == "their" for token in sentence[at:noun])
    if holder is not None and whole:
        yield from _unless_true(sentence, at, noun, [holder], ledger)


def _holder(sentence: Sentence, at: int, ledger: Ledger) -> Token | None:
    """The one album, or else the one maker, that the verb at `at` is about; None when several may be."""
    for index in range(at - 1, -1, -1):
        token = sentence[index]
        if grammar.is_break(token) or token.fold in {"while", "but", "after", "before", "than"}:
            return None
        if token.slot is None or is_year(token):
            continue
        if ledger.is_album(token):
            return token if len(grammar.list_left(sentence, index, ledger.is_album)) == 1 else None
        if not ledger.is_artist(token) or ledger.is_listener(token):
            return None
        if index == 0 or sentence[index - 1].fold != "by":
            return token if len(grammar.list_left(sentence, index, ledger.is_artist)) == 1 else None
    return None


def _fraction(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The part that the word at `at` ends: "half", "a third", "two thirds" as 2 and 3; None when it is an ordinal."""
    word = sentence[at].fold
    lead = sentence[at - 1].fold if at else ""
    if word == "half":
        return 1, 2
    if word in _DENOMINATORS and lead in {"a", "one"}:
        return 1, _DENOMINATORS[word]
    number = numerals.cardinal(lead)
    if word.endswith("s") and word[:-1] in _DENOMINATORS and number is not None:
        return number, _DENOMINATORS[word[:-1]]
    return None


def _of_the_songs(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Of the three songs listed, two are on A": the part stands after its whole."""
    opens = next((index for index in range(at - 1) if _opens_whole(sentence, index)), None)
    if opens is None or at + 1 >= len(sentence) or sentence[at + 1].fold not in _VERBS:
        return
    noun = next((index for index in range(opens, at) if sentence[index].fold in _SONGS | _ALBUMS), None)
    if noun is None:
        return
    pool, targets = _pool(sentence[noun].fold, ledger), _targets(sentence, at, ledger)
    count = sum(1 for item in pool if any(_fits(item, target, ledger) for target in targets))
    if targets and count != numerals.cardinal(sentence[at].fold):
        token = sentence[at]
        message = f"“{token.text}” cannot be counted from your facts. Check the number."
        yield Finding("number", token.text, message, token.start, token.end)


def _opens_whole(sentence: Sentence, at: int) -> bool:
    first = at == 0 or sentence[at - 1].text in {";", ":"}
    return first and [token.fold for token in sentence[at : at + 2]] == ["of", "the"]


def _than(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "More of the songs are on A than on B": the sheet must have more on A."""
    row = sentence[at:]
    noun = next((token for token in row[:_NEAR] if token.fold in _SONGS), None)
    middle = next((index for index, token in enumerate(row) if token.fold == "than"), None)
    if noun is None or middle is None:
        return
    sides = [[token for token in part if ledger.is_album(token)] for part in (row[:middle], row[middle:])]
    if not all(sides):
        return
    pool = _pool(noun.fold, ledger)
    one, other = (sum(1 for item in pool if _fits(item, side[0], ledger)) for side in sides)
    if (one <= other) if sentence[at].fold == "more" else (one >= other):
        message = f"“{sentence[at].text}” does not hold by your facts. Count the songs of both."
        yield Finding("number", sentence[at].text, message, sentence[at].start, noun.end)


def _is_true(sentence: Sentence, at: int, count: int, total: int) -> bool:
    word = sentence[at].fold
    following = [token.fold for token in sentence[at:]]
    if word in _ALL:
        but = any(pair == ("but", "one") for pair in pairwise(following))
        return count == total - but
    lead = {token.fold for token in sentence[max(0, at - 2) : at]}
    if word == "most" or (word == "half" and {"more", "than"} <= lead):
        return 2 * count > total
    part = _fraction(sentence, at)
    if lead & _ROUGH or part is None:
        return True
    return count * part[1] == total * part[0]


def _noun(sentence: Sentence, at: int) -> int | None:
    """The noun of "all four songs", "half of the listed albums"; None when another slot or mark comes first."""
    if sentence[at].fold == "most" and not (at + 1 < len(sentence) and sentence[at + 1].fold == "of"):
        return None
    for index in range(at + 1, min(len(sentence), at + _NEAR)):
        token = sentence[index]
        if token.fold in _SONGS | _ALBUMS:
            return index
        if token.kind not in ("word", "number") or token.fold in _TIES - {"of"}:
            return None
    return None


def _targets(sentence: Sentence, noun: int, ledger: Ledger) -> list[Token]:
    """What the songs are said to be on, by or from; empty when the noun is narrowed or the sentence does not say."""
    index = _past_aside(sentence, noun + 1)
    if index < len(sentence) and sentence[index].fold in {"on", "by", "from"} and _fraction(sentence, noun):
        index -= 1  # "a third on Blue"
    while index < len(sentence) and sentence[index].fold not in _VERBS and index != noun:
        token = sentence[index]
        aside = token.slot is not None and not (ledger.is_subject(token) or "typed.city" in token.slot_paths)
        if token.kind == "mark" or aside or index - noun > _NEAR + 2:
            return []
        index += 1
    tied = False
    for later in range(index + 1, min(len(sentence), index + _NEAR)):
        token = sentence[later]
        decade = token.slot is None and numerals.decade(token.fold) is not None
        if tied and (token.slot is not None or decade):
            listed = _listed(sentence, later, ledger)
            return [] if any(token.kind == "possessive" for token in sentence[later : later + 2]) else listed
        if token.fold not in _TIES | _FILLERS:
            return []
        tied = tied or token.fold in _TIES
    return []


def _past_aside(sentence: Sentence, at: int) -> int:
    """Where the sentence goes on after ', "A" and "B" among them,'; `at` itself when nothing is set aside there."""
    if at >= len(sentence) or sentence[at].text != ",":
        return at
    ends = (index for index in range(at + 2, len(sentence)) if sentence[index].text == ",")
    for end in ends:
        if {sentence[end - 1].fold, sentence[at + 1].fold} & {"them", "these", "including", "among"}:
            return end + 1
    return at


def _listed(sentence: Sentence, at: int, ledger: Ledger) -> list[Token]:
    """The row of names, titles or years that begins at `at`."""
    row = [sentence[at]]
    for token in sentence[at + 1 :]:
        if token.slot is not None and ledger.is_item(token) != ledger.is_item(row[0]):
            break  # "by Low, “Salt” and “Tin”"
        if token.slot is not None or numerals.decade(token.fold) is not None:
            row.append(token)
        elif token.fold not in {",", "and", "or", "the", "to", "-", "\u2013"} and not grammar.is_quote(token):
            break
    return row


def _pool(noun: str, ledger: Ledger) -> list[Item]:
    room, count = (
        ("top_tracks", len(ledger.sheet.top_tracks)) if noun in _SONGS else ("top_albums", len(ledger.sheet.top_albums))
    )
    found = (ledger.item(f"{room}.{index}.title") for index in range(count))
    return [item for item in found if item is not None]


def _fits(item: Item, target: Token, ledger: Ledger) -> bool:
    decade = numerals.decade(target.fold) if target.slot is None else None
    if decade is not None:
        return any(numerals.same_decade(year, decade) for year in item.years) or not item.years
    if is_year(target) and (int(target.text) in item.years or not item.years):
        return True
    return ledger.holds(target, item) or ledger.made(target, item) or not ledger.titles(target) | _names(target, ledger)


def _names(target: Token, ledger: Ledger) -> frozenset[str]:
    """Something to compare with: a city or a genre is no home and no maker."""
    return frozenset({target.fold}) if ledger.is_artist(target) or is_year(target) else frozenset()


def _each_of(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Each of the three albums has one song": true of all that are listed."""
    after = sentence[at + 1 : at + 12]
    nouns = [index for index, token in enumerate(after) if token.fold in _ALBUMS | _SONGS]
    if len(nouns) < 2 or after[nouns[0]].fold not in _ALBUMS or after[nouns[1]].fold not in _SONGS:
        return
    between = after[nouns[0] + 1 : nouns[1]]
    numbers = [number for token in between if (number := 1 if token.fold == "a" else numerals.cardinal(token.fold))]
    plain = all(token.slot is None and token.kind != "mark" for token in after[: nouns[1]])
    told = [album.tracks for album in ledger.sheet.top_albums]
    if plain and len(numbers) == 1 and told and any(count != numbers[0] for count in told):
        token = sentence[at]
        message = "That does not hold for each of them in your facts. Check the number."
        yield Finding("number", token.text, message, token.start, after[nouns[1]].end)
