"""What differs between two texts, word by word, so that a person sees at a glance what would change.

A word is a run of letters and digits with its marks; every other character stands alone, and so does each character of
a script that writes without spaces. A base letter and its combining marks, or the parts of a joined emoji, never part.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from app.domain.critic.lettering import is_unspaced

Kind = Literal["same", "removed", "added"]

JOINER = "\u200d"
ALIKE = 0.55
"""Texts that share less than this share of their words are two texts: marking words would only make noise."""
DEAREST = 10_000
"""Pairs of equal words that are looked at, so that no text makes the comparison dear: a long bio has some 500."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `removed` stands in the text before only, `added` in the text after only."""

    kind: Kind
    text: str


def by_word(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order: same and removed make up `before`, same and added `after`."""
    old, new = tuple(_tokens(before)), tuple(_tokens(after))
    if before != after and _pairs(old, new) > DEAREST:
        return tuple(_joined([("removed", before), ("added", after)]))
    codes = SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes()
    if not _alike(old, new, [old[i:j] for tag, i, j, _, _ in codes if tag == "equal"]):
        return tuple(_joined([("removed", before), ("added", after)]))
    pieces: list[tuple[Kind, str]] = []
    for tag, start, end, new_start, new_end in codes:
        if tag == "equal":
            pieces.append(("same", "".join(old[start:end])))
        else:
            pieces += [("removed", "".join(old[start:end])), ("added", "".join(new[new_start:new_end]))]
    return tuple(_joined(_without_islands(pieces)))


def without(kind: Kind, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of one of the two texts: leave out what only the other one has."""
    return tuple(_joined([(piece.kind, piece.text) for piece in pieces if piece.kind != kind]))


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    counted = Counter(token for token in new if not token.isspace())
    return sum(counted[token] for token in old)


def _alike(old: Sequence[str], new: Sequence[str], shared: Sequence[Sequence[str]]) -> bool:
    sizes = [sum(not token.isspace() for token in tokens) for tokens in (old, new)]
    common = sum(not token.isspace() for tokens in shared for token in tokens)
    return 2 * common >= ALIKE * sum(sizes)


def _without_islands(pieces: Sequence[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """A lone space between two changes belongs to both: "a b" to "c d" is one change, not two."""
    found: list[tuple[Kind, str]] = []
    for place, (kind, text) in enumerate(pieces):
        inside = 0 < place < len(pieces) - 1
        if kind == "same" and inside and text.isspace():
            found += [("removed", text), ("added", text)]
        else:
            found.append((kind, text))
    return found


def _joined(pieces: Iterable[tuple[Kind, str]]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece; between two unchanged pieces, what is removed comes first."""
    text: dict[Kind, str] = {"same": "", "removed": "", "added": ""}
    for kind, more in [*pieces, ("same", "")]:
        ended: tuple[Kind, ...] = ("removed", "added") if kind == "same" else ("same",)
        for other in ended if more else text:
            if text[other]:
                yield Piece(other, text[other])
                text[other] = ""
        text[kind] += more


def _tokens(text: str) -> Iterator[str]:
    token = ""
    for character in text:
        if token and not _belongs(token, character):
            yield token
            token = ""
        token += character
    if token:
        yield token


def _belongs(token: str, character: str) -> bool:
    """Whether the character goes on with the token."""
    if character == JOINER or token[-1] == JOINER or unicodedata.category(character).startswith("M"):
        return not token[-1].isspace()
    if character.isspace() or token[-1].isspace():
        return character.isspace() and token[-1].isspace()
    return _is_word(token[-1]) and _is_word(character) and not (is_unspaced(token[-1]) or is_unspaced(character))


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "'’" or unicodedata.category(character).startswith("M")
