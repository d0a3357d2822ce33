"""The settings in a form."""

import pytest

from app.domain.draft import Preferences, parse_preferences
from app.domain.refusals import BadInput


def test_an_empty_form_is_everything_off_in_the_first_theme_and_language() -> None:
    assert parse_preferences({}, frozenset()) == Preferences(auto_refresh=False)


@pytest.mark.parametrize("tick", ["1", "on", "true", "YES"])
def test_a_tick_is_a_tick_however_a_browser_says_it(tick: str) -> None:
    assert parse_preferences({"auto_refresh": tick}, frozenset()).auto_refresh


@pytest.mark.parametrize("email", ["a@b.c", "jörg@münchen.example", "a+b@c.d.example"])
def test_an_address_that_could_exist_is_kept(email: str) -> None:
    chosen = parse_preferences({"email": f" {email} ", "email_opt_in": "1"}, frozenset())

    assert (chosen.email, chosen.email_opt_in) == (email, True)


@pytest.mark.parametrize("email", ["a", "@b.c", "a@b", "a@b@c.d", "a b@c.d", "a@b.c\r\nBcc: x@y.z"])
def test_an_address_that_cannot_exist_is_refused(email: str) -> None:
    with pytest.raises(BadInput):
        parse_preferences({"email": email}, frozenset())


def test_nobody_gets_letters_without_an_address() -> None:
    assert not parse_preferences({"email_opt_in": "1"}, frozenset()).email_opt_in
