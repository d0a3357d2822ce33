"""Builds what asks a language model. A command that needs no database builds this alone."""

import time

from app.ai.client import ModelAddress, ModelClient
from app.domain.model_money import Prices, micro
from app.model_settings import ModelSettings
from app.random_names import new_id
from app.services.model_command import CommandWriter
from app.services.model_writer import Models, ModelWriter


def model_writer(settings: ModelSettings) -> ModelWriter | None:
    """The language model as a writer; None without a key or a price, and then no model is ever called."""
    key = settings.openai_api_key.get_secret_value()
    price_in, price_out = settings.ai_price_input, settings.ai_price_output
    if not key or price_in is None or price_out is None:
        return None
    cached = price_in if settings.ai_price_cached is None else settings.ai_price_cached
    usual = settings.openai_model
    return ModelWriter(
        ModelClient(ModelAddress(settings.openai_base_url, settings.ai_api, key), new_id),
        Models(
            bio=settings.openai_model_bio or usual,
            captions=settings.openai_model_captions or usual,
            repair=settings.openai_model_repair or usual,
        ),
        Prices(price_in, cached, price_out),
        time.monotonic,
    )


def command_writer(settings: ModelSettings) -> CommandWriter | None:
    """The same for a command without a database."""
    writer = model_writer(settings)
    if writer is None:
        return None
    cap = micro(settings.ai_monthly_budget_usd)
    return CommandWriter(writer, reads_spotify=settings.ai_reads_spotify, cap_micro=cap)
