"""What the admin reads: what texts cost, and how each prompt's texts are received."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain import copy_figures
from app.domain.copy_figures import Change, Reception, Written
from tests.services.generation.studio_of_one import PRAISE, Desk

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BIO = "Odile Marsh is a cellist in Ghent."


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def written(again: float | None = None, writer: str = "model", reason: str | None = None) -> Written:
    next_asked = None if again is None else minutes(again)
    return Written("bio-v1", writer, NOON, frozenset({BIO, "Another one."}), next_asked, reason, ("capital",))


def taken(after: float = 1, bio: str = BIO) -> Change:
    return Change(minutes(after), "accepted", bio)


def edited(after: float, bio: str = "My own words.") -> Change:
    return Change(minutes(after), "edited", bio)


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        (written(), [], Reception(False, False, False)),
        (written(), [taken()], Reception(True, False, False)),
        (written(), [taken(bio="Another one.")], Reception(True, False, False)),
        (written(), [taken(bio="Somebody else's.")], Reception(False, False, False)),
        (written(), [taken(-5)], Reception(False, False, False)),
        (written(), [taken(), edited(11)], Reception(True, True, False)),
        (written(), [taken(), edited(11.1)], Reception(True, False, False)),
        (written(), [edited(3), taken(4)], Reception(True, False, False)),
        (written(), [taken(), edited(5, BIO)], Reception(True, False, False)),
        (written(again=3), [], Reception(False, False, True)),
        (written(again=3), [taken(1)], Reception(True, False, False)),
        (written(again=3), [taken(5)], Reception(True, False, True)),
    ],
)
def test_what_became_of_a_text_is_read_from_the_later_versions(
    text: Written, changes: list[Change], expected: Reception
) -> None:
    assert copy_figures.reception(text, changes) == expected
    assert copy_figures.reception(text, reversed(changes)) == expected


def test_shares_fallbacks_and_rules_of_one_prompt() -> None:
    texts = [
        (written(), Reception(True, False, False)),
        (written(), Reception(True, True, False)),
        (written(), Reception(False, False, True)),
        (written(writer="grounded", reason="timeout"), Reception(False, False, False)),
    ]

    found = copy_figures.figures("bio-v1", texts)

    assert (found.texts, found.regeneration_rate, found.accepted_unchanged) == (4, 0.25, 0.25)
    assert (found.edited_at_once, found.fallback_rate) == (0.25, 0.25)
    assert (found.fallback_reasons, found.rules) == ((("timeout", 1),), (("capital", 4),))


@pytest.mark.parametrize(("again", "count", "alarm"), [(6, 20, False), (7, 20, True), (7, 19, False)])
def test_the_alarm_rings_over_thirty_percent_once_there_are_enough_texts(again: int, count: int, alarm: bool) -> None:
    texts = [(written(), Reception(False, False, number < again)) for number in range(count)]

    assert copy_figures.figures("bio-v1", texts).alarm is alarm


def test_the_report_follows_texts_from_the_wish_to_the_edit(desk: Desk) -> None:
    one, other = desk.person(), desk.person()
    desk.writes(cached_tokens=600)
    desk.ask(one)
    desk.clock.advance(minutes=1)
    desk.services.studio.accept(one, desk.candidates(one)[1].id, [])
    desk.clock.advance(minutes=2)
    room = desk.services.studio.room(one)
    desk.services.studio.edit_words(one, "Mine now, and longer than it was before.", {}, room.draft.revision)
    desk.writes(*PRAISE)
    desk.says("refusal")
    desk.ask(other)
    desk.clock.advance(minutes=1)
    desk.says("500")
    desk.ask(other)

    report = desk.services.model_costs.report()

    (figures,) = report.prompts
    assert (figures.version, figures.texts) == ("bio-v1", 3)
    assert figures.edited_at_once == pytest.approx(1 / 3)
    assert figures.accepted_unchanged == 0
    assert figures.regeneration_rate == pytest.approx(1 / 3)
    assert figures.fallback_rate == pytest.approx(2 / 3)
    assert dict(figures.fallback_reasons) == {"refusal": 1, "server": 1}
    assert figures.rules
    costs, rows = report.costs, desk.generations
    assert costs.committed == sum(row.cost_micro or 0 for row in rows)
    assert (costs.texts, costs.people, costs.reserved, costs.lost) == (3, 2, 0, 0)
    assert costs.dearest == max(row.cost_micro or 0 for row in rows)
    assert (costs.per_text, costs.per_person) == (costs.committed // 3, costs.committed // 2)
    assert report.tokens.cached_share is not None
    assert 0.1 < report.tokens.cached_share < 0.5
    assert {cost.person_id for cost in report.dearest_people} == {one, other}


def test_texts_without_a_model_are_figures_of_their_own(desk: Desk) -> None:
    person = desk.person()
    for _ in range(4):
        desk.says("500")
        desk.ask(person)

    versions = {figures.version: figures.texts for figures in desk.services.model_costs.report().prompts}

    assert versions == {"bio-v1": 3, "grounded": 1}


def test_captions_alone_are_no_text_that_could_be_taken_or_not(desk: Desk) -> None:
    desk.ask(desk.person(), "captions")

    assert desk.services.model_costs.report().prompts == ()


def test_an_empty_month_is_reported_as_such(desk: Desk) -> None:
    report = desk.services.model_costs.report()

    assert (report.costs.committed, report.costs.per_text, report.tokens.cached_share) == (0, 0, None)
