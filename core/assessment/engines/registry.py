"""The engines by name; each is loaded once in a process, on first use."""

import os
from functools import cache
from threading import Lock

from core.assessment.engines.base import Engine
from core.errors import Refusal

_loading = Lock()


class UnknownEngine(Refusal):
    """There is no engine of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f'There is no engine called "{name}"; choose offline or openai.')


class EngineNotConfigured(Refusal):
    """The engine needs a key that is not set."""

    sentence = "The openai engine needs OPENAI_API_KEY, which is not set; use --engine offline."


class EngineNotAvailable(Refusal):
    """The engine is not part of this version."""

    sentence = "The openai engine is not part of this version yet; use --engine offline."


def engine(name: str) -> Engine:
    """The engine called `name`, ready to assess; the first call of a process loads its language tools (seconds).

    Raises:
        UnknownEngine: No such engine.
        EngineNotConfigured: Its key is missing.
        EngineNotAvailable: It is not part of this version.
    """
    with _loading:
        return _load(name)


@cache
def _load(name: str) -> Engine:
    if name == "offline":
        from core.assessment.engines.offline.engine import OfflineEngine

        return OfflineEngine()
    if name == "openai":
        # Read here and not in core.config: a missing key must be one clear line without any other setting.
        raise EngineNotAvailable if os.environ.get("OPENAI_API_KEY") else EngineNotConfigured
    raise UnknownEngine(name)
