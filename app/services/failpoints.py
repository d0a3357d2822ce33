"""Named places where a test lets this process die, hang or wait. In life none of them does anything.

The composition root injects one callable into whoever has such a place (RELIABILITY.md, part b).
"""

from collections.abc import Callable

Failpoint = Callable[[str], None]
"""Called with one of the names below, whenever the work passes that place."""

TOKEN = ("token_leased", "token_sending", "token_answered", "token_saving", "token_saved")
REFRESH = ("refresh_began", "token_ready", "lists_fetched", "refresh_holding", "refresh_finishing", "refresh_stored")
JOB = ("job_claimed", "job_ended")
LEADER = ("leader_taking", "leader_elected", "leader_ticked", "backlog_moving")
ALL = (*LEADER, *JOB, *REFRESH, *TOKEN)
"""`..._saving`, `..._holding`, `..._finishing`, `..._taking` and `..._moving` lie inside a transaction."""


def no_failpoint(_name: str) -> None:
    """Nothing fails on purpose."""
