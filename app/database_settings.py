"""The settings of the database. What migrates it needs no other: a release command runs before the secrets are used."""

from typing import Literal

from pydantic import Field, SecretStr, field_validator

from app.base_settings import PROJECT, BaseSettings


class DatabaseSettings(BaseSettings):
    """Where the database is, and how much a program on it says."""

    database_url: SecretStr = Field(
        SecretStr(f"sqlite:///{PROJECT / 'var' / 'anchor.db'}"),
        description="SQLite file or PostgreSQL address",
    )
    database_direct_url: SecretStr | None = Field(
        None, description="PostgreSQL without a pooler between, for migrations"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="least level logged")

    @field_validator("database_url", "database_direct_url")
    @classmethod
    def _known_database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        address = value.get_secret_value()
        for short in ("postgres://", "postgresql://"):
            if address.startswith(short):
                address = "postgresql+psycopg://" + address.removeprefix(short)
        if not address.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return SecretStr(address)
