"""Who is acting: what every service is told about the person behind a request."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person. `account_id` is the provider's id, None while it is unknown; moments are aware UTC.

    `second_factor_at` and `admin_seen_at` belong to this session alone: None until a code was right, or the admin's
    room was entered. `suspended_for` is an admin's reason, empty for everybody else.
    """

    person_id: int
    profile_id: int
    session_id: int
    account_id: str | None
    signed_in_at: datetime
    second_factor_at: datetime | None = None
    admin_seen_at: datetime | None = None
    suspended_for: str = ""
