"""The settings of the language model. Commands that need no database read these alone; the site's settings extend them.

Without a key, or without a price for input and output, no model is ever called: the grounded writer writes
(RELIABILITY.md LLM2). Nobody's money is spent at a price that nobody stated.
"""

import os
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, Self, cast
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, ValidationInfo, field_validator

LOOPBACK = ("127.0.0.1", "::1", "localhost")
OPENAI = "https://api.openai.com/v1"
DEMO_PRICES = {"ai_price_input": "0.40", "ai_price_cached": "0.10", "ai_price_output": "1.60"}


class SettingsError(Exception):
    """The environment cannot be used; `faults` holds one sentence per fault, none with a value in it."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(("The settings cannot be used:", *(f"- {fault}" for fault in faults))))
        self.faults = faults


class ModelSettings(BaseModel):
    """Each field is the environment variable of the same name in capitals."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, validate_default=True)

    app_env: Literal["production", "development"] = Field("production", description="`production` or `development`")
    openai_api_key: SecretStr = Field(
        SecretStr(""), description="key of the language model's provider; without one the grounded writer writes"
    )
    openai_base_url: str = Field(OPENAI, description="any OpenAI-compatible endpoint, with its version")
    openai_model: str = Field("gpt-4.1-mini", min_length=1, description="model that writes")
    openai_model_bio: str = Field("", description="model for bios, when it is another one")
    openai_model_captions: str = Field("", description="model for captions, when it is another one")
    openai_model_repair: str = Field("", description="model for the second try, when it is another one")
    ai_api: Literal["responses", "chat"] = Field(
        "responses", description="`responses`, or `chat` for most other servers"
    )
    ai_reads_spotify: bool = Field(
        False, description="`1` lets the model read what came from Spotify; only with Spotify's permission"
    )
    ai_monthly_budget_usd: Decimal = Field(
        Decimal(50), ge=0, le=1_000_000, description="what all texts of a calendar month may cost together"
    )
    ai_price_input: Decimal | None = Field(
        None, ge=0, le=10_000, description="US dollars per million input tokens; without a price no model is called"
    )
    ai_price_cached: Decimal | None = Field(
        None, ge=0, le=10_000, description="the same for cached input tokens; as input when not set"
    )
    ai_price_output: Decimal | None = Field(
        None, ge=0, le=10_000, description="the same for output tokens; without a price no model is called"
    )

    @property
    def has_model(self) -> bool:
        """Whether a language model may be asked at all: a key, and known prices."""
        known = self.ai_price_input is not None and self.ai_price_output is not None
        return bool(self.openai_api_key.get_secret_value()) and known

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read the environment. Raises SettingsError with every fault."""
        environ = os.environ if environ is None else environ
        values = {name: environ[name.upper()] for name in cls.model_fields if environ.get(name.upper())}
        if values.get("app_env") == "development":
            values = cls.defaults(values, environ) | values
        try:
            return cls(**cast(Any, values))
        except ValidationError as exc:
            raise SettingsError(tuple(_sentence(error) for error in exc.errors())) from None

    @classmethod
    def defaults(cls, values: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:  # noqa: ARG003
        """What development need not set: a model on this machine gets a price, so that budgets can be seen at work."""
        own_machine = urlsplit(values.get("openai_base_url", "")).hostname in LOOPBACK
        return dict(DEMO_PRICES) if own_machine else {}

    @field_validator("openai_base_url")
    @classmethod
    def _encrypted(cls, value: str, info: ValidationInfo) -> str:
        value = value.rstrip("/")
        parts = urlsplit(value)
        if in_production(info) and (parts.scheme != "https" or parts.hostname in LOOPBACK):
            raise ValueError("must be https in production")
        if not https_or_loopback(value) or parts.username or parts.query:
            raise ValueError("must be https, or http on 127.0.0.1")
        return value


def in_production(info: ValidationInfo) -> bool:
    return info.data.get("app_env") != "development"


def https_or_loopback(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))


def _sentence(error: Any) -> str:
    name = str(error["loc"][0]).upper() if error["loc"] else "The settings"
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{name} {message}" if message.startswith(("is ", "must ", "can ")) else f"{name}: {message}"
