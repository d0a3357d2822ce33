import base64
import secrets

import pytest

from app import redaction

TOKEN = "BQDJ7x0Zk4vN2mQ9sYt1Lw8RpE3uHc6fGa5bXiOoKj-_TnVz"


@pytest.mark.parametrize(
    "line",
    [
        f"Authorization: Bearer {TOKEN}",
        "curl -H 'authorization: bearer marker-token'",
        "Authorization: Basic bWFya2VyOnRva2Vu",
        "GET /connect/spotify/callback?code=marker-code&state=marker-state HTTP/1.1",
        "next=%2Fcallback%3Fcode%3Dmarker-code",
        "refresh_token=marker-refresh&grant_type=refresh_token",
        '{"access_token": "marker-access", "token_type": "Bearer"}',
        "{'refresh_token': 'marker-refresh'}",
        "client_secret='marker-secret'",
        "code_verifier=marker-verifier",
        "Set-Cookie: session='marker-cookie'; cookie=marker-cookie",
        "write to marker@example.com now",
        "?email=marker%40example.com",
        "postgresql://anchor:marker-password@db.internal/anchor",
        f"key 2026a:{base64.urlsafe_b64encode(b'marker' * 5 + b'!!').decode()}",
        f"what {TOKEN} is",
    ],
)
def test_a_secret_does_not_survive_in_a_text(line: str) -> None:
    cleaned = redaction.text(line)

    assert "marker" not in cleaned
    assert TOKEN not in cleaned
    assert base64.urlsafe_b64encode(b"marker").decode() not in cleaned
    assert "bWFya2Vy" not in cleaned


@pytest.mark.parametrize(
    "line",
    [
        "refresh_done profile_id=7 ms=812",
        "GET /mira-sol -> 200 in 12 ms, code=403, error code: 429",
        'File "/srv/anchor/.venv/lib/python3.11/site-packages/sqlalchemy/engine/base.py", line 1961, in _exec_single',
        "test_a_lost_lease_writes_nothing_on_both_databases",
        "fingerprint 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "run 0190b3c2-7c1e-7cc0-b7a4-2d1f5a0c9e11 of spotify:artist:4Z8W4fKeB5YxbusRsdQVPb",
        "2026-11-20T11:08:00.123456Z 日本の音楽 🎸",
    ],
)
def test_an_ordinary_text_stays_readable(line: str) -> None:
    assert redaction.text(line) == line


@pytest.mark.parametrize(
    "name",
    "token access_token TOKEN_KEYS client_secret code code_verifier state Authorization cookie Set-Cookie email e_mail "
    "password key api_key csrf_token SENTRY_DSN".split(),
)
def test_a_telling_name_hides_its_value_whatever_it_is(name: str) -> None:
    for value in ("plain", b"plain", ["plain"], {"plain": "plain"}):
        assert "plain" not in str(redaction.fields({name: value}))


def test_numbers_and_truth_values_are_never_secrets() -> None:
    fields = {"code": 403, "input_tokens": 512, "has_token": True, "state": None, "ratio": 0.5}

    assert redaction.fields(fields) == fields


def test_nested_values_are_searched_too() -> None:
    cleaned = redaction.fields({"request": {"url": "/?code=marker", "headers": [("Cookie", {"cookie": "marker"})]}})

    assert "marker" not in str(cleaned)
    assert "url" in str(cleaned)


def test_a_known_secret_is_hidden_wherever_it_stands_and_in_its_encoded_form() -> None:
    secret = f"{secrets.token_hex(8)} /+{secrets.token_hex(8)}"
    encoded = secret.replace(" ", "%20").replace("/", "%2F").replace("+", "%2B")
    assert secret in redaction.text(f"x{secret}x")

    redaction.hide(secret)

    assert redaction.text(f"x{secret}x {encoded}") == "x[hidden]x [hidden]"


def test_a_short_or_empty_secret_does_not_eat_every_line() -> None:
    redaction.hide("")
    redaction.hide("ab")

    assert redaction.text("about abbots") == "about abbots"


def test_cleaning_twice_changes_nothing() -> None:
    line = f"Bearer {TOKEN} code=abc a@b.example client_secret='x' /cb?code=abc&state=1x"

    assert redaction.text(redaction.text(line)) == redaction.text(line)
