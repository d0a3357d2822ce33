"""A connection's tokens as stored, sealed, and the rule of when the access token is too old to start with."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain import consent
from app.domain.draft import ConnectionStatus

MARGIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class StoredTokens:
    """Sealed tokens; `fingerprint` is the refresh token's, `lease_until` the end of a refresh under way.

    `authorized_at`: when the person gave the consent that they come from.
    """

    connection_id: int
    person_id: int
    status: ConnectionStatus
    access_token: bytes | None = field(repr=False)
    access_expires_at: datetime | None
    access_life_s: int | None
    refresh_token: bytes | None = field(repr=False)
    fingerprint: str | None = field(repr=False)
    lease_until: datetime | None
    authorized_at: datetime | None

    def outlived_consent(self, now: datetime) -> bool:
        """Whether the calendar says that the consent is over: a refusal is then no sign of anything else."""
        return self.authorized_at is not None and consent.stage(self.authorized_at, now) == consent.EXPIRED

    def is_fresh(self, now: datetime) -> bool:
        """Whether the access token outlives the margin: 5 minutes, or a tenth of a shorter life."""
        if self.access_token is None or self.access_expires_at is None:
            return False
        margin = min(MARGIN, timedelta(seconds=self.access_life_s or 0) / 10)
        return self.access_expires_at - now > margin

    def is_leased(self, now: datetime) -> bool:
        return self.lease_until is not None and self.lease_until > now
