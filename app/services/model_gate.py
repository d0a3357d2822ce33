"""Whether the language model may be asked now: a breaker in the database, shared by all processes."""

import structlog

from app.ai.failures import ModelFailed
from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import model_gate, notices
from app.domain import model_breaker

log = structlog.get_logger()

TOPIC = "model"


class ModelGate:
    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now

    def enter(self) -> bool:
        """Count a call; False while the model is left alone."""
        with self._database.transaction() as session:
            return model_gate.enter(session, self._now(), model_breaker.PROBE)

    def answered(self) -> None:
        """The model works; whatever was told about it is over."""
        now = self._now()
        with self._database.transaction() as session:
            if model_gate.clear(session, now):
                notices.resolve(session, None, (TOPIC,), now)

    def failed(self, failure: ModelFailed) -> None:
        """Write the failure down, and when to try again, if not at once."""
        if not model_breaker.counts(failure.reason):
            self.answered()
            return
        now = self._now()
        with self._database.transaction() as session:
            failures = model_gate.count_failure(session, failure.reason, now)
            pause = model_breaker.pause(failure.reason, failures, failure.retry_after_s)
            if pause is None:
                return
            model_gate.close(session, now + pause)
            message = f"The language model does not answer ({failure.reason}). The grounded writer writes meanwhile."
            notices.tell(session, None, topic=TOPIC, incident=f"model:{failure.reason}", message=message, now=now)
        log.warning("model_left_alone", reason=failure.reason, failures=failures, seconds=pause.total_seconds())
