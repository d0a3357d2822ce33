"""How a notice goes on while nobody acts: at once, after 48 and 120 hours, three at most (DESIGN.md section 7)."""

from datetime import datetime, timedelta

AT_ONCE = timedelta(0)
INSISTING = (AT_ONCE, timedelta(hours=48), timedelta(hours=72))
"""The wait before each step, from the one before: a message that was late moves those after it."""
ONCE = (AT_ONCE,)

COURSES: dict[str, tuple[timedelta, ...]] = {
    "reconnect": INSISTING,
    "consent": ONCE,
    "emptied": ONCE,
    "forgotten": ONCE,
    "withheld": ONCE,
    "app": ONCE,
    "circuit": ONCE,
    "mass_break": ONCE,
    "refused": ONCE,
    "budget": ONCE,
    "model": ONCE,
    "reports": ONCE,
    "unwritten": ONCE,
}
"""Topics that a person is written to about; all others are read in the studio or on the admin's page only."""

SAME = timedelta(hours=6)
"""What is told again so soon after it was over is the same incident: a flapping provider fills nobody's mailbox."""


def next_at(topic: str, steps: int, now: datetime) -> datetime | None:
    """When the next step comes after `steps` of them, the last one `now`; None when the course is over."""
    course = COURSES.get(topic, ())
    return now + course[steps] if steps < len(course) else None


def gives_up(topic: str, step: int) -> bool:
    """Whether the weekly refresh is switched off with this step (from 1): the last of those that insist."""
    return COURSES.get(topic) is INSISTING and step == len(INSISTING)
