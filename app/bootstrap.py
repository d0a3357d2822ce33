"""The one composition root: builds engine, clock and services; `back_bootstrap` those that pages do without."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from threading import Event, RLock
from typing import TYPE_CHECKING, Any

from app.db.clock import Clock, for_database
from app.db.database import Database
from app.random_names import new_token
from app.services.counter_health import CounterHealth
from app.services.directory import Directory
from app.services.failpoints import Failpoint, no_failpoint
from app.services.readiness import ReadinessService
from app.services.risen import RisenService
from app.services.sessions import SessionService
from app.services.signals import SignalService
from app.services.violations import Violations
from app.settings import Settings
from app.vault import Vault, parse_keys

if TYPE_CHECKING:
    from app.back_bootstrap import Back
    from app.services.exports import Render, Shown
else:
    Back = object


class Services(Back):
    """Everything that web, scheduler and command line may use. `stopping` is set once the process was told to end.

    What answers visitors is here from the beginning. All else stands in the back (`Back`): it is loaded and built once
    something of it is asked for, by name like the rest.
    """

    def __init__(
        self, settings: Settings, reserved: Collection[str], database: Database, now: Clock, failpoint: Failpoint
    ) -> None:
        self.settings: Settings = settings
        self.reserved = reserved
        self.database = database
        self.now = now
        self.failpoint = failpoint
        self.vault = Vault(parse_keys(settings.token_keys.get_secret_value()))
        self.stopping = Event()
        self.directory = Directory(database)
        self.signals = SignalService(database, now)
        self.sessions = SessionService(database, now, new_token)
        self.counters = CounterHealth(now, shared=settings.redis_url is not None)
        self.violations = Violations(now)
        self.readiness = ReadinessService(database, self.vault, self.stopping)
        self.risen = RisenService(database)
        self._render: Render | None = None
        self._opening = RLock()
        self._is_open = False

    def open(self) -> None:
        """Load and build what stands in the back. Doing it twice is calm; others wait meanwhile."""
        with self._opening:
            if self._is_open:
                return
            from app.back_bootstrap import build_back  # noqa: PLC0415 - this is what it is for

            back = build_back(self)
            self.__dict__ |= {each.name: getattr(back, each.name) for each in fields(back)}
            self._is_open = True

    def on_page(self, render: "Render") -> None:
        """Hand in what draws a page for an export: the templates are the web's."""
        self._render = render

    def drawn(self, shown: "Shown") -> Mapping[str, bytes]:
        """Files of a static site that shows this; none where nobody draws."""
        return self._render(shown) if self._render else {}

    if not TYPE_CHECKING:  # a type checker knows what Back has, and should miss what it has not

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_") or self._is_open:
                raise AttributeError(f"no service is called {name}")
            self.open()
            return getattr(self, name)


def build(
    settings: Settings,
    *,
    reserved: Collection[str] = (),
    now: Clock | None = None,
    failpoint: Failpoint = no_failpoint,
) -> Services:
    """Build everything; nothing is opened or called yet. `reserved` are the site's own first path words."""
    database = Database(settings.database_url.get_secret_value())
    return Services(settings, reserved, database, now or for_database(database), failpoint)
