"""What the admin reads about the model: one report, from rows only."""

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import ai_costs
from app.db.queries.ai_costs import ModelReport
from app.services.generation_budget import month_of


class ModelCosts:
    def __init__(self, database: Database, now: Clock, cap_micro: int) -> None:
        """`cap_micro` is the month's budget."""
        self._database = database
        self._now = now
        self.cap_micro = cap_micro

    def report(self) -> ModelReport:
        """This month's money and the reception of the last 30 days' texts."""
        now = self._now()
        with self._database.reading() as session:
            return ai_costs.report(session, month_of(now), now)
