"""A year of a whole site in minutes: the product's own services on a clock that is moved, the sandbox in this process.

`Year(people).run()` lives through revocations, expiries, days without quota, outages, deploys and a long downtime, and
looks at every page at the end of each day: is its music younger than eight days, and if not, why.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, select

from app.bootstrap import Services, build
from app.db.queries import engine
from app.db.queries.engine import Stale
from app.db.tables.work import Job, Notice
from app.domain import consent
from app.sandbox.faults import Fault
from app.sandbox.world import World
from app.scheduler.worker import BATCH, lead
from app.settings import Settings
from tests.chaos import crowds
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.simulation.in_process import BASE

BEGIN = datetime(2026, 1, 5, tzinfo=UTC)
DAYS = 365
LOOK = timedelta(hours=12)
"""The leader looks at least so often; oftener while something is due."""
STRIDE = timedelta(hours=1)
"""The leader ticks no oftener: once an hour it sweeps too, as in life."""
ANNOUNCED = (30, 7, 1)
LIKE = ("mara", "tomas", "haruka", "layla", "newcomer", "minimal")


@dataclass
class Seen:
    """What the year was like; page-days are counted for connected, public pages only."""

    refreshes: int = 0
    """Tries of the weekly round, whatever came of them."""
    page_days: int = 0
    stale: Counter[str] = field(default_factory=Counter)
    """Page-days with older music, by the reason."""
    unexplained: list[str] = field(default_factory=list)
    expected: Counter[int] = field(default_factory=Counter)
    """Consents that were still in force so many days before their end."""
    announced: Counter[int] = field(default_factory=Counter)
    unannounced: list[str] = field(default_factory=list)

    @property
    def fresh(self) -> float:
        return 1 - sum(self.stale.values()) / max(1, self.page_days)


class AtOnce(Executor):
    """Does the work where it is asked for: time stands still meanwhile."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*args, **kwargs))
        return done


class Here:
    """Where the sandbox would be, if it were a server."""

    accounts_url = BASE
    api_url = f"{BASE}/v1"


def named(page: Stale, now: datetime) -> str | None:
    """What its rows say about a page that is not fresh; None when nothing explains it."""
    if page.outcome not in (None, "done"):
        return page.outcome
    if page.due_at is not None and page.due_at - now < LOOK:
        return "its turn is next"
    return "moved, too much was due at once" if page.was_moved else None


class Year:
    def __init__(self, people: int, template: Path, folder: Path, world: World, clock: Clock, seed: int = 1) -> None:
        shutil.copyfile(template, folder / "year.db")
        self.clock = clock
        self.world = world
        self.rng = Random(seed)
        self.seen = Seen()
        limits = {"SPOTIFY_CALLS_PER_30S": "300", "SPOTIFY_CALLS_PER_DAY": str(max(400, people * 2))}
        self._environment = environment_for(f"sqlite:///{folder / 'year.db'}", Here, **limits)  # type: ignore[arg-type]
        self.services = self._start()
        self.keys = crowds.invent(world, people, LIKE)
        self.person_of: dict[str, int] = {}
        self.given: dict[int, list[datetime]] = {}
        self.revoked: dict[int, list[datetime]] = {}
        self.told = set[str]()
        for key in self.keys:
            self.clock.advance(minutes=self.rng.uniform(0, 20_000 / people))
            self._connect(key)
        self._wishes: list[tuple[datetime, Callable[[], None]]] = []
        self._plan_the_year()

    def run(self) -> Seen:
        end, next_day = self.clock() + timedelta(days=DAYS), self.clock() + timedelta(days=1)
        while self.clock() < end:
            while self._wishes and self._wishes[0][0] <= self.clock():
                self._wishes.pop(0)[1]()
            self._tick()
            if self.clock() >= next_day:
                next_day += timedelta(days=1)
                self._look()
            self._move()
        self._count_announcements()
        return self.seen

    def _start(self) -> Services:
        """A process begins: after a deploy, and at first."""
        services = build(Settings.load(self._environment), now=self.clock)
        services.leadership._monotonic = lambda: self.clock().timestamp()
        return services

    def _tick(self) -> None:
        self.services.leadership.elect()
        self.seen.refreshes += lead(self.services.rounds, AtOnce(), BATCH, self.services.stopping)

    def _move(self) -> None:
        """To the next moment at which something is due, but not so far that a look would be missed."""
        now = self.clock()
        with self.services.studio._database.reading() as session:
            due_at = session.scalar(select(func.min(Job.due_at)))
        moments = [due_at or now + LOOK, now + LOOK, *(moment for moment, _ in self._wishes[:1])]
        self.clock.moment = max(now + STRIDE, min(moments))

    def _connect(self, key: str) -> None:
        person_id = crowds.connect(self.world, self.services, key)
        with self.services.studio._database.transaction() as session:
            profile_id = crowds.publish(session, self.services, person_id)
        self.services.refresh.first_import(profile_id)
        self.person_of[key] = person_id
        self.given.setdefault(person_id, []).append(self.clock())

    def _revoke(self, key: str) -> None:
        self.world.tokens.revoke(key)
        self.revoked.setdefault(self.person_of[key], []).append(self.clock())

    def _plan_the_year(self) -> None:
        at = self._at
        for key in self.keys:
            if self.rng.random() < 0.1:
                day = self.rng.uniform(5, 340)
                at(day, lambda key=key: self._revoke(key))
                if self.rng.random() < 0.7:
                    at(day + self.rng.uniform(8, 30), lambda key=key: self._connect(key))
            if self.rng.random() < 0.8:
                at(self.rng.choice((176, 182, 186)), lambda key=key: self._connect(key))
            for _ in range(8):
                at(self.rng.uniform(0, 360), lambda key=key: self._new_music(key))
        for _ in range(3):
            at(self.rng.uniform(10, 350), lambda: self.world.faults.add(Fault("429_quota")))
        for _ in range(4):
            day = self.rng.uniform(10, 350)
            at(day, lambda: self.world.faults.add(Fault("503", times=None)))
            at(day + self.rng.uniform(0.1, 0.5), self.world.faults.clear)
        for week in range(50):
            at(week * 7 + 2.4, self._deploy)
        at(230, lambda: self.clock.advance(days=2))  # nobody was there
        self._wishes.sort(key=lambda wish: wish[0])

    def _at(self, day: float, act: Callable[[], object]) -> None:
        self._wishes.append((self.clock() + timedelta(days=day), act))

    def _new_music(self, key: str) -> None:
        self.world.standing[key].revision += 1

    def _deploy(self) -> None:
        """The old process resigns, ten minutes later a new one begins."""
        self.services.leadership.resign()
        self.services.studio._database.engine.dispose()
        self.clock.advance(minutes=10)
        self.services = self._start()

    def _look(self) -> None:
        """Each page at the end of a day."""
        now = self.clock()
        with self.services.studio._database.reading() as session:
            self.seen.page_days += engine.read(session, now).wanted
            old = [page for page in engine.stale(session, now, len(self.keys)) if page.status == "connected"]
            self.told.update(session.scalars(select(Notice.incident).where(Notice.topic == "consent")))
        for page in old:
            reason = named(page, now)
            self.seen.stale[reason or "no reason"] += 1
            if reason is None:
                self.seen.unexplained.append(f"{now:%d %b}: {page}")

    def _count_announcements(self) -> None:
        """Of each consent that lived to its last month: whether all three announcements were made by then."""
        for person_id, authorized_at, until in self._consents():
            ends_at = consent.ends_at(authorized_at)
            for days in ANNOUNCED:
                if until < ends_at - timedelta(days=days) + LOOK:
                    continue  # renewed or revoked before its time
                self.seen.expected[days] += 1
                stage = consent.stage(authorized_at, ends_at - timedelta(days=days) + timedelta(minutes=1))
                incident = f"consent:{person_id}:{ends_at:%Y-%m-%d}:{stage}"
                if incident in self.told:
                    self.seen.announced[days] += 1
                else:
                    self.seen.unannounced.append(incident)

    def _consents(self) -> Iterator[tuple[int, datetime, datetime]]:
        """Each consent that was given, and until when it was the person's."""
        for person_id, given in self.given.items():
            ends = [*given[1:], self.clock()]
            for authorized_at, until in zip(given, ends, strict=True):
                dead_at = min((at for at in self.revoked.get(person_id, []) if at >= authorized_at), default=until)
                yield person_id, authorized_at, min(until, dead_at)
