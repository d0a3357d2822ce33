"""Counting: in memory while pages are served, in the database in batches, from several processes at once."""

from collections import Counter
from threading import Thread

from sqlalchemy import func, select

from app.db.database import Database
from app.db.tables.signals import DailyCount
from app.domain.signals import MOST_HOSTS, OTHERS
from app.services.signals import MOST_KEYS, SignalService
from tests.ground.moments import Clock
from tests.ground.stage import Artist, Stage


def figures(stage: Stage, artist: Artist) -> Counter[tuple[str, str]]:
    """All that is kept, over all days."""
    totals: Counter[tuple[str, str]] = Counter()
    for figure in stage.services.signals.of(artist.person_id, everything=True).counted:
        totals[figure.kind, figure.item] += figure.count
    return totals


def another(stage: Stage) -> SignalService:
    """The same in another process."""
    return SignalService(stage.services.studio._database, stage.clock)


def test_counts_of_two_processes_add_up(stage: Stage) -> None:
    mara, second = stage.artist("mara"), another(stage)
    for process in (stage.services.signals, second, second):
        process.count(mara.profile_id, "people")
        process.count(mara.profile_id, "referrer", "bandcamp.com")
    second.flush()
    second.count(mara.profile_id, "people")
    second.flush()

    assert figures(stage, mara) == {("people", ""): 4, ("referrer", "bandcamp.com"): 3}


def test_processes_that_write_at_once_lose_nothing_and_wait_for_nobody(stage: Stage) -> None:
    artists = [stage.artist(person) for person in ("mara", "haruka", "layla")]
    services = [another(stage) for _ in range(4)]

    def work(service: SignalService, order: int) -> None:
        for _ in range(10):
            for artist in artists[::order]:
                service.count(artist.profile_id, "people")
                service.count(artist.profile_id, "crawlers", "Slack")
            service.flush()

    threads = [Thread(target=work, args=(service, -1 if n % 2 else 1)) for n, service in enumerate(services)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for service in services:
        service.flush()

    assert all(figures(stage, artist) == {("people", ""): 40, ("crawlers", "Slack"): 40} for artist in artists)


def test_the_most_frequent_hosts_keep_their_names_and_the_rest_is_others(stage: Stage) -> None:
    mara, signals = stage.artist("mara"), stage.services.signals
    for n in range(300):
        signals.count(mara.profile_id, "referrer", f"junk{n}.org")
    for _ in range(5):
        signals.count(mara.profile_id, "referrer", "bandcamp.com")
    signals.flush()
    signals.count(mara.profile_id, "referrer", "late.org")
    found = figures(stage, mara)

    assert len(found) == MOST_HOSTS + 1
    assert found["referrer", "bandcamp.com"] == 5
    assert sum(found.values()) == 306
    assert ("referrer", "late.org") not in found
    assert found["referrer", OTHERS] == 306 - 5 - (MOST_HOSTS - 1)


def test_memory_is_bounded_whatever_is_asked_for(stage: Stage) -> None:
    mara, signals = stage.artist("mara"), stage.services.signals
    signals.count(mara.profile_id, "people")
    for n in range(MOST_KEYS + 50):
        signals.count(mara.profile_id, "referrer", f"junk{n}.org")
    signals.count(mara.profile_id, "people")

    assert len(signals._counts) <= MOST_KEYS
    assert signals._counts[mara.profile_id, "people", ""] == 2


def test_what_cannot_be_written_waits_and_is_counted_once(stage: Stage, clock: Clock) -> None:
    mara, away = stage.artist("mara"), Database("sqlite:////nowhere/at/all.db")
    waiting = SignalService(away, clock)
    waiting.count(mara.profile_id, "people")
    assert waiting.flush() == 0
    waiting.count(mara.profile_id, "people")
    waiting._database = stage.services.studio._database

    assert waiting.flush() == 1
    assert waiting.flush() == 0
    assert figures(stage, mara) == {("people", ""): 2}


def test_a_page_that_is_gone_takes_its_counts_along_and_stops_nobody_elses(stage: Stage) -> None:
    mara, layla, signals = stage.artist("mara"), stage.artist("layla"), stage.services.signals
    signals.count(mara.profile_id, "people")
    signals.flush()
    mara.post("/studio/delete", confirm="delete", erase_now="1")
    signals.count(mara.profile_id, "people")
    signals.count(layla.profile_id, "people")
    signals.flush()

    with stage.services.studio._database.reading() as session:
        assert session.scalar(select(func.count()).select_from(DailyCount)) == 1
    assert figures(stage, layla) == {("people", ""): 1}


def test_the_site_learns_how_many_pages_are_shared(stage: Stage) -> None:
    mara, layla, signals = stage.artist("mara"), stage.artist("layla"), stage.services.signals
    mara.publish("mara-s")
    layla.publish("layla-s")
    for _ in range(3):
        signals.count(mara.profile_id, "share", "copy")
    signals.count(layla.profile_id, "people")
    signals.flush()
    sharing = signals.sharing()

    assert (sharing.public, sharing.shared, sharing.actions, sharing.views) == (2, 1, 3, 1)
    layla.post("/studio/unpublish")
    assert signals.sharing().public == 1
