"""Settings: from the environment, else from `.env` beside the Makefile, else a default that works on one machine.

ENV_FILE names another file than `.env`; empty, none is read.
"""

import os
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import Refusal

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_PEPPER = "not a secret: for one machine only"


class Mode(StrEnum):
    """Who may reach this server: its owner alone, or learners."""

    development = "development"
    production = "production"


class BadSettings(Refusal):
    """A setting cannot be read, or would be unsafe: the server does not start with it."""


class Settings(BaseSettings):
    """Everything that differs between machines. The names are the environment's, in lower case.

    An empty value means "not set". Secrets are kept out of `repr`, so they cannot reach a log by accident.
    """

    model_config = SettingsConfigDict(
        env_file=os.environ.get("ENV_FILE", str(ROOT / ".env")) or None,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    mode: Mode = Mode.development
    ielts_home: Path = ROOT / ".data"
    host: str = "127.0.0.1"
    port: int = Field(default=8501, ge=1, le=65535)
    public_origin: str | None = None

    database_url: str | None = Field(default=None, repr=False)
    direct_database_url: str | None = Field(default=None, repr=False)
    pg_bindir: Path | None = None

    password_pepper: str = Field(default=DEFAULT_PEPPER, repr=False)
    bcrypt_rounds: int = Field(default=12, ge=4, le=16)

    smtp_host: str | None = None
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str | None = None
    smtp_password: str | None = Field(default=None, repr=False)
    smtp_from: str = "IELTS Writing <no-reply@localhost>"
    smtp_starttls: bool = True

    openai_api_key: str | None = Field(default=None, repr=False)
    openai_base_url: str | None = None

    stripe_secret_key: str | None = Field(default=None, repr=False)
    stripe_webhook_secret: str | None = Field(default=None, repr=False)

    @field_validator("database_url", "direct_database_url")
    @classmethod
    def _one_spelling(cls, url: str | None) -> str | None:
        """`postgresql://` is the one spelling that SQLAlchemy, psycopg and psql all understand."""
        if url is None:
            return None
        scheme, separator, rest = url.partition("://")
        if not separator or scheme.partition("+")[0] not in ("postgres", "postgresql"):
            raise ValueError("it must begin with postgresql://")
        return f"postgresql://{rest}"

    @field_validator("public_origin")
    @classmethod
    def _origin_only(cls, origin: str | None) -> str | None:
        """An origin has no path: browsers send it without the last slash."""
        if origin is None:
            return None
        if not origin.startswith(("https://", "http://")):
            raise ValueError("it must begin with https:// or http://")
        return origin.rstrip("/")

    @field_validator("ielts_home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        """A relative folder is meant from the repository, wherever the command was typed."""
        return (ROOT / home.expanduser()).resolve()

    @property
    def is_production(self) -> bool:
        """Whether learners other than the owner use this server."""
        return self.mode is Mode.production

    @property
    def is_https(self) -> bool:
        """Whether browsers reach us over https, through a proxy: then cookies are bound to it."""
        return (self.public_origin or "").startswith("https://")


def _why_unsafe(settings: Settings) -> str | None:
    """The first reason why these settings must not serve learners; None for a development machine."""
    if not settings.is_production:
        return None
    if settings.password_pepper == DEFAULT_PEPPER:
        return (
            "MODE=production needs a PASSWORD_PEPPER of your own: a long random text that you keep with your backups."
        )
    return None


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once (`settings.cache_clear()` reads them again).

    Raises:
        BadSettings: A value cannot be read, or production would run with a default secret.
    """
    try:
        read = Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        reason = first["msg"].removeprefix("Value error, ")
        raise BadSettings(f"The setting {name} cannot be used: {reason}.") from None
    if reason_unsafe := _why_unsafe(read):
        raise BadSettings(reason_unsafe)
    return read
