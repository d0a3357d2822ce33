"""Three weeks without a process: one run for each profile, its turns spread over a day (RELIABILITY.md F34)."""

from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.db.tables.work import Run
from app.scheduler.worker import lead
from app.settings import Settings
from tests.ground.stage import Stage
from tests.scheduler.test_rounds import crowd
from tests.services.refresh.rooms import rows

PEOPLE = 20


@pytest.fixture
def settings(environment: Mapping[str, str]) -> Settings:
    """Development Mode's budget: about four refreshes an hour."""
    return Settings.load({**environment, "SPOTIFY_CALLS_PER_30S": "8", "SPOTIFY_CALLS_PER_DAY": "400"})


def test_after_three_weeks_each_profile_has_one_run_and_no_hour_more_than_its_share(stage: Stage) -> None:
    ids = crowd(stage, PEOPLE)
    stage.clock.advance(weeks=3)
    began, busiest, before = stage.clock(), 0, 0
    with ThreadPoolExecutor(1) as pool:
        while stage.clock() - began < timedelta(hours=25):
            stage.services.leadership.elect()
            lead(stage.services.rounds, pool, 1, stage.services.stopping)
            done = len(rows(stage, Run))
            busiest, before = max(busiest, done - before), done
            stage.clock.advance(hours=1)
    stage.services.leadership.resign()

    assert Counter(run.profile_id for run in rows(stage, Run)) == Counter(ids)
    assert busiest <= 2, "spread, not burst"


def test_a_crowd_that_is_looked_at_once_an_hour_only_is_not_put_off_again_and_again(stage: Stage) -> None:
    """Of 240 spread over a day ten are due each hour: more than an hour's four, and yet theirs is the turn."""
    crowd(stage, 240)
    with ThreadPoolExecutor(1) as pool:
        for _ in range(4):
            stage.services.leadership.elect()
            lead(stage.services.rounds, pool, 1, stage.services.stopping)
            stage.clock.advance(hours=1)
    stage.services.leadership.resign()

    assert len(rows(stage, Run)) >= 20
