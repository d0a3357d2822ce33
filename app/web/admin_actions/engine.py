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


def _pause(services: "Services", actor: Actor, _typed: Mapping[str, str]) -> str:
    services.engine_control.pause(actor.person_id)
    return "The engine is paused. What was under way comes to its end."


def _resume(services: "Services", actor: Actor, _typed: Mapping[str, str]) -> str:
    services.engine_control.resume(actor.person_id)
    return "The engine works again."


def _probe(services: "Services", actor: Actor, _typed: Mapping[str, str]) -> str:
    return services.probe.run(actor.person_id)


def _seal_all(services: "Services", actor: Actor, _typed: Mapping[str, str]) -> str:
    count = services.engine_control.seal_all(actor.person_id)
    return f"{count} connection{'' if count == 1 else 's'} sealed. Their artists are told."


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
PAUSE = Action(
    name="pause",
    label="Pause the engine",
    meaning="Nothing is refreshed, written, probed or sent by any process until you resume it. Pages stay as they are,"
    " people can go on editing and publishing, and what they wish for is kept.",
    run=_pause,
)
RESUME = Action(
    name="resume",
    label="Resume the engine",
    meaning="Work goes on where it stopped; what became due meanwhile is spread, not done at once.",
    run=_resume,
)
PROBE = Action(
    name="probe-spotify",
    label="Ask Spotify now",
    meaning="One call goes out although Spotify asked us to wait, or did not answer. If it is answered, all waiting"
    " ends. If not, the waiting is as long as Spotify says.",
    run=_probe,
)
SEAL_ALL = Action(
    name="seal-connections",
    label="Seal all connections",
    meaning="For a leaked key or secret. No stored token is ever used again, and every artist is asked to reconnect."
    " Pages stay as they are. This cannot be undone.",
    run=_seal_all,
)
