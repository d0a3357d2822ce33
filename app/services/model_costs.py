"""What the admin reads about the model: one report, from rows only, and alarms that come with time."""

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import ai_costs, notices
from app.db.queries.ai_costs import ModelReport
from app.domain.copy_figures import ALARM, PromptFigures
from app.services.generation_budget import TOPIC, month_of

RECEPTION = "reception"


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

    def watch(self) -> None:
        """Tell the admin of prompts whose texts are asked for again too often; forget last month's budget."""
        now = self._now()
        with self._database.reading() as session:
            prompts = ai_costs.prompts(session, now)
            told = notices.any_open(session, None, (RECEPTION, TOPIC))
        alarms = {f"regeneration:{figures.version}": figures for figures in prompts if figures.alarm}
        if not alarms and not told:
            return
        with self._database.transaction() as session:
            for incident, figures in alarms.items():
                notices.tell(session, None, topic=RECEPTION, incident=incident, message=_too_often(figures), now=now)
            notices.resolve_others(session, RECEPTION, set(alarms), now)
            notices.resolve_older(session, TOPIC, f"budget:{month_of(now)}:", now)


def _too_often(figures: PromptFigures) -> str:
    share, line = round(figures.regeneration_rate * 100), round(ALARM * 100)
    return f"{share} % of the texts of prompt {figures.version} are asked for again; over {line} % is too many."
