"""The steps of waiting for a place (`templates/auth/waitlist.html`)."""

from dataclasses import dataclass
from typing import Literal

from app.web.context import services
from app.web.pages.form import Field
from app.web.pages.frame import Frame, private_frame

Step = Literal["join", "asked", "confirm", "confirmed", "invited"]

HEADINGS: dict[Step, str] = {
    "join": "Join the waitlist",
    "asked": "Look into your mail",
    "confirm": "Confirm your address",
    "confirmed": "You are in line",
    "invited": "Your place is free",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistPage(Frame):
    """`token` belongs to the link that led here, else empty; `cap` is how many places there are, 0 for no limit."""

    step: Step
    heading: str
    email: Field
    token: str
    cap: int


def waitlist_page(step: Step, *, token: str = "", typed: str = "", error: str = "") -> WaitlistPage:
    return WaitlistPage(
        **private_frame(),
        title=HEADINGS[step],
        step=step,
        heading=HEADINGS[step],
        email=Field(typed, error, 254),
        token=token,
        cap=services().settings.member_cap,
    )
