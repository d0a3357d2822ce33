"""When a model that fails is left alone, so that a dead endpoint does not cost every person its whole time limit."""

from datetime import timedelta
from typing import Final

PATIENCE: Final = 3
"""Failures in a row before anybody is spared the next one."""

PROBE: Final = timedelta(seconds=30)
"""How long the one call that tests a closed gate keeps others away."""

_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=1)
_OURS, _OURS_LONGEST = timedelta(minutes=30), timedelta(hours=4)
_AT_ONCE: Final = {"key_refused": True, "quota": True, "rate_limited": False}
_NEVER: Final = frozenset({"refusal"})


def counts(reason: str) -> bool:
    """Whether a failure speaks about the provider, and not about one text."""
    return reason not in _NEVER


def pause(reason: str, failures: int, retry_after_s: int | None) -> timedelta | None:
    """How long nobody asks after failure number `failures` in a row (from 1); None when the next person may try.

    A key or quota that is refused closes at once for 30 minutes, at most 4 hours; a rate limit at once for as long as
    the provider wishes; all else after three in a row for a minute, doubled each time, at most an hour.
    """
    if _AT_ONCE.get(reason):
        return min(_OURS * (1 << min(failures - 1, 8)), _OURS_LONGEST)
    wished = timedelta(seconds=retry_after_s or 0)
    if reason in _AT_ONCE:
        return min(max(wished, _FIRST), _LONGEST)
    if failures < PATIENCE:
        return None
    return min(max(wished, _FIRST * (1 << min(failures - PATIENCE, 8))), _LONGEST)
