"""What an admin can do about people and their pages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.actor import Actor
from app.domain.refusals import REASON_LIMIT
from app.web.admin_actions.action import Action, Typed

if TYPE_CHECKING:
    from app.bootstrap import Services

HANDLE = Typed("handle", "Address of the page", "For example mara-lindqvist; #12 for somebody without one.")
REASON = Typed("reason", "Reason", "One sentence. The artist reads it.", REASON_LIMIT)


def _take_down(services: "Services", actor: Actor, typed: Mapping[str, str]) -> str:
    handle = services.withholding.withhold(actor.person_id, "page", typed["handle"], typed["reason"])
    return f"The page /{handle} is down, and its artist is told why."


def _suspend(services: "Services", actor: Actor, typed: Mapping[str, str]) -> str:
    handle = services.withholding.withhold(actor.person_id, "person", typed["handle"], typed["reason"])
    return f"The person at /{handle} is suspended and told why. They can still export and delete."


def _lift(services: "Services", actor: Actor, typed: Mapping[str, str]) -> str:
    handle = services.withholding.lift(actor.person_id, typed["handle"])
    return f"The person at /{handle} may publish again."


def _dismiss(services: "Services", actor: Actor, typed: Mapping[str, str]) -> str:
    return f"The reports about /{services.withholding.dismiss(actor.person_id, typed['handle'])} are settled."


def _end_sessions(services: "Services", actor: Actor, typed: Mapping[str, str]) -> str:
    count = services.sessions.close_all_at(actor.person_id, typed["handle"])
    return f"{count} session{'' if count == 1 else 's'} ended. The person signs in with Spotify to come back."


TAKE_DOWN = Action(
    name="take-down",
    label="Take down a page",
    meaning="Nobody sees it any more within two seconds, and its artist cannot publish it until you lift this. Nothing"
    " of theirs is deleted; they read your reason.",
    run=_take_down,
    fields=(HANDLE, REASON),
)
SUSPEND = Action(
    name="suspend",
    label="Suspend a person",
    meaning="Their page is down within two seconds and they can change nothing. They can still export their data,"
    " disconnect Spotify and delete the account; they read your reason.",
    run=_suspend,
    fields=(HANDLE, REASON),
)
LIFT = Action(
    name="lift",
    label="Lift a takedown or suspension",
    meaning="The artist may publish again. Their page stays private until they do.",
    run=_lift,
    fields=(HANDLE,),
)
DISMISS = Action(
    name="dismiss-reports",
    label="Dismiss reports",
    meaning="Everything that visitors reported about this page is settled. The page stays as it is.",
    run=_dismiss,
    fields=(HANDLE,),
)
END_SESSIONS = Action(
    name="end-sessions",
    label="Log a person out everywhere",
    meaning="For a lost phone or a stolen session. Every browser where they are signed in is logged out. Their page,"
    " their words and their connection to Spotify stay.",
    run=_end_sessions,
    fields=(HANDLE,),
)
