"""The month's budget: reserved before a call, settled after it, and an alarm to the admin on the way to its end."""

from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import generations, notices
from app.db.queries.generations import Reserved
from app.domain.model_money import Bill, in_words

log = structlog.get_logger()

ALARMS = (50, 80, 100)
"""Shares of the budget, in percent, at which the admin is told."""

DEAR_MICRO = 100_000
"""One text over $0.10 is worth a look."""

TOPIC = "budget"


class GenerationBudget:
    def __init__(self, database: Database, now: Clock, cap_micro: int) -> None:
        self._database = database
        self._now = now
        self._cap = cap_micro

    def reserve(self, generation_id: int, worst_micro: int) -> Reserved:
        """Set the worst case aside, in one transaction before any call; only `reserved` allows one."""
        now = self._now()
        with self._database.transaction() as session:
            answer = generations.reserve(session, generation_id, month_of(now), worst_micro, self._cap, now)
            if answer == "spent_up":
                self._tell(session, month_of(now), 100, now)
        return answer

    def settle(self, generation_id: int, bill: Bill) -> None:
        """Replace the reservation by what it came to."""
        now = self._now()
        with self._database.transaction() as session:
            month = generations.settle(session, generation_id, bill, now)
            if month is None:
                return
            reached = generations.committed(session, month) * 100
            for alarm in ALARMS:
                if reached >= alarm * self._cap:
                    self._tell(session, month, alarm, now)
            if bill.charged > DEAR_MICRO:
                message = f"One text cost {in_words(bill.charged)}. See which model and prompt it was."
                notices.tell(
                    session, None, topic=TOPIC, incident=f"dear_text:{generation_id}", message=message, now=now
                )
        log.info("generation_settled", generation_id=generation_id, micro_usd=bill.charged)

    def _tell(self, session: Session, month: str, percent: int, now: datetime) -> None:
        message = f"{percent} % of the language model's budget for {month} is used ({in_words(self._cap)} in all)."
        if percent == 100:
            message += " The grounded writer writes until the month ends."
        notices.tell(session, None, topic=TOPIC, incident=f"budget:{month}:{percent}", message=message, now=now)


def month_of(moment: datetime) -> str:
    """The calendar month (UTC) that pays, as "2026-11"."""
    return f"{moment:%Y-%m}"
