"""Settings: from the environment, else from `.env` beside the Makefile, else a default that works on one machine.

ENV_FILE names another file than `.env`; empty, none is read.
"""

import os
from decimal import Decimal
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


class EngineName(StrEnum):
    """Who gives the bands: the rules and statistics of this computer, or a model at an endpoint, fused with them."""

    offline = "offline"
    openai = "openai"


class EngineFallback(StrEnum):
    """What happens to an essay that the model cannot read now: it waits, or the engine on this computer reads it."""

    none = "none"
    offline = "offline"


class OpenAIApi(StrEnum):
    """Which of the two interfaces the endpoint speaks."""

    responses = "responses"
    chat = "chat"


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
    analytics_database_url: str | None = Field(default=None, repr=False)
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
    openai_model: str = Field(default="gpt-4.1-mini", min_length=1, max_length=100)
    openai_api: OpenAIApi = OpenAIApi.responses
    openai_input_usd_per_million: Decimal = Field(default=Decimal("0.40"), ge=0, le=10_000)
    openai_cached_input_usd_per_million: Decimal = Field(default=Decimal("0.10"), ge=0, le=10_000)
    openai_output_usd_per_million: Decimal = Field(default=Decimal("1.60"), ge=0, le=10_000)
    openai_max_output_tokens: int = Field(default=6_000, ge=500, le=100_000)
    openai_timeout_seconds: float = Field(default=120, gt=0, le=300)
    openai_daily_budget_usd: Decimal = Field(default=Decimal(5), ge=0, le=9_999)
    openai_user_daily_budget_usd: Decimal = Field(default=Decimal("0.50"), ge=0, le=9_999)
    engine: EngineName | None = None
    engine_fallback: EngineFallback = EngineFallback.offline

    exam_minutes: float = Field(default=60, gt=0, le=180)

    stripe_secret_key: str | None = Field(default=None, repr=False)
    stripe_webhook_secret: str | None = Field(default=None, repr=False)
    stripe_api_base: str | None = None
    stripe_tax: bool = False
    refund_rule: str = Field(
        default="You can have your money back within 14 days if you have used no more than 5 feedbacks.", max_length=500
    )
    withdrawal_days: int = Field(default=14, ge=0, le=365)

    @field_validator("database_url", "direct_database_url", "analytics_database_url")
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

    @field_validator("openai_base_url", "stripe_api_base")
    @classmethod
    def _address(cls, url: str | None) -> str | None:
        """An address over HTTP, without the slash at its end."""
        if url is not None and not url.startswith(("https://", "http://")):
            raise ValueError("it must begin with https:// or http://")
        return url.rstrip("/") if url is not None else None

    @field_validator("openai_api_key", "openai_model")
    @classmethod
    def _fits_a_header(cls, text: str | None) -> str | None:
        """Both are sent in a request: no space and no sign beyond ASCII."""
        if text is not None and not (text.isascii() and text.isprintable() and " " not in text):
            raise ValueError("it holds a space or a sign that cannot be sent")
        return text

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
    def engine_name(self) -> EngineName:
        """Which engine assesses: the one that ENGINE names, else the model where a key is set."""
        if self.engine is not None:
            return self.engine
        return EngineName.openai if self.openai_api_key is not None else EngineName.offline

    @property
    def is_https(self) -> bool:
        """Whether browsers reach us over https, through a proxy: then cookies are bound to it."""
        return (self.public_origin or "").startswith("https://")


def _why_unsafe(settings: Settings) -> str | None:
    """The first reason why these settings cannot work together, or must not serve learners; None when they may."""
    if settings.engine is EngineName.openai and settings.openai_api_key is None:
        return "ENGINE=openai needs OPENAI_API_KEY (any text, for an endpoint of your own that asks for none)."
    if not settings.is_production:
        return None
    if settings.password_pepper == DEFAULT_PEPPER:
        return (
            "MODE=production needs a PASSWORD_PEPPER of your own: a long random text that you keep with your backups."
        )
    if settings.stripe_secret_key is None:
        return "MODE=production needs STRIPE_SECRET_KEY: without it payments would go to the sandbox."
    if settings.stripe_webhook_secret is None:
        return "MODE=production needs STRIPE_WEBHOOK_SECRET: configure_stripe_webhooks prints it, in MODE=development."
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
