"""What a person asked for and cannot have: each type means one answer (mapped once, in `app/web/errors.py`)."""

from datetime import datetime

EXPORT_OVER = "That export is over. Ask for a new one in the studio."
FORMER_GONE = "Nothing of a former page is kept here any more."
OLD_CONFIRMATION = "This link is too old, or its address was changed since. Open the studio to get a new one."
OLD_INVITATION = "This link is too old, or it was used already. Join the waitlist again."
REASON_LIMIT = 300
"""Characters of the reason for which an admin takes something down."""


class Refusal(Exception):
    """`sentence` is for the person: what happened, what it means, what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(Refusal):
    """Something typed breaks its rule; nothing was changed. `field` is the form field it belongs to."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class NotThere(Refusal):
    """What was asked for does not exist, or not for this person."""


class NotYet(Exception):
    """A one-sheet is being drawn, or waited for by enough others: ask again in a few seconds."""


class TooSoon(Refusal):
    """A cooldown or limit runs until `retry_at`."""

    def __init__(self, sentence: str, retry_at: datetime) -> None:
        super().__init__(sentence)
        self.retry_at = retry_at


class StaleRevision(Refusal):
    """Another tab saved meanwhile: `stored` and `typed` are both texts by field, `revision` the newest."""

    def __init__(self, stored: dict[str, str], typed: dict[str, str], revision: int) -> None:
        super().__init__("These words were changed in another window. Nothing is lost: choose which to keep.")
        self.stored = stored
        self.typed = typed
        self.revision = revision


class Withheld(Refusal):
    """An admin took this away, with a reason: the page, or the right to change anything."""
