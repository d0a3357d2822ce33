"""Names, scripts and quotations that stand in no fact."""

import re
import unicodedata
from collections.abc import Iterator

from app.domain.critic import lettering
from app.domain.critic.findings import Finding
from app.domain.critic.masking import MaskedText
from app.domain.critic.tokens import Sentence
from app.domain.fact_sheet import FactSheet

_LAWFUL = frozenset({"LP", "LPs"})
_TRADES = frozenset({"DJ", "DJs", "MC", "MCs", "VJ"})  # a typed role may be written with them in another order
_EPS = frozenset({"EP", "EPs"})


def check(sentence: Sentence, sheet: FactSheet) -> Iterator[Finding]:
    """A finding for every leftover capitalised word and every word in another script."""
    lawful = _LAWFUL | (_EPS if _knows_an_ep(sheet) else frozenset())
    lawful |= _TRADES & frozenset(re.findall(r"\w+", sheet.typed.role[:300]))
    for token in sentence:
        if token.kind not in ("word", "number"):
            continue
        capital = any(char.isupper() for char in token.text) and not token.opens
        shouted = len(token.text) > 1 and token.text.isupper()
        foreign = any(char.isalpha() and not unicodedata.name(char, "").startswith("LATIN") for char in token.text)
        if token.text in lawful:
            continue
        if capital or foreign or shouted:
            message = f"“{token.text}” is not among your facts. Remove it or add it."
            yield Finding("ungrounded", token.text, message, token.start, token.end)


def _knows_an_ep(sheet: FactSheet) -> bool:
    """Whether a title says that it is an EP; the sheet holds no other word about formats."""
    titles = [album.title for album in sheet.top_albums] + [track.album for track in sheet.top_tracks]
    return any(re.search(r"\bE\.?P\b", title[:300], re.I) for title in [*titles, sheet.typed.current_release])


def quotations(masked: MaskedText) -> Iterator[Finding]:
    """A finding for every quotation that is not exactly one of the facts, or that never ends."""
    straight = lettering.straighten(masked.original)
    covered = bytearray(len(straight))
    for slot in masked.slots:
        covered[slot.start : slot.end] = b"\x01" * (slot.end - slot.start)
    marks = [at for at, char in enumerate(straight) if char == '"' and not covered[at]]
    for start, end in zip(marks[::2], marks[1::2], strict=False):
        yield from _quotation(masked, covered, start, end)
    if len(marks) % 2:
        yield Finding(
            "quote", masked.original[marks[-1] :], "A quotation mark has no partner.", marks[-1], len(straight)
        )
    yield from _single_quoted(masked, straight, covered)


def _single_quoted(masked: MaskedText, straight: str, covered: bytearray) -> Iterator[Finding]:
    start = -1
    for at, char in enumerate(straight):
        if char != "'" or covered[at]:
            continue
        before = straight[at - 1] if at else " "
        after = straight[at + 1] if at + 1 < len(straight) else " "
        if not before.isalnum() and after.isalpha():
            start = at
        elif start >= 0 and not after.isalnum():
            yield from _quotation(masked, covered, start, at)
            start = -1


def _quotation(masked: MaskedText, covered: bytearray, start: int, end: int) -> Iterator[Finding]:
    loose = [
        char
        for at, char in enumerate(masked.original[start + 1 : end], start + 1)
        if not covered[at] and (char.isalnum() or not (char.isspace() or char in ",.&:;-()"))
    ]
    if loose or end - start < 2 or not any(covered[start + 1 : end]):
        span = masked.original[start : end + 1]
        yield Finding("quote", span, f"{span} is not a title among your facts. Quote titles only.", start, end + 1)
