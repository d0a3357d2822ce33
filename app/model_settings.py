"""The settings of the language model. Commands that need no database read these alone; the site's settings extend them.

Without a key, or without a price for input and output, no model is ever called: the grounded writer writes
(RELIABILITY.md LLM2). Nobody's money is spent at a price that nobody stated.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator

from app.base_settings import BaseSettings, in_production

LOOPBACK = ("127.0.0.1", "::1", "localhost")
OPENAI = "https://api.openai.com/v1"
DEMO_PRICES = {"ai_price_input": "0.40", "ai_price_cached": "0.10", "ai_price_output": "1.60"}


class ModelSettings(BaseSettings):
    """Which model, at what price."""

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


def https_or_loopback(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))
