"""Who may enter the admin's room now: an admin who signed in lately and, but in development, gave a second factor."""

from datetime import datetime, timedelta
from typing import Literal

from app.domain.actor import Actor

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)

Entry = Literal["open", "sign_in", "code", "set_up"]
"""`sign_in`: fresh from Spotify first · `code`: the second factor · `set_up`: there is none, and there must be."""


def entry(actor: Actor, now: datetime, *, has_factor: bool, development: bool) -> Entry:
    """What stands between this admin and the room. In development a missing second factor only earns a warning."""
    moments = (actor.signed_in_at, actor.second_factor_at, actor.admin_seen_at)
    last = max(moment for moment in moments if moment is not None)
    if now - actor.signed_in_at >= ABSOLUTE or now - last >= IDLE:
        return "sign_in"
    if has_factor:
        return "open" if actor.second_factor_at is not None else "code"
    return "open" if development else "set_up"
