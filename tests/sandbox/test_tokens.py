import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from app.sandbox.tokens import consent_ends_at, s256
from tests.sandbox.visitor import REDIRECT_URI, Visitor

VERIFIER = "a-verifier-of-at-least-forty-three-characters-1234567890"


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def newest(visitor: Visitor) -> str | None:
    """The fingerprint of the refresh token that the only grant accepts now."""
    [grant] = visitor.ledger()["grants"]
    value: str | None = grant["refresh_token"]
    return value


def test_a_code_becomes_tokens_with_the_scope_that_was_asked_for(visitor: Visitor) -> None:
    answer = visitor.exchange(visitor.code("mara"))
    assert answer.status_code == 200
    body = answer.json()
    assert body.keys() == {"access_token", "token_type", "expires_in", "scope", "refresh_token"}
    assert (body["token_type"], body["expires_in"], body["scope"]) == ("Bearer", 3600, "user-top-read")


def test_a_code_works_once(visitor: Visitor) -> None:
    code = visitor.code("mara")
    visitor.exchange(code)
    again = visitor.exchange(code)
    assert again.status_code == 400
    assert again.json() == {"error": "invalid_grant", "error_description": "Invalid authorization code"}


def test_fifty_exchanges_of_one_code_at_once_give_one_grant(visitor: Visitor) -> None:
    code = visitor.code("mara")
    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(lambda _: visitor.exchange(code).status_code, range(50)))
    assert sorted(statuses) == [200] + [400] * 49
    assert len(visitor.ledger()["grants"]) == 1


def test_a_code_dies_after_ten_minutes(visitor: Visitor) -> None:
    young, old = visitor.code("mara"), visitor.code("mara")
    visitor.control("/settings", advance_s=590)
    assert visitor.exchange(young).status_code == 200
    visitor.control("/settings", advance_s=20)
    assert visitor.exchange(old).json()["error_description"] == "Authorization code expired"


def test_a_code_belongs_to_its_client_and_its_redirect_uri(visitor: Visitor) -> None:
    code = visitor.code("mara")
    assert visitor.exchange(code, redirect_uri="http://127.0.0.1:8000/other").status_code == 400
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT_URI}
    stolen = visitor.token(form, auth=("thief", "secret"))
    assert stolen.json()["error"] == "invalid_grant"


def test_the_verifier_is_mandatory_once_a_challenge_was_sent(visitor: Visitor) -> None:
    code = visitor.code("mara", code_challenge=s256(VERIFIER), code_challenge_method="S256")
    assert visitor.exchange(code).json()["error"] == "invalid_request"
    assert visitor.exchange(code, code_verifier=VERIFIER + "x").json()["error"] == "invalid_grant"
    assert visitor.exchange(code, code_verifier=VERIFIER).status_code == 200


def test_the_challenge_is_that_of_rfc_7636() -> None:
    assert s256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_wrong_client_credentials_are_a_400_invalid_client(visitor: Visitor) -> None:
    for auth in (("a-client", "wrong"), ("", "x"), ("a-client", ""), None):
        answer = visitor.token({"grant_type": "refresh_token", "refresh_token": "x"}, auth)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client")


def test_client_credentials_are_read_from_the_body_too(visitor: Visitor) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": "unknown"}
    refused = visitor.token(form | {"client_id": "a-client", "client_secret": "its-secret"}, auth=None)
    assert refused.json() == {"error": "invalid_grant", "error_description": "Invalid refresh token"}


def test_registered_clients_need_their_own_secret(visitor: Visitor) -> None:
    visitor.control("/settings", clients={"known": "right"})
    assert visitor.token({"grant_type": "client_credentials"}, ("known", "right")).status_code == 200
    assert visitor.token({"grant_type": "client_credentials"}, ("known", "other")).status_code == 400


def test_a_missing_or_unknown_grant_type_is_refused(visitor: Visitor) -> None:
    for form in ({"scope": "x"}, {"grant_type": "password"}):
        assert visitor.token(form).json()["error"] == "unsupported_grant_type"
    assert visitor.token({"grant_type": "refresh_token"}).json()["error"] == "invalid_request"


def test_without_rotation_a_refresh_answer_has_no_refresh_token_and_the_old_one_goes_on(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    for _ in range(3):
        answer = visitor.refresh(tokens["refresh_token"]).json()
        assert "refresh_token" not in answer
        assert visitor.get("/me", answer).status_code == 200
    assert newest(visitor) == fingerprint(tokens["refresh_token"])


@pytest.mark.parametrize(("mode", "expected"), [("null", None), ("empty", "")])
def test_a_refresh_answer_may_carry_a_worthless_refresh_token(
    visitor: Visitor, mode: str, expected: str | None
) -> None:
    tokens = visitor.connect("mara")
    visitor.control("/settings", rotation=mode)
    assert visitor.refresh(tokens["refresh_token"]).json()["refresh_token"] == expected
    assert visitor.refresh(tokens["refresh_token"]).status_code == 200


def test_rotation_with_grace_accepts_the_previous_token_and_no_older_one(visitor: Visitor) -> None:
    first = visitor.connect("mara")["refresh_token"]
    visitor.control("/settings", rotation="rotate_grace")
    second = visitor.refresh(first).json()["refresh_token"]
    third = visitor.refresh(first).json()["refresh_token"]
    assert len({first, second, third}) == 3
    assert visitor.refresh(first).json()["error_description"] == "Invalid refresh token"
    assert visitor.refresh(second).status_code == 200


def test_strict_rotation_kills_the_whole_grant_when_an_old_token_is_replayed(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.control("/settings", rotation="rotate_strict")
    rotated = visitor.refresh(tokens["refresh_token"]).json()
    assert newest(visitor) == fingerprint(rotated["refresh_token"])
    replay = visitor.refresh(tokens["refresh_token"])
    assert replay.json() == {"error": "invalid_grant", "error_description": "Refresh token revoked"}
    assert visitor.refresh(rotated["refresh_token"]).json()["error"] == "invalid_grant"
    assert visitor.get("/me", rotated).status_code == 401
    assert newest(visitor) is None


def test_of_fifty_strict_refreshes_at_once_one_is_answered(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.control("/settings", rotation="rotate_strict")
    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(lambda _: visitor.refresh(tokens["refresh_token"]).status_code, range(50)))
    assert statuses.count(200) == 1
    assert visitor.ledger()["summary"]["token_calls"] == 51


def test_refresh_tokens_die_six_months_after_the_consent_whatever_happens_between(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.control("/settings", advance_s=180 * 86_400)
    assert visitor.refresh(tokens["refresh_token"]).status_code == 200
    visitor.control("/settings", advance_s=5 * 86_400)
    answer = visitor.refresh(tokens["refresh_token"])
    assert answer.json() == {"error": "invalid_grant", "error_description": "Refresh token expired"}


@pytest.mark.parametrize(
    ("given", "over"), [("2026-11-20", "2027-05-20"), ("2026-08-31", "2027-02-28"), ("2027-08-30", "2028-02-29")]
)
def test_six_months_are_those_of_the_calendar(given: str, over: str) -> None:
    at, end = (datetime.fromisoformat(f"{day}T12:30:00Z").timestamp() for day in (given, over))
    assert consent_ends_at(at) == end


def test_a_revoked_grant_refuses_refresh_and_access_with_the_given_reason(visitor: Visitor) -> None:
    mara, tomas = visitor.connect("mara"), visitor.connect("tomas")
    visitor.control("/people/mara/revoke", reason="Refresh token expired")
    assert visitor.refresh(mara["refresh_token"]).json()["error_description"] == "Refresh token expired"
    assert visitor.get("/me", mara).status_code == 401
    assert visitor.refresh(tomas["refresh_token"]).status_code == 200


def test_access_tokens_live_as_long_as_they_say(visitor: Visitor) -> None:
    visitor.control("/settings", expires_in=60)
    tokens = visitor.connect("mara")
    assert tokens["expires_in"] == 60
    visitor.control("/settings", advance_s=59)
    assert visitor.get("/me", tokens).status_code == 200
    visitor.control("/settings", advance_s=2)
    answer = visitor.get("/me", tokens)
    assert answer.status_code == 401
    assert answer.json() == {"error": {"status": 401, "message": "The access token expired"}}


def test_expiring_access_leaves_the_refresh_token_alone(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    assert visitor.control("/people/mara/expire").json()["changed"] == 1
    assert visitor.get("/me", tokens).json()["error"]["message"] == "The access token expired"
    assert visitor.get("/me", visitor.refresh(tokens["refresh_token"]).json()).status_code == 200


def test_less_may_be_granted_than_was_asked_for(visitor: Visitor) -> None:
    visitor.control("/settings", scope="user-read-private")
    tokens = visitor.connect("mara", "user-top-read user-read-private")
    assert tokens["scope"] == "user-read-private"
    answer = visitor.get("/me/top/tracks", tokens)
    assert (answer.status_code, answer.json()["error"]["message"]) == (403, "Insufficient client scope")


def test_an_app_token_opens_the_catalogue_and_nobodys_account(visitor: Visitor) -> None:
    tokens = visitor.token({"grant_type": "client_credentials"}).json()
    assert tokens.keys() == {"access_token", "token_type", "expires_in"}
    some_artist = next(iter(visitor.sandbox.world.catalogue.artists_by_id))
    assert visitor.get(f"/artists/{some_artist}", tokens).status_code == 200
    assert visitor.get("/me", tokens).status_code == 403
