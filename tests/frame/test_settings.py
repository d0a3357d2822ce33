from pathlib import Path

import pytest

from app import settings as module
from app.database_settings import DatabaseSettings
from app.settings import Settings, SettingsError
from app.vault import generate_key

PRODUCTION = {
    "PUBLIC_URL": "https://anchor.example",
    "SECRET_KEY": "qv8Zr3TnKx0Wc5Ym2Lb7Hs9Df4Gj6Pa1",
    "TOKEN_KEYS": generate_key(),
    "SPOTIFY_CLIENT_ID": "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    "SPOTIFY_CLIENT_SECRET": "f9e8d7c6b5a493827160f5e4d3c2b1a0",
}


def faults(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refused:
        Settings.load(environ)
    return refused.value.faults


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("PORT", "abc", "PORT must be a whole number from 1 to 65535"),
        ("PORT", "80.5", "PORT must be a whole number from 1 to 65535"),
        ("PORT", "70000", "PORT must be a whole number from 1 to 65535"),
        ("MEMBER_CAP", "-1", "MEMBER_CAP must be a whole number of 0 or more"),
        ("REFRESH_COOLDOWN_HOURS", "nan", "REFRESH_COOLDOWN_HOURS must be a number from 0 to 8760"),
        ("REFRESH_COOLDOWN_HOURS", "inf", "REFRESH_COOLDOWN_HOURS must be a number from 0 to 8760"),
        ("REDIS_URL", "cache:6379", "REDIS_URL must look like redis://host:6379 or rediss://..."),
        ("SENTRY_DSN", "https://sentry.test/1", "SENTRY_DSN must look like https://key@sentry.example/1"),
        ("AI_MONTHLY_BUDGET_USD", "much", "AI_MONTHLY_BUDGET_USD must be a number from 0 to 1000000"),
        ("AI_READS_SPOTIFY", "perhaps", "AI_READS_SPOTIFY must be 1 or 0"),
        ("RATE_LIMITS", "perhaps", "RATE_LIMITS must be on or off"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR"),
        ("SITE_NAME", "x" * 61, "SITE_NAME must have 60 characters or fewer"),
        ("DATABASE_DIRECT_URL", "mysql://x", "DATABASE_DIRECT_URL must start with sqlite:/// or postgresql://"),
    ],
)
def test_a_fault_is_a_sentence_that_says_what_would_do(variable: str, value: str, sentence: str) -> None:
    assert faults(PRODUCTION | {variable: value}) == (sentence,)


@pytest.mark.parametrize(
    ("typed", "own"),
    [
        ("HTTPS://Anchor.Example:443/", "https://anchor.example"),
        ("https://anchor.example:8443", "https://anchor.example:8443"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("https://[2001:DB8::1]:443", "https://[2001:db8::1]"),
    ],
)
def test_the_sites_own_address_is_kept_as_browsers_write_it(typed: str, own: str) -> None:
    settings = Settings.load(PRODUCTION | {"PUBLIC_URL": typed})

    assert settings.public_url == own
    assert settings.secure


def test_migrating_needs_the_database_s_address_alone() -> None:
    assert (
        DatabaseSettings.load({"DATABASE_URL": "postgres://x/y"})
        .database_url.get_secret_value()
        .startswith("postgresql+")
    )
    assert DatabaseSettings.load({}).database_url.get_secret_value().startswith("sqlite:///")


def test_production_needs_five_variables_and_no_more() -> None:
    settings = Settings.load(PRODUCTION)

    assert settings.secure
    assert not settings.development
    assert settings.redirect_uri == "https://anchor.example/connect/spotify/callback"


def test_an_empty_environment_names_all_five_at_once() -> None:
    named = [fault.split(" ")[0] for fault in faults({})]

    assert sorted(named) == sorted(PRODUCTION)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PUBLIC_URL", "http://anchor.example"),
        ("PUBLIC_URL", "https://anchor.example/path"),
        ("PUBLIC_URL", "www.band.test"),
        ("PUBLIC_URL", "https://anchor.test:99999"),
        ("PUBLIC_URL", "https://anchor.test#f"),
        ("PUBLIC_URL", "https://anchor.test?"),
        ("PUBLIC_URL", "https://u:p@anchor.test"),
        ("PUBLIC_URL", 'https://anchor.test"><x'),
        ("PUBLIC_URL", "https://an chor.test"),
        ("PUBLIC_URL", "https://anchor.test\\"),
        ("PUBLIC_URL", "https://anchor.test;x"),
        ("PUBLIC_URL", "https://.test"),
        ("PUBLIC_URL", "https://[::1"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY_FALLBACKS", "qv8Zr3TnKx0Wc5Ym2Lb7Hs9Df4Gj6Pa1,weak"),
        ("SECRET_KEY", "a" * 64),
        ("SECRET_KEY", "change-me-change-me-change-me-please"),
        ("TOKEN_KEYS", "nonsense"),
        ("SPOTIFY_ACCOUNTS_URL", "http://127.0.0.1:8001"),
        ("SPOTIFY_API_URL", "https://evil.example/v1"),
        ("SPOTIFY_IMAGE_HOSTS", "http://127.0.0.1:8001"),
        ("DATABASE_URL", "mysql://localhost/anchor"),
        ("PORT", "eighty"),
        ("LOG_LEVEL", "LOUD"),
        ("RATE_LIMITS", "perhaps"),
    ],
)
def test_production_refuses_nonsense_by_name_and_never_repeats_the_value(variable: str, value: str) -> None:
    (fault,) = faults(PRODUCTION | {variable: value})

    assert fault.startswith(variable)
    assert value not in fault


def test_no_secret_can_be_read_from_what_is_printed() -> None:
    settings = Settings.load(PRODUCTION)

    for secret in ("SECRET_KEY", "TOKEN_KEYS", "SPOTIFY_CLIENT_SECRET"):
        assert PRODUCTION[secret] not in f"{settings!r} {settings}"


def test_development_needs_nothing_and_keeps_its_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PROJECT", tmp_path)

    first, second = Settings.load({"APP_ENV": "development"}), Settings.load({"APP_ENV": "development", "PORT": "9000"})

    assert first.secret_key == second.secret_key
    assert first.token_keys == second.token_keys
    assert (first.public_url, second.public_url) == ("http://127.0.0.1:8000", "http://127.0.0.1:9000")
    assert first.spotify_accounts_url == "http://127.0.0.1:8001"
    assert "http://127.0.0.1:8001" in first.spotify_image_hosts


@pytest.mark.parametrize("machine", ["127.0.0.1", "localhost", "[::1]"])
def test_development_speaks_to_any_server_on_this_machine_that_speaks_spotifys_format(machine: str) -> None:
    settings = Settings.load(
        PRODUCTION
        | {
            "APP_ENV": "development",
            "PUBLIC_URL": "http://127.0.0.1:9000",
            "SPOTIFY_ACCOUNTS_URL": f"http://{machine}:9999",
            "SPOTIFY_API_URL": f"http://{machine}:9999/v1/",
            "OPENAI_BASE_URL": f"http://{machine}:9999/openai/v1",
        }
    )

    assert settings.spotify_api_url == f"http://{machine}:9999/v1"
    assert not settings.secure


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_a_postgresql_address_is_understood(scheme: str) -> None:
    settings = Settings.load(PRODUCTION | {"DATABASE_URL": f"{scheme}://anchor@db/anchor"})

    assert settings.database_url.get_secret_value() == "postgresql+psycopg://anchor@db/anchor"
