"""A connection to PostgreSQL that nobody waits for without end, whatever becomes of the wire or of the server (F09).

The server's own limits end what it works on. They do not help against a wire that swallows answers or takes seconds for
each: then whoever waits gives up by the clock, and the connection with it, for nobody knows its state.
"""

from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

from app.db.patience import Patience, here

T = TypeVar("T")

ANSWER_S = 20.0
"""For one answer: more than the server's limit for a statement, so that it is the server who says what was wrong."""
ROLLBACK_S = 3.0
"""Whose patience is used up still rolls back, or else the next one has to connect anew."""


class PatientConnection(psycopg.Connection[Any]):
    """Refuses, with an OperationalError, who waits longer than `ANSWER_S` for an answer or has no patience left."""

    _rolls_back = False

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        mine, began = here(), monotonic()
        limit = timeout or self._limit(mine)
        try:
            return super().wait(gen, interval=interval, timeout=limit)
        except psycopg.OperationalError:
            if monotonic() - began >= limit:
                self.pgconn.finish()
            raise
        finally:
            if mine is not None:
                mine.left_s -= monotonic() - began

    def rollback(self) -> None:
        self._rolls_back = True
        try:
            super().rollback()
        finally:
            self._rolls_back = False

    def _limit(self, mine: Patience | None) -> float:
        if mine is None:
            return ANSWER_S
        if self._rolls_back:
            return max(ROLLBACK_S, mine.left_s)
        if mine.left_s <= 0:
            raise psycopg.OperationalError("the database answers too slowly: no time is left")
        return mine.left_s
