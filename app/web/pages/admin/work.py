"""The queue: what is due, what is being done, what was put aside and why."""

from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain import freshness
from app.web.admin_actions.engine import REFRESH_ONE, RETRY_PARKED
from app.web.pages.admin.section import Row, Section, Trouble

if TYPE_CHECKING:
    from app.bootstrap import Services

LATE = timedelta(minutes=10)
PARKED = {"parked": "its worker died three times", "error": "it failed three times on our side"}


def section(services: "Services") -> Section:
    work, now = services.status.work(), services.now()
    late = work.oldest_due_at is not None and now - work.oldest_due_at > LATE
    oldest = freshness.ago(work.oldest_due_at, now) if work.oldest_due_at else "nothing is due"
    troubles = [Trouble(f"Work waits longer than it should: the oldest was due {oldest}.")] if late else []
    if work.parked:
        troubles.append(Trouble(f"Put aside after failing again and again: {work.parked}. The log says why."))
    return Section(
        name="work",
        heading="Work",
        brief=f"{work.due} due, {work.running} leased, {work.parked or 'none'} parked",
        rows=(
            Row("Due", str(work.due)),
            Row("Leased", str(work.running)),
            Row("Oldest due", oldest, late),
            Row("Parked", str(work.parked), work.parked > 0),
            *(
                Row(
                    f"{job.kind.capitalize()} of {job.handle or 'a page without address'}",
                    f"{PARKED[job.outcome]}, {freshness.ago(job.since, now)}" if job.since else PARKED[job.outcome],
                    True,
                )
                for job in services.engine_status.parked()
            ),
        ),
        troubles=tuple(troubles),
        actions=(REFRESH_ONE, RETRY_PARKED) if work.parked else (REFRESH_ONE,),
    )
