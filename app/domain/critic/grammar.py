"""Small readings of a sentence: which slots stand in one list, which noun a phrase is about."""

from collections.abc import Callable
from itertools import pairwise

from app.domain.critic.tokens import Sentence, Token

Test = Callable[[Token], bool]

COPULAS = frozenset({"is", "are", "was", "were", "be", "being"})
SINGULAR_ITEMS = frozenset(
    {"song", "track", "piece", "album", "record", "lp", "ep", "single", "release", "title", "tune"}
)
PLURAL_ITEMS = frozenset(
    {
        "songs",
        "tracks",
        "pieces",
        "albums",
        "records",
        "lps",
        "eps",
        "singles",
        "releases",
        "titles",
        "tunes",
        "movements",
    }
)
ITEM_NOUNS = SINGULAR_ITEMS | PLURAL_ITEMS
_QUOTES = frozenset({'"', "\u201c", "\u201d", "\u201e", "'", "\u2018", "\u2019", "\u00ab", "\u00bb"})
_JOINTS = frozenset({",", "and", "&", "or", "plus", "both", "then", "the"})
_BREAKS = frozenset({";", ":"})
STOPPERS = frozenset(
    "of in on at by for with without to into onto from off over under between among and or but while when "
    "as than then has have had holds hold includes include contains contain carries carry gives give adds "
    "add takes take".split()
)
_FRONTED = frozenset({"after", "before", "since", "following", "besides", "than"})
REACH = 14  # tokens: a relation that spans more is not read


def is_quote(token: Token) -> bool:
    """Whether the token is a quotation mark."""
    return token.kind == "mark" and token.text in _QUOTES


def is_break(token: Token) -> bool:
    """Whether the token ends a clause for good."""
    return token.kind == "mark" and token.text in _BREAKS


def list_left(sentence: Sentence, at: int, wanted: Test) -> list[Token]:
    """The wanted slots that stand in one plain list ending at `at`, from right to left.

    In "five years after A, B came out" A is fronted and begins no list.
    """
    found = _list(sentence, at, wanted, -1)
    first = sentence.index(found[-1])
    lead, joint = before(sentence, first), after(sentence, first)
    fronted = len(found) == 2 and lead >= 0 and sentence[lead].fold in _FRONTED and sentence[joint].text == ","
    return found[:1] if fronted else found


def list_right(sentence: Sentence, at: int, wanted: Test) -> list[Token]:
    """The wanted slots that stand in one plain list beginning at `at`, from left to right."""
    return _list(sentence, at, wanted, 1)


def _list(sentence: Sentence, at: int, wanted: Test, step: int) -> list[Token]:
    found = [sentence[at]]
    index = at + step
    depth = 0
    joints: set[str] = set()
    gaps: list[set[str]] = []
    while 0 <= index < len(sentence):
        token = sentence[index]
        if token.text in "()":
            depth += 1
        elif token.kind == "slot" and wanted(token):
            if not joints:
                break
            found.append(token)
            gaps.append(joints)
            joints = set()
        elif token.kind == "slot":
            # A year in brackets belongs to the title before it and does not end the list.
            if depth % 2 == 0:
                break
        elif token.fold in _JOINTS:
            joints.add(token.fold)
        elif not is_quote(token):
            break
        index += step
    return found[: _first_clause(gaps, step)]


def _first_clause(gaps: list[set[str]], step: int) -> int:
    """How many items the list has before another clause begins.

    "One is X, and Y is by Z" and "A has X and Y, and Z is on B": a comma and an "and" begin a clause, unless they
    close a row of commas.
    """
    if len(gaps) == 1 and _begins_clause(gaps[0]):
        return 1
    closed = False
    for index, gap in enumerate(gaps):
        beyond = gaps[index + 1 :] if step < 0 else gaps[:index]
        if closed or (_begins_clause(gap) and any("and" in other and "," not in other for other in beyond)):
            return index + 1
        closed = step > 0 and _begins_clause(gap)
    return len(gaps) + 1


def _begins_clause(gap: set[str]) -> bool:
    return {",", "and"} <= gap


def is_new_clause(sentence: Sentence, start: int, item: int) -> bool:
    """ "A has two songs, and "B" goes back to 2018": after a comma and an "and", "B" has a verb of its own."""
    parted = any(
        mark.text in {",", ";"} and joint.fold in {"and", "while", "but"}
        for mark, joint in pairwise(sentence[start:item])
    )
    follower = after(sentence, item)
    if not parted or follower >= len(sentence) or sentence[follower].kind != "word":
        return False
    return sentence[follower].fold not in {"and", "or", "as", "too", "on", "both", "also"}


def before(sentence: Sentence, at: int) -> int:
    """The index of the first token left of `at` that is no quotation mark; -1 when there is none."""
    index = at - 1
    while index >= 0 and is_quote(sentence[index]):
        index -= 1
    return index


def after(sentence: Sentence, at: int) -> int:
    """The index of the first token right of `at` that is no quotation mark; the length when there is none."""
    index = at + 1
    while index < len(sentence) and is_quote(sentence[index]):
        index += 1
    return index


def phrase_start(sentence: Sentence, at: int) -> int:
    """Where the noun phrase whose noun stands at `at` begins: at its determiner, number or adjectives."""
    start = at
    while start > 0 and at - start < 5:
        token = sentence[start - 1]
        modifier = any(path.endswith(".year") or path.startswith("genres") for path in token.slot_paths)
        if (token.kind != "word" and not modifier) or token.fold in COPULAS | STOPPERS:
            break
        start -= 1
    return start
