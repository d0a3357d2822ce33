"""The page of an export (`templates/studio/export.html`): not asked for, being made, there, or failed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.db.queries.exports import Made
from app.domain import freshness
from app.domain.jobs import JobStatus
from app.web.pages.frame import Frame, private_frame

State = Literal["none", "making", "made", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPage(Frame):
    """`url` is the signed link while `state` is made, else empty."""

    state: State
    sentence: str
    url: str


def export_page(made: Made | None, job: JobStatus | None, url: str, now: datetime) -> ExportPage:
    state, sentence = _state(made, job, now)
    frame = private_frame()
    return ExportPage(**frame, title="Your data", state=state, sentence=sentence, url=url if state == "made" else "")


def _state(made: Made | None, job: JobStatus | None, now: datetime) -> tuple[State, str]:
    if made is None:
        return "none", ""
    if made.made_at is not None and made.expires_at is not None:
        ago, until = freshness.ago(made.made_at, now), freshness.at(made.expires_at, now)
        return "made", f"Made {ago}. The link ends {until}; it works for you alone."
    if job is not None and job.under_way and job.outcome is None:
        return "making", f"Putting your data together: about {job.eta_s or 5} seconds."
    return "failed", "That did not work this time. Nothing is lost. Ask for it again."
