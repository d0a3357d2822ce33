"""The model's settings: refused when unsafe, silent when absent, and a price before any call."""

from decimal import Decimal

import pytest

from app.base_settings import SettingsError
from app.model_bootstrap import model_writer
from app.model_settings import ModelSettings

KEY = {"OPENAI_API_KEY": "sk-a-secret"}
PRICED = {"AI_PRICE_INPUT": "0.40", "AI_PRICE_OUTPUT": "1.60"}
LOCAL = {"APP_ENV": "development", "OPENAI_BASE_URL": "http://127.0.0.1:8001/openai/v1"}


@pytest.mark.parametrize(
    ("environ", "called"),
    [
        ({}, False),
        (KEY, False),
        (PRICED, False),
        (KEY | {"AI_PRICE_INPUT": "0.40"}, False),
        (KEY | {"AI_PRICE_OUTPUT": "1.60"}, False),
        (KEY | PRICED, True),
        (KEY | {"AI_PRICE_INPUT": "0", "AI_PRICE_OUTPUT": "0"}, True),
        (KEY | LOCAL, True),
        (KEY | LOCAL | {"OPENAI_BASE_URL": "http://localhost:11434/v1"}, True),
        (KEY | {"APP_ENV": "development"}, False),
    ],
)
def test_a_model_is_called_with_a_key_and_a_price_and_not_otherwise(environ: dict[str, str], called: bool) -> None:
    assert (model_writer(ModelSettings.load(environ)) is not None) is called


@pytest.mark.parametrize(
    "environ",
    [
        {"OPENAI_BASE_URL": "http://127.0.0.1:8001/v1"},
        {"OPENAI_BASE_URL": "https://127.0.0.1/v1"},
        {"OPENAI_BASE_URL": "https://localhost/v1"},
        {"OPENAI_BASE_URL": "http://models.example/v1"},
        {"APP_ENV": "development", "OPENAI_BASE_URL": "http://models.example/v1"},
        {"OPENAI_BASE_URL": "https://user:word@models.example/v1"},
        {"OPENAI_BASE_URL": "ftp://models.example"},
        {"OPENAI_BASE_URL": "https://"},
        {"AI_API": "grpc"},
        {"AI_READS_SPOTIFY": "perhaps"},
        {"AI_MONTHLY_BUDGET_USD": "-1"},
        {"AI_MONTHLY_BUDGET_USD": "NaN"},
        {"AI_PRICE_INPUT": "-0.1"},
        {"AI_PRICE_OUTPUT": "Infinity"},
    ],
)
def test_what_is_unsafe_or_nonsense_is_refused_by_name(environ: dict[str, str]) -> None:
    name = list(environ)[-1]
    with pytest.raises(SettingsError) as refused:
        ModelSettings.load(environ)

    (fault,) = refused.value.faults
    assert fault.startswith(name)
    assert environ[name] not in fault


def test_the_defaults_are_openai_a_cheap_model_fifty_dollars_and_typed_facts_only() -> None:
    settings = ModelSettings.load({})

    assert settings.openai_base_url == "https://api.openai.com/v1"
    assert settings.ai_monthly_budget_usd == Decimal(50)
    assert settings.ai_reads_spotify is False
    assert settings.ai_price_input is None


def test_each_task_takes_the_usual_model_unless_it_has_its_own() -> None:
    writer = model_writer(
        ModelSettings.load(KEY | PRICED | {"OPENAI_MODEL": "usual", "OPENAI_MODEL_REPAIR": "stronger"})
    )

    assert writer is not None
    assert (writer.models.bio, writer.models.captions, writer.models.repair) == ("usual", "usual", "stronger")


def test_the_key_cannot_be_read_from_what_is_printed() -> None:
    settings = ModelSettings.load(KEY | PRICED)

    assert "sk-a-secret" not in f"{settings!r} {settings} {model_writer(settings)!r}"
