"""The engines by name; each is loaded once in a process, on first use."""

from functools import cache
from threading import Lock

from core.assessment.engines.base import Engine
from core.assessment.engines.offline.model import shipped_model
from core.assessment.engines.openai.fusion import shipped_calibration
from core.assessment.engines.openai.options import Options, options_of, version_of
from core.config import EngineName, settings
from core.errors import Refusal

_loading = Lock()


class UnknownEngine(Refusal):
    """There is no engine of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f'There is no engine called "{name}"; choose offline or openai.')


class EngineNotConfigured(Refusal):
    """The engine needs a key that is not set."""

    sentence = "The openai engine needs OPENAI_API_KEY, which is not set; use --engine offline."


def engine(name: str) -> Engine:
    """The engine called `name`, ready to assess; the first call of a process loads its language tools (seconds).

    Raises:
        UnknownEngine: No such engine.
        EngineNotConfigured: Its key is missing.
        BadSettings: Its settings cannot be used.
    """
    if name not in list(EngineName):
        raise UnknownEngine(name)
    options = _openai_options() if name == EngineName.openai else None
    with _loading:
        return _openai(options) if options is not None else _offline()


def version(name: str) -> str:
    """The version that the engine called `name` would store now; nothing is loaded, so the web process may ask.

    Raises:
        UnknownEngine: No such engine.
        EngineNotConfigured: Its key is missing.
    """
    if name == EngineName.offline:
        return shipped_model().version
    if name != EngineName.openai:
        raise UnknownEngine(name)
    return version_of(_openai_options().model, shipped_calibration().version)


def _openai_options() -> Options:
    options = options_of(settings())
    if options is None:
        raise EngineNotConfigured
    return options


@cache
def _offline() -> Engine:
    from core.assessment.engines.offline.engine import OfflineEngine

    return OfflineEngine()


@cache
def _openai(options: Options) -> Engine:
    from core.assessment.engines.openai.engine import OpenAIEngine

    return OpenAIEngine(options, _offline())
