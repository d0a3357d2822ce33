"""What a visitor may report about a page, and in how many words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.language import N_
from app.domain.refusals import BadInput
from app.domain.typed_text import clean

REASONS = ("not-theirs", "untrue", "hurtful", "deceptive", "other")
WORDS_LIMIT = 1000
TOO_LONG = N_("That is too many characters: 1000 fit.")
UNREADABLE = N_("A character in it cannot be kept. Type it again instead of pasting it.")

MOST_OPEN = 50
"""Reports of one page that are kept at a time: more say nothing new, and a flood fills no disk."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported; `reason` is one of REASONS, `words` may be empty."""

    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class FiledReport:
    """A report that waits for the admin."""

    id: int
    profile_id: int
    handle: str
    report: Report
    created_at: datetime


def parse(form: Mapping[str, str]) -> Report:
    """The report in a submitted form. Raises BadInput."""
    reason = form.get("reason", "")
    if reason not in REASONS:
        raise BadInput("reason", N_("Choose what is wrong with the page."))
    words = _words(form.get("words", ""))
    if reason == "other" and not words:
        raise BadInput("words", N_("Say in a few words what is wrong."))
    return Report(reason, words)


def _words(typed: str) -> str:
    """What a visitor typed; what is wrong with it is said in sentences that the catalogues know."""
    try:
        words = clean(typed, field="words", label="", limit=4 * len(typed), lines=True)
    except BadInput:
        raise BadInput("words", UNREADABLE) from None
    if len(words) > WORDS_LIMIT:
        raise BadInput("words", TOO_LONG)
    return words
