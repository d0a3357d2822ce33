"""Letting people in from the waitlist."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.actor import Actor
from app.domain.refusals import BadInput
from app.web.admin_actions.action import Action, Typed

if TYPE_CHECKING:
    from app.bootstrap import Services


def _invite(services: "Services", actor: Actor, typed: Mapping[str, str]) -> str:
    if not (typed["count"].isascii() and typed["count"].isdigit()):
        raise BadInput("count", "Type a number. Nobody was invited.")
    count = services.membership.invite(actor.person_id, int(typed["count"]))
    return f"{count} {'person is' if count == 1 else 'people are'} invited by e-mail."


INVITE = Action(
    name="invite",
    label="Invite the next in line",
    meaning="Those who confirmed their address first get a message with a link that lets them in, even beyond the"
    " limit of members. It works once, for two weeks.",
    run=_invite,
    fields=(Typed("count", "How many", "1 to 50.", 3),),
)
