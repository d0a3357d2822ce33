"""What a person asked for and cannot have: each type means one answer (mapped once, in `app/web/errors.py`)."""

from datetime import datetime


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
