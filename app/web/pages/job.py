"""A job in words: what is happening, about how long it takes, and what to do when it failed."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import freshness
from app.domain.jobs import JobStatus

RUNNING = {"refresh": "Reading your music from Spotify", "generate": "Writing"}
FAILED = {
    "facts_missing": "There is too little to write about. Add a role, a city or a release below, then ask again.",
    "reauthorization_required": "Spotify asks for your permission again. Reconnect; your page stays as it is.",
    "scope_too_small": "Spotify did not share your top lists. Reconnect and leave every box ticked.",
    "not_allow_listed": "Spotify has not let you in yet.",
    "parked": "This did not work several times in a row. Try again later; your page stays as it is.",
}
PATIENCE = "Spotify asked us to wait. We try again {when}; your page stays as it is."
ASKED_TO_WAIT = ("rate_limited", "quota_exceeded", "budget")
SILENCE = "Spotify gives no useful answer right now. We try again {when}; your page stays as it is."
OWN_FAULT = "That did not work this time. We try again {when}; your page stays as it is."
OTHERWISE = "That did not work this time. Your page stays as it is. Try again."


@dataclass(frozen=True, slots=True)
class JobView:
    """`active`: it ends in a few seconds, so the page looks again by itself; `waits`: it comes back at a later time."""

    kind: str
    state: str
    sentence: str
    active: bool
    waits: bool


def job_view(job: JobStatus, now: datetime) -> JobView:
    waits = job.state == "queued" and job.outcome is not None
    return JobView(job.kind, job.state, _sentence(job, now), job.under_way and not waits, waits)


def _sentence(job: JobStatus, now: datetime) -> str:
    if job.state == "queued" and job.outcome and job.due_at:
        said = PATIENCE if job.outcome in ASKED_TO_WAIT else OWN_FAULT if job.outcome == "error" else SILENCE
        return said.format(when=freshness.at(job.due_at, now))
    if job.under_way:
        return f"{RUNNING[job.kind]}: about {job.eta_s} seconds."
    if job.state == "failed":
        return FAILED.get(job.outcome or "", OTHERWISE)
    return "Done."
