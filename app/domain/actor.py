"""Who is acting: what every service is told about the person behind a request."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person. `account_id` is the provider's id, None while it is unknown; `signed_in_at` aware UTC."""

    person_id: int
    profile_id: int
    session_id: int
    account_id: str | None
    signed_in_at: datetime
