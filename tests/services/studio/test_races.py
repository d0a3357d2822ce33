"""The studio under several hands at once: real connections, real commits, both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from app.domain.handles import HandleTaken
from app.domain.refusals import BadInput, StaleRevision
from tests.ground.stage import Stage

HANDS = 5


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """What each hand got: an answer, or the refusal."""
    start = Barrier(HANDS)

    def one(number: int) -> Any:
        start.wait()
        try:
            return act(number)
        except (BadInput, StaleRevision) as refusal:
            return refusal

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(one, range(HANDS)))


def test_of_many_who_want_the_same_handle_exactly_one_gets_it(stage: Stage) -> None:
    people = ["mara", "q", "zephine", "minimal", "singles"]
    ids = [stage.artist(person, imported=False).person_id for person in people]
    spellings = ["milo-rn", "milom", "mi1om", "MIL0RN", "m_ilom"]
    answers = at_once(lambda number: stage.services.studio.claim_handle(ids[number], spellings[number]))

    assert answers.count(None) == 1
    assert [type(answer) for answer in answers if answer is not None] == [HandleTaken] * (HANDS - 1)
    assert sum(stage.services.studio.draft(person_id).handle is not None for person_id in ids) == 1


def test_of_many_tabs_that_save_the_same_revision_one_wins_and_all_others_keep_both_texts(stage: Stage) -> None:
    mara = stage.artist("mara")
    answers = at_once(
        lambda number: stage.services.studio.edit_words(mara.person_id, f"Bio number {number}.", {}, revision=0)
    )
    winner = stage.services.studio.draft(mara.person_id).words.bio.text
    refused = [answer for answer in answers if isinstance(answer, StaleRevision)]

    assert len(refused) == HANDS - 1
    for refusal in refused:
        assert refusal.stored["bio"] == winner
        assert refusal.typed["bio"] not in ("", winner)
    assert len(stage.services.studio.history(mara.person_id)) == 1


def test_many_clicks_on_one_text_take_it_once(stage: Stage) -> None:
    mara = stage.artist("mara")
    stage.clock.advance(minutes=1)
    stage.services.copywriting.ask(mara.person_id, "all")
    stage.work()
    candidate = stage.services.studio.room(mara.person_id).candidates[0].id
    answers = at_once(lambda _number: stage.services.studio.accept(mara.person_id, candidate, []))

    assert answers == [None] * HANDS
    assert len(stage.services.studio.history(mara.person_id)) == 1
