"""Retry-After, however it is written."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spotify.answers import retry_at

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("5", 5),
        (" 30 ", 30),
        ("0005", 5),
        ("1.5", 1),
        ("86400", 86_400),
        ("86401", 86_400),
        ("999999999999999999999", 86_400),
        ("9" * 5000, 86_400),
        ("Fri, 20 Nov 2026 12:05:00 GMT", 300),
        ("Fri, 20 Nov 2026 12:05:00 -0000", 300),
        ("Fri, 20 Nov 2026 13:05:00 +0100", 300),
        ("Fri, 20 Nov 2037 12:00:00 GMT", 86_400),
        ("Fri, 20 Nov 2026 11:59:59 GMT", 60),
        ("Thu, 32 Nov 2026 25:61:00 GMT", 60),
        (None, 60),
        ("", 60),
        ("0", 60),
        ("-5", 60),
        ("soon", 60),
        ("5, 10", 60),
        ("٥", 60),
        ("1e3", 60),
        ("0x10", 60),
        ("inf", 60),
        ("5\x00", 60),
    ],
)
def test_the_time_to_come_back(header: str | None, seconds: int) -> None:
    assert retry_at(header, NOW) == NOW + timedelta(seconds=seconds)


@given(st.text())
def test_any_header_gives_a_time_within_a_day(header: str) -> None:
    assert NOW < retry_at(header, NOW) <= NOW + timedelta(hours=24)
