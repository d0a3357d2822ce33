"""The mass-break brake: when many consents seem to die within an hour, the provider is ill, and nobody is marked.

(A well-known service once deleted most of its users' tokens in one outage: SPOTIFY.md, OAuth.)
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog

from app.db.clock import Clock
from app.db.database import Database, Reach
from app.db.queries import notices, provider_state
from app.db.queries.provider_state import State
from app.domain import circuit_breaker
from app.domain.circuit_breaker import AUTH, Circuit
from app.domain.errors import SpotifyUnavailable

log = structlog.get_logger()

PROVIDER = "spotify"
HOUR = timedelta(hours=1)
TOPIC = "mass_break"
TOLD = (
    "Spotify refuses the stored permission of many people at once. That is hardly their wish: nobody is marked, all"
    " tokens are kept, and we try again by ourselves."
)


class GrantBrake:
    """Counts token refreshes by the minute, in the provider's locked row: `circuits["grant"]` and `["hour"]`."""

    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now

    def check(self) -> None:
        """Before a token is sent. Raises SpotifyUnavailable while the circuit is open; after a pause one may try."""
        now = self._now()
        with self._database.bare_reading() as session:
            state = provider_state.find(session, PROVIDER)
        if state is None or _circuit(state).open_until is None:
            return
        with self._database.transaction() as session:
            state = provider_state.locked(session, PROVIDER, now)
            circuit = _circuit(state)
            closed_at = circuit_breaker.closed_at(circuit, now)
            if closed_at <= now:
                _write(session, state, grant=circuit_breaker.enter(circuit, now).to_json())
        if closed_at > now:
            raise SpotifyUnavailable("circuit_open", closed_at)

    def worked(self) -> None:
        """A refresh was answered: count it; an open circuit closes and its hour is forgotten."""
        now = self._now()
        with self._database.transaction() as session:
            state = provider_state.locked(session, PROVIDER, now)
            closed: dict[str, Any] = {}
            if _circuit(state).open_until is not None:
                closed = {"grant": Circuit().to_json(), "hour": []}
                notices.resolve(session, None, (TOPIC,), now)
            _write(session, state, **(closed | {"hour": _counted(state.circuits | closed, now, refused=0)}))

    def refused(self) -> None:
        """Count a person's refused consent. Raises SpotifyUnavailable when there are too many: mark nobody then."""
        now = self._now()
        with self._database.transaction() as session:
            state = provider_state.locked(session, PROVIDER, now)
            circuit, hour = _circuit(state), _counted(state.circuits, now, refused=1)
            broken = circuit_breaker.is_mass_break(sum(row[1] for row in hour), sum(row[2] for row in hour))
            if circuit.open_until is None and not broken:
                _write(session, state, hour=hour)
                return
            circuit = circuit_breaker.failed(circuit, AUTH, now)
            _write(session, state, hour=hour, grant=circuit.to_json())
            notices.tell(session, None, topic=TOPIC, incident=TOPIC, message=TOLD, now=now)
        log.error("mass_break", openings=circuit.openings)
        raise SpotifyUnavailable("circuit_open", circuit.open_until)


def _circuit(state: State) -> Circuit:
    return Circuit.from_json(state.circuits.get("grant", {}))


def _counted(circuits: Mapping[str, Any], now: datetime, *, refused: int) -> list[list[int]]:
    """The last hour's refreshes by the minute, [minute, tries, refused], with one more."""
    minute, begins = int(now.timestamp() // 60), int((now - HOUR).timestamp() // 60)
    hour = {row[0]: row[1:] for row in circuits.get("hour", []) if row[0] > begins}
    tries, broken = hour.get(minute, (0, 0))
    hour[minute] = (tries + 1, broken + refused)
    return [[number, *counts] for number, counts in sorted(hour.items())]


def _write(session: Reach, state: State, **parts: Any) -> None:
    provider_state.write(session, PROVIDER, circuits=state.circuits | parts)
