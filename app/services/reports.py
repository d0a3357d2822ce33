"""Reports: a visitor says that something is wrong with a page, and the admin can read it."""

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import notices, reports
from app.domain.reports import MOST_OPEN, FiledReport, Report

log = structlog.get_logger()
TOPIC = "reports"


class ReportService:
    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now

    def file(self, profile_id: int, handle: str, report: Report) -> None:
        """Keep it and tell the admin, once for each page; beyond MOST_OPEN of a page it is not kept."""
        now = self._now()
        with self._database.transaction() as session:
            if reports.count_open(session, profile_id) >= MOST_OPEN:
                return
            reports.add(session, profile_id, handle, report, now)
            notices.tell(
                session,
                None,
                topic=TOPIC,
                incident=f"report:{profile_id}",
                message=f"A visitor reported the page /{handle}.",
                now=now,
            )
        log.info("page_reported", profile_id=profile_id, reason=report.reason)

    def waiting(self) -> list[FiledReport]:
        """What no admin has settled yet, oldest first."""
        with self._database.reading() as session:
            return reports.waiting(session)
