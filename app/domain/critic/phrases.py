"""Phrases that the house style does without, found in the masked text so that no fact can offend."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.domain import copy_data
from app.domain.copy_data import Phrase
from app.domain.critic import lettering, vocabulary
from app.domain.critic.findings import Finding
from app.domain.critic.masking import MaskedText
from app.domain.fact_sheet import FactSheet

_WORD = re.compile(r"\u3008\w+\u3009|[^\W_]+(?:['-][^\W_]+)*|[.!?;:]|\u2026|\*")
_PATTERN_WORD = re.compile(r"\u3008[\w*]+|[^\W_]+(?:['-][^\W_]+)*-?\*?|\u2026")
_GAP = "\u2026"
_WIDEST_GAP = 6
_MESSAGE = "“{}” could stand on any page. Say what the facts say."


@dataclass(frozen=True, slots=True)
class _Book:
    exact: dict[str, list[tuple[tuple[str, ...], Phrase]]]
    prefixed: dict[str, list[tuple[tuple[str, ...], Phrase]]]
    shapes: tuple[tuple[re.Pattern[str], Phrase], ...]


def check(masked: MaskedText, sheet: FactSheet) -> Iterator[Finding]:
    """Findings for every phrase of the book that stands in the text and that the person did not type."""
    folded = lettering.fold(masked.text)
    typed = lettering.fold(" \n ".join((sheet.typed.role, sheet.typed.current_release, sheet.typed.city)))
    book = _book()
    words = [(found.group(), found.start(), found.end()) for found in _WORD.finditer(folded)]
    for at, (word, start, _) in enumerate(words):
        for parts, phrase in (*book.exact.get(word, ()), *book.prefixed.get(word[:3], ())):
            end = _match(words, at, parts)
            if end is not None:
                yield from _found(masked, (start, end), phrase, typed, sheet)
    for shape, phrase in book.shapes:
        for found in shape.finditer(folded):
            yield from _found(masked, found.span(), phrase, typed, sheet)


def _found(
    masked: MaskedText, place: tuple[int, int], phrase: Phrase, typed: str, sheet: FactSheet
) -> Iterator[Finding]:
    start, end = (masked.origin(at) for at in place)
    span = masked.original[start:end].strip(" ,\n")
    if span and lettering.fold(span) not in typed and not _is_typed(span, sheet):
        rule = "leak" if phrase.group in _LEAKS else "phrase"
        yield Finding(rule, span, _MESSAGE.format(span), start, end, tier=phrase.tier)


def _is_typed(span: str, sheet: FactSheet) -> bool:
    """ "Leads a band", of a typed bandleader: each word is typed, or of the same trade."""
    words = [word for word in lettering.fold(span).split() if word not in {"a", "an", "the"}]
    whole = lettering.fold(sheet.typed.role).replace("-", "")
    return len(words) > 1 and all(vocabulary.is_typed(word, sheet) or word in whole for word in words)


_LEAKS = frozenset({"ai-meta", "leak", "chat", "placeholder"})


def _match(words: list[tuple[str, int, int]], at: int, parts: tuple[str, ...]) -> int | None:
    """The offset at which the parts, matched from word `at`, end; None when they do not match."""
    index = at
    gap = False
    end = None
    for part in parts:
        if part == _GAP:
            gap = True
            continue
        reach = _WIDEST_GAP if gap else 0
        for ahead in range(reach + 1):
            if index + ahead < len(words) and _fits(words[index + ahead][0], part):
                index += ahead
                break
        else:
            return None
        end = words[index][2]
        index += 1
        gap = False
    return end


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@cache
def _book() -> _Book:
    exact: dict[str, list[tuple[tuple[str, ...], Phrase]]] = {}
    prefixed: dict[str, list[tuple[tuple[str, ...], Phrase]]] = {}
    shapes = []
    for phrase in copy_data.phrases():
        if phrase.pattern.startswith("~"):
            shapes.append((re.compile(phrase.pattern[1:]), phrase))
            continue
        parts = tuple(_PATTERN_WORD.findall(phrase.pattern))
        first = parts[0]
        if first.endswith("*"):
            prefixed.setdefault(first[:3], []).append((parts, phrase))
        else:
            exact.setdefault(first, []).append((parts, phrase))
    return _Book(exact, prefixed, tuple(shapes))
