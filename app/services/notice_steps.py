"""What follows when nobody acts on a notice: a message at once, after 48 and 120 hours, then the weekly round ends.

Each step is one transaction on the notice's locked row: two leaders, or a process killed at any moment, take it once.
"""

from datetime import timedelta

import structlog
from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import leader, mails, notices, profiles
from app.db.tables.profiles import Profile
from app.db.tables.work import Notice
from app.domain import courses
from app.domain.refusals import NotThere
from app.services.mailboxes import may_write
from app.services.planning import Planner

log = structlog.get_logger()

AT_ONCE = 50
PATIENCE = timedelta(hours=1)
"""A step waits for the message of the one before it."""
STOPPED = (
    "The weekly refresh is switched off, because we could not read your music for five days."
    " Reconnect Spotify to switch it on again; your page stays as it is."
)


class NoticeSteps:
    """`writes`: whether this site can send mail at all; `admin`: whether its contact is an address."""

    def __init__(self, database: Database, now: Clock, planner: Planner, *, writes: bool, admin: bool) -> None:
        self._database = database
        self._now = now
        self._planner = planner
        self._writes = writes
        self._admin = admin

    def advance(self) -> int:
        """Take the steps that are due; how many."""
        with self._database.reading() as session:
            if leader.is_paused(session):
                return 0
            due = notices.steps_due(session, self._now(), AT_ONCE)
        return sum(self._take(notice_id) for notice_id in due)

    def _take(self, notice_id: int) -> bool:
        now = self._now()
        with self._database.transaction() as session:
            profile = self._profile(session, notice_id)
            notice = notices.locked(session, notice_id)
            if notice is None or notice.next_step_at is None or notice.next_step_at > now:
                return False
            if mails.is_pending(session, notice_id):
                notice.next_step_at = now + PATIENCE
                return False
            notice.steps += 1
            notice.next_step_at = courses.next_at(notice.topic, notice.steps, now)
            writes = self._writes and (may_write(profile) if profile else self._admin)
            if writes:
                self._queue(session, notice)
            if profile is not None and courses.gives_up(notice.topic, notice.steps):
                self._give_up(session, profile)
            log.info("notice_step", notice_id=notice_id, topic=notice.topic, step=notice.steps, by_mail=writes)
        return True

    def _profile(self, session: Session, notice_id: int) -> Profile | None:
        """The profile of the notice's person, locked before the notice is; None for the admin's, or when gone."""
        person_id = notices.person_of(session, notice_id)
        if person_id is None:
            return None
        try:
            return profiles.owned(session, person_id, lock=True)
        except NotThere:
            return None

    def _queue(self, session: Session, notice: Notice) -> None:
        key = f"{notice.incident}:{notice.created_at.timestamp():.0f}:{notice.steps}"
        mails.queue(
            session,
            key=key,
            kind="notice",
            person_id=notice.person_id,
            notice_id=notice.id,
            step=notice.steps,
            now=self._now(),
        )

    def _give_up(self, session: Session, profile: Profile) -> None:
        if not profile.auto_refresh:
            return
        profile.auto_refresh = False
        session.flush()
        self._planner.plan(session, profile.id)
        person_id, now = profile.person_id, self._now()
        notices.tell(session, person_id, topic="stopped", incident=f"stopped:{person_id}", message=STOPPED, now=now)
