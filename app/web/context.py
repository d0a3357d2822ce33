"""What a view may reach: the services, and who is asking."""

from typing import TYPE_CHECKING, cast

from flask import current_app
from flask_login import current_user

from app.domain.actor import Actor

if TYPE_CHECKING:
    from app.bootstrap import Services

EXTENSION = "anchor"


def services() -> "Services":
    return cast("Services", current_app.extensions[EXTENSION])


def actor() -> Actor:
    """The signed-in person of this request; only behind `login_required`."""
    return cast(Actor, current_user.actor)
