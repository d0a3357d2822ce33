"""A job in words: what is happening, about how long it takes, and what to do when it failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain import freshness, schedule
from app.domain.jobs import GENERATE, JobStatus
from app.web.pages.frame import Action

RUNNING = {"refresh": "Reading your music from Spotify", "generate": "Writing", "export": "Putting your data together"}
FAILED = {
    "facts_missing": "There is too little to write about. Add a role, a city or a release, then ask again.",
    "reauthorization_required": "Spotify asks for your permission again. Reconnect; your page stays as it is.",
    "scope_too_small": "Spotify did not share your top lists. Reconnect and leave every box ticked.",
    "not_allow_listed": "Spotify has not let you in yet.",
    "parked": "This did not work several times in a row. Try again later; your page stays as it is.",
}
PATIENCE = "Spotify asked us to wait. We try again {when}; your page stays as it is."
ASKED_TO_WAIT = ("rate_limited", "quota_exceeded", "budget")
SILENCE = "Spotify gives no useful answer right now. We try again {when}; your page stays as it is."
OWN_FAULT = "That did not work this time. We try again {when}; your page stays as it is."
LATE = {
    "refresh": "Still reading your music. It takes longer than usual; you can go on working.",
    "generate": "Still writing. It takes longer than usual; you can go on working, or cancel.",
    "export": "Still putting your data together. You can go on working.",
}
USED_UP = "These facts are used up. Add one, such as a release or an influence, for a different text."
PAUSED = "All work is paused by whoever runs this site. Yours is kept and begins when it goes on."
OTHERWISE = "That did not work this time. Your page stays as it is. Try again."


@dataclass(frozen=True, slots=True)
class JobView:
    """`active`: it ends in a few seconds, so the page looks again by itself; `waits`: it comes back at a later time.

    `late` is what to say once it takes longer than `eta_s` seconds; `action` leads to what helps after a failure.
    """

    kind: str
    state: str
    sentence: str
    active: bool
    waits: bool
    late: str
    eta_s: int
    can_cancel: bool
    action: Action | None


def job_view(job: JobStatus, now: datetime, *, has_facts: bool, paused: bool = False) -> JobView:
    """`has_facts`: there is something to write about, so that texts can only fail because it is used up.

    `paused`: an admin stopped all work, so that what is queued waits until it goes on.
    """
    waits = job.state == "queued" and (job.outcome is not None or paused)
    active = job.under_way and not waits
    used_up = job.state == "failed" and job.outcome == "facts_missing" and has_facts
    return JobView(
        kind=job.kind,
        state=job.state,
        sentence=USED_UP if used_up else PAUSED if waits and paused else _sentence(job, now),
        active=active,
        waits=waits,
        late=LATE[job.kind],
        eta_s=job.eta_s or 0,
        can_cancel=active and job.kind == GENERATE,
        action=Action("Add facts", "/studio#facts") if job.outcome == "facts_missing" else None,
    )


def _sentence(job: JobStatus, now: datetime) -> str:
    if _is_late(job, now):
        return LATE[job.kind]
    if job.state == "queued" and job.outcome and job.due_at:
        said = PATIENCE if job.outcome in ASKED_TO_WAIT else OWN_FAULT if job.outcome == "error" else SILENCE
        return said.format(when=freshness.at(job.due_at, now))
    if job.under_way:
        return f"{RUNNING[job.kind]}: about {job.eta_s} seconds."
    if job.state == "failed":
        return FAILED.get(job.outcome or "", OTHERWISE)
    return "Done."


def _is_late(job: JobStatus, now: datetime) -> bool:
    """Whether a running job takes longer than it should: its lease began when the work did."""
    if job.state != "running" or job.due_at is None or job.eta_s is None:
        return False
    return now - (job.due_at - schedule.LEASE) > timedelta(seconds=job.eta_s)
