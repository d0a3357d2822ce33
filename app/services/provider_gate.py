"""What the Spotify client asks before each call and tells after it: one row, shared by all processes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database, Reach
from app.db.queries import notices, provider_state
from app.db.queries.provider_state import State
from app.domain import circuit_breaker, rate_budget
from app.domain.circuit_breaker import AUTH, NETWORK, Circuit, Rule
from app.domain.errors import SpotifyUnavailable, UnavailableReason
from app.domain.rate_budget import Limits, Spent
from app.spotify.gate import FailureKind, Lane

log = structlog.get_logger()

PROVIDER = "spotify"
CALLS_OF_A_REFRESH = 3
"""A token and two lists."""
CIRCUITS: dict[str, Rule] = {"network": NETWORK, "auth": AUTH}
CIRCUIT_OF: dict[FailureKind, str | None] = {"network": "network", "contract": "network", "app": "auth", "grant": None}
"""What each failure says about the provider; of refused consents the token refresh keeps count itself."""
LIMITED = ("rate_limited", "quota_exceeded")
CLOSED = {name: Circuit().to_json() for name in CIRCUITS}
TOPIC_OF = {"network": "circuit", "auth": "app"}
TOLD = {
    "network": "Spotify does not answer as it should. We leave it alone for a while and try again by ourselves.",
    "auth": "Spotify refuses this site's app. Look at the app's dashboard at Spotify: its owner, its keys, its mode.",
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """`wait`: how long until a person's refresh could make its calls; `fits`: how many of the round could begin now."""

    wait: timedelta
    fits: int


class DatabaseGate:
    """`app.spotify.gate.ProviderGate` on the database.

    In this order: nobody calls before the time that Spotify named; nobody but a person at the login, who is the best
    probe there is, while a circuit is open; nobody beyond the lane's share of the budget.
    """

    def __init__(self, database: Database, now: Clock, limits: Limits) -> None:
        self._database = database
        self._now = now
        self._limits = limits

    def enter(self, lane: Lane, calls: int = 1) -> None:
        """Take the calls from the budget, all or none. Raises SpotifyUnavailable with the time to come back."""
        now = self._now()
        with self._database.bare_transaction() as session:
            state = provider_state.locked(session, PROVIDER, now)
            spent = Spent.from_json(state.spent)
            refusal = self._refusal(state, spent, lane, calls, now)
            if refusal is None:
                probes = {} if lane == "login" else _probes(state, now)
                _take(session, state, spent, calls, now, **probes)
        if refusal is not None:
            raise refusal

    def wait(self, lane: Lane, calls: int) -> timedelta:
        """How long until that many calls could go out, as far as is known now; nothing is taken."""
        now = self._now()
        with self._database.bare_reading() as session:
            state = provider_state.find(session, PROVIDER)
            refusal = self._refusal(state, Spent.from_json(state.spent), lane, calls, now) if state else None
        return refusal.retry_at - now if refusal and refusal.retry_at else timedelta(0)

    def outlook(self, at_most: int) -> Outlook:
        """What is known now about refreshes, from one look; nothing is taken."""
        now, calls = self._now(), CALLS_OF_A_REFRESH
        with self._database.bare_reading() as session:
            state = provider_state.find(session, PROVIDER)
        if state is None:
            return Outlook(timedelta(0), min(at_most, rate_budget.share(self._limits.per_30s, "refresh") // calls))
        spent = Spent.from_json(state.spent)
        wish = self._refusal(state, spent, "person", calls, now)
        numbers = range(at_most, 0, -1)
        fits = next((n for n in numbers if self._refusal(state, spent, "refresh", n * calls, now) is None), 0)
        return Outlook(wish.retry_at - now if wish and wish.retry_at else timedelta(0), fits)

    def blocked(self, until: datetime, reason: UnavailableReason) -> None:
        """Nobody calls before `until`, in any process; of two such times the later counts."""
        now = self._now()
        with self._database.transaction() as session:
            if reason in LIMITED:
                state = provider_state.locked(session, PROVIDER, now)
                limited = rate_budget.take(limited_of(state), 1, now)
                _change(session, state, limited=limited.to_json())
            provider_state.block(session, PROVIDER, until, reason, now)

    def reopen(self) -> None:
        """Spotify answered a probe: nobody has to wait any longer."""
        now = self._now()
        with self._database.transaction() as session:
            state = provider_state.locked(session, PROVIDER, now)
            provider_state.write(session, PROVIDER, blocked_until=None, changed_at=now)
            _change(session, state, **CLOSED)
            notices.resolve(session, None, tuple(TOPIC_OF.values()), now)

    def succeeded(self) -> None:
        """Whatever was open closes."""
        with self._database.bare_reading() as session:
            state = provider_state.find(session, PROVIDER)
        if state is None or all(state.circuits.get(name, CLOSED[name]) == CLOSED[name] for name in CIRCUITS):
            return
        now = self._now()
        with self._database.transaction() as session:
            _change(session, provider_state.locked(session, PROVIDER, now), **CLOSED)
            notices.resolve(session, None, tuple(TOPIC_OF.values()), now)

    def failed(self, kind: FailureKind) -> None:
        """Count it; the circuit of its class opens when there are too many in a row, and the admin is told."""
        now, name = self._now(), CIRCUIT_OF[kind]
        with self._database.transaction() as session:
            state = provider_state.locked(session, PROVIDER, now)
            provider_state.write(session, PROVIDER, failures=state.failures + 1)
            if name is None:
                return
            before = circuit_of(state, name)
            after = circuit_breaker.failed(before, CIRCUITS[name], now)
            _change(session, state, **{name: after.to_json()})
            if after.openings > before.openings:
                log.warning("circuit_opened", circuit=name, openings=after.openings)
                topic = TOPIC_OF[name]
                notices.tell(session, None, topic=topic, incident=topic, message=TOLD[name], now=now)

    def _refusal(self, state: State, spent: Spent, lane: Lane, calls: int, now: datetime) -> SpotifyUnavailable | None:
        if state.blocked_until is not None and state.blocked_until > now:
            return SpotifyUnavailable(cast(UnavailableReason, state.reason), state.blocked_until)
        if lane != "login":
            closed_at = max(circuit_breaker.closed_at(circuit_of(state, name), now) for name in CIRCUITS)
            if closed_at > now:
                return SpotifyUnavailable("circuit_open", closed_at)
        free_at = rate_budget.free_at(spent, self._limits, lane, calls, now)
        return SpotifyUnavailable("budget", free_at) if free_at > now else None


class ProbeGate(DatabaseGate):
    """The same for one call that an admin wants now, whatever is closed: it is counted, and not asked about."""

    def enter(self, lane: Lane, calls: int = 1) -> None:  # noqa: ARG002 - a probe has no lane
        now = self._now()
        with self._database.bare_transaction() as session:
            state = provider_state.locked(session, PROVIDER, now)
            _take(session, state, Spent.from_json(state.spent), calls, now)


def limited_of(state: State) -> Spent:
    """The calls that were refused because there were too many."""
    return Spent.from_json(state.circuits.get("limited", {}))


def circuit_of(state: State, name: str) -> Circuit:
    return Circuit.from_json(state.circuits.get(name, {}))


def _take(session: Reach, state: State, spent: Spent, calls: int, now: datetime, **circuits: dict[str, Any]) -> None:
    """Count calls that go out, and what that makes of the circuits."""
    taken = rate_budget.take(spent, calls, now).to_json()
    changes = {"circuits": state.circuits | circuits} if circuits else {}
    provider_state.write(session, PROVIDER, calls=state.calls + calls, spent=taken, **changes)


def _probes(state: State, now: datetime) -> dict[str, dict[str, Any]]:
    """The open circuits, as they are while a call finds out; none on most days."""
    circuits = {name: circuit_of(state, name) for name in CIRCUITS if name in state.circuits}
    entered = {name: circuit_breaker.enter(circuit, now) for name, circuit in circuits.items()}
    return {name: circuit.to_json() for name, circuit in entered.items() if circuit != circuits[name]}


def _change(session: Session, state: State, **circuits: dict[str, Any]) -> None:
    provider_state.write(session, PROVIDER, circuits=state.circuits | circuits)
