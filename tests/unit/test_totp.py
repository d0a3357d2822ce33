"""One-time codes, by the vectors of RFC 6238 and by what an authenticator app reads."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import totp

SECRET = b"12345678901234567890"
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]


@pytest.mark.parametrize(("moment", "eight_digits"), VECTORS)
def test_the_vectors_of_rfc_6238_hold_in_their_last_six_digits(moment: int, eight_digits: str) -> None:
    assert totp.code_at(SECRET, totp.step_at(moment)) == eight_digits[-6:]


def test_a_phone_half_a_minute_off_is_let_in_and_a_minute_off_is_not() -> None:
    step = totp.step_at(1111111111)
    found = {away: totp.matching_step(SECRET, totp.code_at(SECRET, step + away), step) for away in range(-2, 3)}

    assert found == {-2: None, -1: step - 1, 0: step, 1: step + 1, 2: None}


PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.binary(min_size=20, max_size=20), PLAIN, PLAIN)
def test_the_address_for_the_app_holds_the_secret_and_nothing_slips_out_of_its_names(
    secret: bytes, account: str, issuer: str
) -> None:
    parts = urlsplit(totp.uri(secret, account, issuer))

    assert (parts.scheme, parts.netloc, parts.fragment) == ("otpauth", "totp", "")
    assert unquote(parts.path) == f"/{issuer}:{account}"
    assert set(parse_qs(parts.query, keep_blank_values=True)) == {"secret", "issuer"}


@given(st.binary(min_size=15, max_size=15))
def test_a_recovery_code_is_read_however_it_is_spaced(random: bytes) -> None:
    code = totp.recovery_code(random)

    assert len(code) == 27
    for typed in (code, code.upper(), code.replace("-", " "), f"  {code}\n"):
        assert totp.RECOVERY.fullmatch(totp.bare(typed))
        assert totp.bare(typed) == totp.bare(code)
