"""Making room: a thread that computes for long lets those in between that only answer readers."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

TURN_S = 0.0005
"""Python's own 5 ms are paid again each time that a reader's thread comes back from the network, several times for
each answer. Always so short, threads that answer readers would wake each other for nothing (measured: 5 % of CPU).
"""


@contextmanager
def short_turns() -> Iterator[None]:
    """For one drawing at a time in a process: the turns are the whole process's."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
