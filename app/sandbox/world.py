"""Everything that one running sandbox knows. In memory, one per server, resettable."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock

from app.sandbox import catalogue, listening, oddities, people, wire
from app.sandbox.catalogue import Catalogue
from app.sandbox.faults import FaultBox
from app.sandbox.ledger import WINDOW_S, Ledger
from app.sandbox.model_desk import ModelDesk
from app.sandbox.people import Person
from app.sandbox.tokens import TokenOffice
from app.sandbox.wire import Json


@dataclass(slots=True)
class Standing:
    """What the control page may change about a person."""

    allow_listed: bool
    has_account_id: bool
    shape: str | None
    empty: bool = False
    """Both lists come back empty, whatever was there."""
    revision: int = 0
    """How often the person listened to something new."""


@dataclass(slots=True)
class Clock:
    """Seconds since 1970, moved by ``offset_s``."""

    now: Callable[[], float]
    offset_s: float = 0.0

    def __call__(self) -> float:
        return self.now() + self.offset_s


@dataclass(slots=True)
class Settings:
    shape: str = wire.DEVELOPMENT
    rate_limit: int | None = None
    """Web API calls allowed in any 30 seconds; None for no limit."""
    clients: dict[str, str] = field(default_factory=dict)
    """Known client ids and their secrets; empty: any id, any secret but "wrong"."""


class World:
    """``now`` gives the time; ``stopping`` ends every wait when the server closes."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.clock = Clock(now)
        self.stopping = Event()
        self.catalogue: Catalogue = catalogue.load()
        self.people: dict[str, Person] = people.load()
        self._lock = Lock()
        self.reset()

    def reset(self) -> None:
        """Forget grants, faults, changes and the ledger; the clock goes back to the present."""
        self.clock.offset_s = 0.0
        self.settings = Settings()
        self.ledger = Ledger(self.clock)
        self.tokens = TokenOffice(self.clock, self.ledger)
        self.faults = FaultBox()
        self.model = ModelDesk(self.clock)
        self._recent_calls: deque[float] = deque()
        self.standing = {
            person.key: Standing(person.allow_listed, person.has_account_id, person.shape)
            for person in self.people.values()
        }

    def shape_for(self, person: str | None) -> str:
        """The person's own shape, else everybody's."""
        return (self.standing[person].shape if person else None) or self.settings.shape

    def client_is_known(self, client_id: str) -> bool:
        return bool(client_id) and (not self.settings.clients or client_id in self.settings.clients)

    def secret_is_right(self, client_id: str, secret: str) -> bool:
        if self.settings.clients:
            return self.settings.clients.get(client_id) == secret
        return bool(secret) and secret != "wrong"

    def seconds_until_allowed(self) -> int:
        """0 and the call counts, or the Retry-After of the rolling 30-second window."""
        with self._lock:
            limit, now = self.settings.rate_limit, self.clock()
            while self._recent_calls and self._recent_calls[0] <= now - WINDOW_S:
                self._recent_calls.popleft()
            if limit is not None and len(self._recent_calls) >= limit:
                return max(1, round(self._recent_calls[0] + WINDOW_S - now + 0.5)) if limit else 30
            self._recent_calls.append(now)
            return 0

    def me(self, base: str, key: str) -> Json:
        person = self.people[key]
        shape = self.shape_for(key)
        return wire.user(base, person, shape, with_account_id=self.standing[key].has_account_id)

    def top_tracks(self, base: str, key: str, time_range: str) -> list[Json | None]:
        """The whole list; with a person's oddities, items may be null or broken."""
        standing, shape = self.standing[key], self.shape_for(key)
        if standing.empty:
            return []
        plays = listening.top_tracks(self.catalogue, self.people[key], time_range, standing.revision)
        tracks = [wire.track_object(base, play.track, play.release, shape) for play in plays]
        listed = oddities.spoil_tracks(tracks) if self.people[key].odd else tracks
        return [wire.shaped(track, shape) if track else None for track in listed]

    def top_artists(self, base: str, key: str, time_range: str) -> list[Json]:
        standing, person = self.standing[key], self.people[key]
        if standing.empty or (person.odd and not standing.revision):
            return []  # seen in the wild: no artists while there are tracks
        artists = listening.top_artists(self.catalogue, person, time_range, standing.revision)
        return [wire.artist_object(base, artist, self.shape_for(key)) for artist in artists]
