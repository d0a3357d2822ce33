"""Form: length, sentences and the marks that the house style does without."""

import re
from collections.abc import Iterator

from app.domain.critic.findings import Finding, Kind, Tier
from app.domain.critic.ledger import Ledger
from app.domain.critic.masking import MaskedText
from app.domain.critic.tokens import Sentence

LENGTHS: dict[Kind, tuple[int, int]] = {"bio": (50, 500), "caption": (20, 90)}
MAX_WORDS = 150
MAX_SENTENCES = 5
# Beyond this length nothing else is read: the work of the critic stays bounded.
READ_AT_MOST = 2_000
_MARKS = {
    "\u2014": "Use a comma or a full stop, not a dash.",
    "\u2013": "Use a comma or a full stop, not a dash.",
    "!": "No exclamation marks.",
    "?": "No question marks.",
    "\u2026": "Write the sentence out.",
}
_SIGNS = re.compile(r"[<>{}\[\]$%\\|=]")
_SPACED_HYPHEN = re.compile(r"\s-{1,3}\s|--|\.\.+")
_RANGE = re.compile(r".?\d\s?\u2013\s?\d")


def lengths(text: str, kind: Kind) -> Iterator[Finding]:
    """A finding when the text is too short or too long for its place."""
    least, most = LENGTHS[kind]
    size = len(text.strip())
    if size < least:
        yield Finding("form", text, f"Too short: write at least {least} characters.", 0, len(text))
    elif size > most:
        yield Finding("form", text[most:], f"Too long: write at most {most} characters.", most, len(text))
    elif kind == "bio" and len(text.split()) > MAX_WORDS:
        yield Finding("form", text, f"Too long: write at most {MAX_WORDS} words.", 0, len(text))


def marks(masked: MaskedText) -> Iterator[Finding]:
    """Findings for dashes, exclamation and question marks outside the facts."""
    covered = {at for slot in masked.slots for at in range(slot.start, slot.end)}
    original = masked.original
    for at, char in enumerate(original):
        if at in covered or char not in _MARKS:
            continue
        if char == "\u2013" and _RANGE.match(original, max(0, at - 2), at + 3):
            continue
        yield Finding("form", char, _MARKS[char], at, at + 1)
    for found in _SPACED_HYPHEN.finditer(original):
        if not covered & set(range(*found.span())):
            yield Finding("form", found.group(), _MARKS["\u2014"], *found.span())


def shape(text: tuple[Sentence, ...], kind: Kind, ledger: Ledger) -> Iterator[Finding]:
    """A finding for too many sentences and for one of a single word, such as "APPROVED.".

    Advice when a song is unquoted or an album quoted; a title of markup or of lower-case words must be quoted.
    """
    most = MAX_SENTENCES if kind == "bio" else 2
    if len(text) > most:
        extra = text[most][0]
        yield Finding("form", extra.text, f"Too many sentences: {most} at most.", extra.start, extra.end)
    for sentence in text:
        spoken = [token for token in sentence if token.kind != "mark"]
        if kind == "bio" and len(spoken) == 1:
            message = "A sentence of one word says nothing. Cut it."
            yield Finding("form", spoken[0].text, message, spoken[0].start, spoken[0].end)
        for token in sentence:
            if token.slot is None:
                continue
            if token.slot.kind == "track" and not token.slot.quoted and not ledger.is_album(token):
                message = f"Put the song {token.text} in quotation marks."
                tier: Tier = 1 if _is_prose(token.text) else 0
                yield Finding("form", token.text, message, token.start, token.end, tier=tier)
            if token.slot.quoted and ledger.is_album(token) and not ledger.tracks(token):
                message = f"Albums stand without quotation marks: {token.text}."
                yield Finding("form", token.text, message, token.start, token.end, tier=0)


def _is_prose(title: str) -> bool:
    """Whether an unquoted title would read as the text's own words, or as markup: "best DJ in Izmir", "<br>"."""
    return bool(_SIGNS.search(title)) or (title[:1].islower() and " " in title)
