"""Leaving, refreshing, writing and publishing at the same time: they wait for each other, and none is thrown out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count

from app.domain.refusals import Refusal
from tests.ground.stage import Stage

ROUNDS = 8


def test_everything_that_touches_a_profile_takes_its_turn(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    services, person_id = stage.services, mara.person_id
    numbers = count(1)

    def often(act: Callable[[], object]) -> int:
        """How often it was done; a refusal is an answer, any other error is not."""
        for _ in range(ROUNDS):
            stage.clock.advance(seconds=1)
            with suppress(Refusal):
                act()
        return ROUNDS

    acts: tuple[Callable[[], object], ...] = (
        lambda: services.refresh.first_import(mara.profile_id),
        services.runner.run_next,
        services.runner.run_next,
        lambda: services.copywriting.ask(person_id, "all"),
        lambda: services.studio.edit_words(
            person_id, f"Bio {next(numbers)}.", {}, services.studio.draft(person_id).revision
        ),
        lambda: services.leaving.disconnect(person_id),
        lambda: services.publishing.publish(person_id),
    )
    with ThreadPoolExecutor(len(acts)) as pool:
        assert list(pool.map(often, acts)) == [ROUNDS] * len(acts)

    assert stage.visitor().get("/mara-e").status_code == 200
