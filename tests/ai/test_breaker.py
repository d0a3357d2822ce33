"""When a model that fails is left alone."""

from datetime import timedelta

import pytest

from app.domain import model_breaker

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("reason", "failures", "retry_after_s", "pause"),
    [
        ("timeout", 1, None, None),
        ("server", 2, 30, None),
        ("timeout", 3, None, MINUTE),
        ("garbage", 4, None, 2 * MINUTE),
        ("network", 8, None, 32 * MINUTE),
        ("network", 500, None, 60 * MINUTE),
        ("server", 3, 600, 10 * MINUTE),
        ("rate_limited", 1, None, MINUTE),
        ("rate_limited", 1, 20, MINUTE),
        ("rate_limited", 1, 300, 5 * MINUTE),
        ("rate_limited", 1, 10**6, 60 * MINUTE),
        ("key_refused", 1, None, 30 * MINUTE),
        ("quota", 2, None, 60 * MINUTE),
        ("quota", 500, None, 240 * MINUTE),
    ],
)
def test_the_pause_follows_the_kind_of_failure(
    reason: str, failures: int, retry_after_s: int | None, pause: timedelta | None
) -> None:
    assert model_breaker.pause(reason, failures, retry_after_s) == pause


def test_a_refusal_says_nothing_about_the_provider() -> None:
    assert not model_breaker.counts("refusal")
    assert model_breaker.counts("timeout")
