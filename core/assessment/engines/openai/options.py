"""Where the model is and what it may cost: the settings of this engine in one frozen value."""

from dataclasses import dataclass, field

from core.assessment.engines.openai.pricing import Prices
from core.config import OpenAIApi, Settings

MOST_VERSION_CHARACTERS = 50  # what the columns hold


@dataclass(frozen=True)
class Options:
    """One endpoint with its model; `timeout_seconds` is for a whole assessment, all tries included."""

    api_key: str = field(repr=False)
    base_url: str | None
    model: str
    api: OpenAIApi
    max_output_tokens: int
    timeout_seconds: float
    prices: Prices


def options_of(settings: Settings) -> Options | None:
    """The options that the settings name; None without a key."""
    if settings.openai_api_key is None:
        return None
    return Options(
        api_key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        model=settings.openai_model,
        api=settings.openai_api,
        max_output_tokens=settings.openai_max_output_tokens,
        timeout_seconds=settings.openai_timeout_seconds,
        prices=prices_of(settings),
    )


def prices_of(settings: Settings) -> Prices:
    """The operator's prices."""
    return Prices(
        settings.openai_input_usd_per_million,
        settings.openai_cached_input_usd_per_million,
        settings.openai_output_usd_per_million,
    )


def version_of(model: str, calibration_version: str) -> str:
    """What is stored with each assessment, such as "openai-1+gpt-4.1-mini"."""
    return f"{calibration_version}+{model}"[:MOST_VERSION_CHARACTERS]
