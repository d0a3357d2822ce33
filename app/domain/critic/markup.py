"""Characters that cannot be seen, and markup, links and addresses, that have no place in a text."""

import re
import unicodedata
from collections.abc import Iterator

from app.domain.critic import lettering
from app.domain.critic.findings import Finding
from app.domain.critic.masking import MaskedText

_LINKS = re.compile(
    r"(?:https?|ftp|javascript|data|spotify|mailto)\s?:|\bwww\b|//"
    r"|[^\s@]{1,64}@[^\s@]{1,64}|@[^\W\d_]"
    r"|\b[^\W_]{2,63}\.[a-z]{2,12}\b"
    r"|&(?:#\w{1,8}|[a-z]{2,8});|\\[a-z]",
    re.I,
)
_LIST_LINE = re.compile(r"^\s*(?:[-*\u2022>]|\d{1,2}[.)])\s", re.M)
_PLAIN = frozenset(
    " \n\t\r.,:;'\"()&/-!?\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"
    "\u2010\u2011\u2013\u2014\u2026\u3008\u3009\u00a0\u202f\u2009"
)


def unseen(original: str, masked: MaskedText) -> Iterator[Finding]:
    """A finding for every invisible character, unless a fact is spelt with that very joiner."""
    covered = {at for slot in masked.slots for at in range(slot.start, slot.end)}
    for at, char in enumerate(original):
        if lettering.is_invisible(char) and not (at in covered and lettering.is_joiner(char)):
            yield Finding("unicode", char, "The text holds a character that cannot be seen.", at, at + 1)


def check(masked: MaskedText) -> Iterator[Finding]:
    """Findings for links, addresses, handles, tags, list lines and signs outside the facts."""
    text = masked.text
    for found in _LINKS.finditer(text):
        yield _finding(masked, found.start(), found.end(), "Links and addresses have their own place on the page.")
    for found in _LIST_LINE.finditer(text):
        yield _finding(masked, found.start(), found.end(), "Write sentences, not a list.")
    for at, char in enumerate(text):
        if char not in _PLAIN and not char.isalnum() and unicodedata.category(char)[0] != "M":
            yield _finding(masked, at, at + 1, f"The sign “{char}” has no place in this text.")


def _finding(masked: MaskedText, start: int, end: int, message: str) -> Finding:
    start, end = masked.origin(start), masked.origin(end)
    return Finding("markup", masked.original[start:end].strip(), message, start, end)
