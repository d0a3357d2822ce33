"""What an admin can do to the engine by hand."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.actor import Actor
from app.web.admin_actions.action import Action, Typed

if TYPE_CHECKING:
    from app.bootstrap import Services


def _refresh_one(services: "Services", actor: Actor, typed: Mapping[str, str]) -> str:
    handle = services.engine_control.refresh_one(actor.person_id, typed["handle"])
    return f"The refresh of {handle} is queued."


def _retry_parked(services: "Services", actor: Actor, _typed: Mapping[str, str]) -> str:
    count = services.engine_control.retry_parked(actor.person_id)
    return f"{count} parked job{'' if count == 1 else 's'} will be tried again."


REFRESH_ONE = Action(
    name="refresh-one",
    label="Refresh one page",
    meaning="Its music is read from Spotify now, whatever its cooldown. Words that its artist wrote stay.",
    run=_refresh_one,
    fields=(Typed("handle", "Address of the page", "For example mara-lindqvist."),),
)
RETRY_PARKED = Action(
    name="retry-parked",
    label="Retry parked jobs",
    meaning="Every job that failed three times and was put aside is tried again, in turn with the others.",
    run=_retry_parked,
)
