"""How settings are read: a field is the environment variable of its name in capitals; all faults are named at once."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo

from app.settings_faults import sentence

PROJECT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """The environment cannot be used; `faults` holds one sentence per fault, none with a value in it."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(("The settings cannot be used:", *(f"- {fault}" for fault in faults))))
        self.faults = faults


class BaseSettings(BaseModel):
    """What every program reads."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, validate_default=True)

    app_env: Literal["production", "development"] = Field("production", description="`production` or `development`")

    @property
    def development(self) -> bool:
        return self.app_env == "development"

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
            faults = (sentence(error, cls.model_fields.get(str(error["loc"][0]))) for error in exc.errors())
            raise SettingsError(tuple(faults)) from None

    @classmethod
    def defaults(cls, values: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:  # noqa: ARG003
        """What development need not set."""
        return {}


def in_production(info: ValidationInfo) -> bool:
    return info.data.get("app_env") != "development"
