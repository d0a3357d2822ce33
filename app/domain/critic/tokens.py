"""A masked text as tokens in sentences: what every rule after the mask walks along."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.domain.critic import lettering
from app.domain.critic.masking import MaskedText, Slot

TokenKind = Literal["word", "number", "slot", "possessive", "mark"]

_PIECE = re.compile(
    r"(?P<possessive>(?<!\s)'s\b)"
    r"|(?P<number>\d+(?:[.,:]\d+)*(?:s|st|nd|rd|th)?(?![^\W\d_]))"
    r"|(?P<word>[^\W_]+(?:['-][^\W_]+)*)"
    r"|(?P<mark>\S)"
)
_STOPS = ".!?"


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """`text` as it stands in the original; `fold` is its lower case with ASCII marks. Each is only equal to itself."""

    kind: TokenKind
    text: str
    fold: str
    start: int
    end: int
    slot: Slot | None = None
    opens: bool = False  # the first word of a sentence, or the first after a colon: a capital is due here

    @property
    def slot_paths(self) -> tuple[str, ...]:
        """The places in the sheet that the slot stands for; empty for the writer's own words."""
        return self.slot.paths if self.slot else ()


Sentence = tuple[Token, ...]


def sentences(masked: MaskedText) -> tuple[Sentence, ...]:
    """The tokens of the text, cut into sentences; titles are slots, so their full stops cut nothing."""
    found: list[Sentence] = []
    current: list[Token] = []
    opens = True
    tokens = list(_tokens(masked))
    for index, plain in enumerate(tokens):
        token = _opening(plain) if opens and plain.kind != "mark" else plain
        opens = opens and plain.kind == "mark"
        current.append(token)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if _stops(token, following, masked.original):
            found.append(tuple(current))
            current, opens = [], True
        elif token.text == ":":
            opens = True
    if current:
        closing = all(token.kind == "mark" for token in current)
        if found and closing:
            found[-1] = (*found[-1], *current)
        else:
            found.append(tuple(current))
    return tuple(found)


def words(sentence: Sentence) -> Iterator[Token]:
    """The tokens that are the writer's own words."""
    return (token for token in sentence if token.kind == "word")


def _opening(token: Token) -> Token:
    return Token(token.kind, token.text, token.fold, token.start, token.end, token.slot, opens=True)


def _stops(token: Token, following: Token | None, original: str) -> bool:
    if token.kind == "mark" and token.text in _STOPS:
        return following is None or (following.start > token.end and not original[following.start].islower())
    if token.text in {'"', "\u201d"} and original[token.start - 1 : token.start] in tuple(_STOPS):
        return following is not None and following.kind != "mark" and following.text[:1].isupper()
    # A title such as "DAMN." swallows the full stop; the capital, or the name in a script without any, after it tells.
    if token.kind != "slot" or token.text[-1] not in _STOPS or following is None:
        return False
    first = following.text[:1]
    return first.isupper() if following.kind == "word" else following.kind == "slot" and _has_no_case(first)


def _has_no_case(char: str) -> bool:
    return char.isalpha() and char.lower() == char.upper()


def _tokens(masked: MaskedText) -> Iterator[Token]:
    straight = lettering.straighten(masked.original)
    at = 0
    for slot in masked.slots:
        yield from _between(masked.original, straight, at, slot.start)
        text = masked.original[slot.start : slot.end]
        yield Token("slot", text, lettering.fold(text), slot.start, slot.end, slot)
        at = slot.end
    yield from _between(masked.original, straight, at, len(masked.original))


def _between(original: str, straight: str, start: int, end: int) -> Iterator[Token]:
    for found in _PIECE.finditer(straight, start, end):
        kind: TokenKind = found.lastgroup  # type: ignore[assignment]
        text = original[found.start() : found.end()]
        if kind == "mark" and found.group() == "'" and found.start() == start > 0:
            plural = straight[found.start() - 1].lower() == "s" and straight[found.end() : found.end() + 1] == " "
            kind = "possessive" if plural else kind
        yield Token(kind, text, lettering.fold(text), found.start(), found.end())
