"""The breaker as a rule: longer with each failure, one call finds out, success forgets."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.circuit_breaker import (
    AUTH,
    NETWORK,
    PROBE,
    Circuit,
    Rule,
    closed_at,
    enter,
    failed,
    is_mass_break,
    pause,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "minutes"), [(NETWORK, [10, 20, 40, 60, 60, 60]), (AUTH, [30, 60, 120, 240, 240, 240])]
)
def test_each_failure_doubles_the_pause_up_to_its_cap(rule: Rule, minutes: list[int]) -> None:
    assert [pause(rule, number) // timedelta(minutes=1) for number in range(1, 7)] == minutes
    assert pause(rule, 10_000) == rule.cap


def test_a_provider_has_five_failures_in_a_row() -> None:
    circuit = Circuit()
    for _ in range(4):
        circuit = failed(circuit, NETWORK, NOW)
        assert closed_at(circuit, NOW) == NOW
    circuit = failed(circuit, NETWORK, NOW)

    assert closed_at(circuit, NOW) == NOW + timedelta(minutes=10)


def test_calls_under_way_while_it_opened_make_no_pause_longer() -> None:
    circuit = failed(Circuit(), AUTH, NOW)
    late = failed(failed(circuit, AUTH, NOW), AUTH, NOW + timedelta(minutes=1))

    assert closed_at(late, NOW) == NOW + timedelta(minutes=30)


def test_after_the_pause_one_call_finds_out_and_the_others_wait_for_it() -> None:
    over = NOW + timedelta(minutes=30)
    circuit = failed(Circuit(), AUTH, NOW)
    assert closed_at(circuit, over) == over
    probing = enter(circuit, over)

    assert closed_at(probing, over) == over + PROBE
    again = failed(probing, AUTH, over)
    assert closed_at(again, over) == over + timedelta(minutes=60)
    assert closed_at(probing, over + PROBE) == over + PROBE, "a probe that died makes room for another"


def test_a_closed_circuit_needs_no_probe_and_all_of_it_survives_being_stored() -> None:
    assert enter(failed(Circuit(), NETWORK, NOW), NOW).probe_until is None
    circuit = enter(failed(Circuit(), AUTH, NOW), NOW + timedelta(hours=1))
    assert Circuit.from_json(circuit.to_json()) == circuit


@pytest.mark.parametrize(
    ("refreshes", "refused", "broken"), [(2, 2, False), (3, 3, True), (10, 3, True), (11, 3, False), (100, 30, True)]
)
def test_many_refusals_within_an_hour_are_the_providers_fault(refreshes: int, refused: int, broken: bool) -> None:
    assert is_mass_break(refreshes, refused) is broken
