"""What `flask copy write --model` calls; needs the model's settings and nothing else."""

import click

from app.base_settings import SettingsError
from app.cli.copy_write import NO_MODEL, ModelWriter
from app.model_settings import ModelSettings

NO_PRICE = "--model needs to know what it costs: set AI_PRICE_INPUT and AI_PRICE_OUTPUT."


def model_writer() -> ModelWriter:
    """The configured model as a writer. Raises UsageError naming what is missing."""
    from app.model_bootstrap import command_writer  # noqa: PLC0415 - only --model needs what it imports

    try:
        settings = ModelSettings.load()
    except SettingsError as exc:
        raise click.UsageError(str(exc)) from None
    if not settings.openai_api_key.get_secret_value():
        raise click.UsageError(NO_MODEL)
    writer = command_writer(settings)
    if writer is None:
        raise click.UsageError(NO_PRICE)
    return writer
