"""A connection's tokens as stored, sealed, and the rule of when the access token is too old to start with."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.draft import ConnectionStatus

MARGIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class StoredTokens:
    """Sealed tokens; `fingerprint` is the refresh token's, `lease_until` the end of a refresh under way."""

    connection_id: int
    person_id: int
    status: ConnectionStatus
    access_token: bytes | None = field(repr=False)
    access_expires_at: datetime | None
    access_life_s: int | None
    refresh_token: bytes | None = field(repr=False)
    fingerprint: str | None = field(repr=False)
    lease_until: datetime | None

    def is_fresh(self, now: datetime) -> bool:
        """Whether the access token outlives the margin: 5 minutes, or a tenth of a shorter life."""
        if self.access_token is None or self.access_expires_at is None:
            return False
        margin = min(MARGIN, timedelta(seconds=self.access_life_s or 0) / 10)
        return self.access_expires_at - now > margin

    def is_leased(self, now: datetime) -> bool:
        return self.lease_until is not None and self.lease_until > now
