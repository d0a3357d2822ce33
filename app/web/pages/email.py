"""The two pages behind links in messages (`templates/email/step.html`)."""

from dataclasses import dataclass

from app.web.context import services
from app.web.pages.frame import Frame, private_frame

HEADINGS = {"confirm": "Confirm your address", "leave": "Stop the messages"}
ASKING = {
    "confirm": "{site} writes to it only when your page needs you. You can stop that at any time.",
    "leave": "{site} will not write to you again. Notices about your page still stand in the studio.",
}
DONE = {
    "confirm": "Your address is confirmed. We write when your page needs you.",
    "leave": "No more messages. Notices about your page still stand in the studio.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage(Frame):
    """`action` is where the button leads; empty once it is done."""

    heading: str
    sentence: str
    action: str


def asking(step: str, token: str) -> StepPage:
    sentence = ASKING[step].format(site=services().settings.site_name)
    return _page(step, HEADINGS[step], sentence, f"/email/{step}/{token}")


def done(step: str) -> StepPage:
    return _page(step, "Done", DONE[step], "")


def _page(step: str, heading: str, sentence: str, action: str) -> StepPage:
    return StepPage(**private_frame(), title=HEADINGS[step], heading=heading, sentence=sentence, action=action)
