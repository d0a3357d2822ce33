"""Every environment variable, read once, validated together, frozen.

A missing or unsafe value is a fault; all faults are named at once (`SettingsError`), never a value.
In development, what is missing falls back to the sandbox and to keys kept in `var/`.
"""

from collections.abc import Mapping
from email.utils import parseaddr
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationInfo, field_validator

from app import development
from app.base_settings import PROJECT, SettingsError, in_production
from app.database_settings import DatabaseSettings
from app.domain.mailboxes import is_address
from app.domain.origins import origin
from app.model_settings import LOOPBACK, ModelSettings, https_or_loopback

__all__ = ["PROJECT", "Settings", "SettingsError"]

SPOTIFY_ACCOUNTS = "https://accounts.spotify.com"
SPOTIFY_API = "https://api.spotify.com/v1"
SPOTIFY_IMAGES = ("https://i.scdn.co", "https://mosaic.scdn.co", "https://*.spotifycdn.com")
WEAK_SECRETS = ("secret", "change", "example", "password", "dev")


def _split(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


Listed = Annotated[tuple[str, ...], BeforeValidator(_split)]


class Settings(ModelSettings, DatabaseSettings):
    """The settings; each field is the environment variable of the same name in capitals."""

    port: int = Field(8000, ge=1, le=65535, description="port that the server listens on")
    public_url: str = Field("", description="where people reach this site, without a path; https in production")
    site_name: str = Field("Anchor", min_length=1, max_length=60, description="the product's name on every page")
    secret_key: SecretStr = Field(SecretStr(""), description="signs session cookies; 32 characters or more")
    secret_key_fallbacks: Annotated[tuple[SecretStr, ...], BeforeValidator(_split)] = Field(
        (), description="older values of SECRET_KEY that still open cookies, comma-separated"
    )
    token_keys: SecretStr = Field(
        SecretStr(""), description="keys that encrypt tokens, newest first; `flask keys generate` prints one"
    )
    spotify_client_id: str = Field("", description="client id of the Spotify app")
    spotify_client_secret: SecretStr = Field(SecretStr(""), description="client secret of the Spotify app")
    spotify_accounts_url: str = Field(SPOTIFY_ACCOUNTS, description="Spotify's accounts service")
    spotify_api_url: str = Field(SPOTIFY_API, description="Spotify's Web API, with its version")
    spotify_image_hosts: Listed = Field(
        SPOTIFY_IMAGES, description="origins that artwork may come from; changed in development only"
    )
    admins: Listed = Field((), description="Spotify account ids of the admins, comma-separated")
    contact: str = Field("", description="how to reach whoever runs this site; shown on the privacy page")
    example_handle: str = Field(
        "", description="handle of a public page whose owner agreed to be the example on the landing page"
    )
    smtp_url: SecretStr | None = Field(
        None,
        description="mail server, `smtp://user:password@host:587` or `smtps://...:465`; without one no mail is sent",
    )
    mail_from: str = Field("", description="sender of mail, such as `Anchor <hello@anchor.example>`")
    spotify_calls_per_30s: int = Field(
        8, ge=6, description="most calls to Spotify in any 30 seconds; 300 beside an imitation on this machine"
    )
    spotify_calls_per_day: int = Field(
        400, ge=20, description="most calls to Spotify in any 24 hours; 100000 beside an imitation on this machine"
    )
    metrics_token: SecretStr = Field(
        SecretStr(""), description="bearer token that opens /metrics (Prometheus); without one there is no such page"
    )
    refresh_cooldown_hours: float = Field(
        24, ge=0, le=8760, description="hours between two uses of Refresh now; 0 is none"
    )
    rate_limits: Literal["on", "off"] = Field("on", description="request rates per address and person")
    redis_url: SecretStr | None = Field(None, description="shared request counters for several containers")
    proxy_hops: int = Field(0, ge=0, le=5, description="proxies in front whose forwarded headers are believed")
    sentry_dsn: SecretStr = Field(
        SecretStr(""), description="Sentry's address for faults; needs the extra `sentry`, off without one"
    )
    member_cap: int = Field(
        0, ge=0, description="founding members: how many people may have a page, the others wait; 0 is no limit"
    )

    @property
    def reports_errors(self) -> bool:
        """Whether faults go to an outside service (Sentry)."""
        return bool(self.sentry_dsn.get_secret_value())

    @property
    def secure(self) -> bool:
        """Whether people reach the site over https: cookies and schemes follow this, not APP_ENV."""
        return self.public_url.startswith("https://")

    @property
    def uses_sandbox(self) -> bool:
        """Whether this is a demo: Spotify is imitated on this machine."""
        return urlsplit(self.spotify_accounts_url).hostname in LOOPBACK

    @property
    def admin_address(self) -> str | None:
        """Where incidents of the site are told by mail: CONTACT, when it is an e-mail address."""
        address = self.contact.removeprefix("mailto:").strip()
        return address if is_address(address) else None

    @property
    def redirect_uri(self) -> str:
        return f"{self.public_url}/connect/spotify/callback"

    @classmethod
    def defaults(cls, values: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
        return super().defaults(values, environ) | _development_defaults(values, environ)

    @field_validator("public_url")
    @classmethod
    def _reachable(cls, value: str, info: ValidationInfo) -> str:
        if not value:
            raise ValueError("is missing: the https address that people will open")
        try:
            own = origin(value)
        except ValueError:
            raise ValueError("must be an address like https://anchor.example, without a path") from None
        if in_production(info) and not own.startswith("https://"):
            raise ValueError("must start with https:// in production")
        return own

    @field_validator("secret_key")
    @classmethod
    def _strong(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        secret = value.get_secret_value()
        if not secret:
            raise ValueError("is missing: any random text of 32 characters or more")
        if in_production(info) and _is_weak(secret):
            raise ValueError("is weak: use 32 random characters or more")
        return value

    @field_validator("secret_key_fallbacks")
    @classmethod
    def _strong_once(cls, value: tuple[SecretStr, ...], info: ValidationInfo) -> tuple[SecretStr, ...]:
        """Whoever guesses one of them can write cookies, as with the newest."""
        if in_production(info) and any(_is_weak(secret.get_secret_value()) for secret in value):
            raise ValueError("must hold former values of SECRET_KEY only, each of 32 random characters or more")
        return value

    @field_validator("token_keys")
    @classmethod
    def _readable_keys(cls, value: SecretStr) -> SecretStr:
        from app.vault import parse_keys  # noqa: PLC0415 - cryptography is only needed here

        if not value.get_secret_value():
            raise ValueError("is missing: `flask --app wsgi keys generate` prints a value")
        parse_keys(value.get_secret_value())
        return value

    @field_validator("redis_url")
    @classmethod
    def _counters(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parts = urlsplit(value.get_secret_value())
            if parts.scheme not in ("redis", "rediss") or not parts.hostname:
                raise ValueError("must look like redis://host:6379 or rediss://...")
        return value

    @field_validator("sentry_dsn")
    @classmethod
    def _dsn(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value():
            parts = urlsplit(value.get_secret_value())
            named = parts.username and parts.hostname and parts.path.rpartition("/")[2].isdigit()
            if parts.scheme not in ("http", "https") or not named:
                raise ValueError("must look like https://key@sentry.example/1")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            from app.mail import parse_url  # noqa: PLC0415 - who sends no mail loads nothing that does

            parse_url(value.get_secret_value(), "")
        return value

    @field_validator("mail_from")
    @classmethod
    def _mail_sender(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("smtp_url") is not None and not is_address(parseaddr(value)[1]):
            raise ValueError("must be an address such as Anchor <hello@anchor.example> when SMTP_URL is set")
        return value

    @field_validator("spotify_client_id")
    @classmethod
    def _client_id(cls, value: str) -> str:
        if not value:
            raise ValueError("is missing: the Client ID of your app at developer.spotify.com/dashboard")
        return value

    @field_validator("spotify_client_secret")
    @classmethod
    def _client_secret(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value():
            raise ValueError("is missing: the Client Secret of your app at developer.spotify.com/dashboard")
        return value

    @field_validator("spotify_accounts_url", "spotify_api_url")
    @classmethod
    def _spotify_itself(cls, value: str, info: ValidationInfo) -> str:
        value = value.rstrip("/")
        own = SPOTIFY_API if info.field_name == "spotify_api_url" else SPOTIFY_ACCOUNTS
        if in_production(info) and value != own:
            raise ValueError("must be Spotify's own address in production")
        if not https_or_loopback(value):
            raise ValueError("must be https, or http on 127.0.0.1")
        return value

    @field_validator("spotify_image_hosts")
    @classmethod
    def _image_origins(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if in_production(info) and value != SPOTIFY_IMAGES:
            raise ValueError("can be changed in development only")
        if not all(https_or_loopback(origin) and not set(origin) & set(" ;,'\"") for origin in value):
            raise ValueError("must be origins like http://127.0.0.1:8001, comma-separated")
        return value


def _is_weak(secret: str) -> bool:
    return len(secret) < 32 or len(set(secret)) < 10 or secret.lower().startswith(WEAK_SECRETS)


def _development_defaults(values: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
    """What a person who only wants to try the product need not set."""
    defaults = {"public_url": f"http://127.0.0.1:{values.get('port', '8000')}"}
    if not ("secret_key" in values and "token_keys" in values):
        defaults["secret_key"], defaults["token_keys"] = development.keys(PROJECT / "var")
    if "spotify_client_id" not in values:
        sandbox = f"http://127.0.0.1:{environ.get('SANDBOX_PORT', '8001')}"
        defaults |= {
            "spotify_client_id": "anchor-sandbox",
            "spotify_client_secret": "anchor-sandbox-secret",
            "spotify_accounts_url": sandbox,
            "spotify_api_url": f"{sandbox}/v1",
        }
    accounts = urlsplit(values.get("spotify_accounts_url") or defaults.get("spotify_accounts_url", ""))
    if accounts.hostname in LOOPBACK:
        defaults |= {"spotify_calls_per_30s": "300", "spotify_calls_per_day": "100000"}
        defaults["contact"] = "demo@anchor.example"  # a name that nobody can own, so that every page is whole
        defaults["spotify_image_hosts"] = ",".join((*SPOTIFY_IMAGES, f"{accounts.scheme}://{accounts.netloc}"))
    return defaults
