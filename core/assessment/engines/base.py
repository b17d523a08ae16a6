"""What every engine promises."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from core.assessment.types import AssessmentResult, TaskFacts, Usage
from core.errors import Outage


class EngineOutage(Outage):
    """An engine that lives outside gave no result; `usage` is what was paid all the same."""

    sentence = "The engine that reads essays does not answer just now."
    usage: Usage | None = None


class Engine(Protocol):
    """Reads one essay and gives bands with evidence. No session, no side effect."""

    @property
    def name(self) -> str:
        """Which kind of engine: "offline" or "openai"."""

    @property
    def version(self) -> str:
        """Stored with each assessment, such as "offline-1"."""

    def assess(self, essay: str, task: TaskFacts) -> AssessmentResult:
        """Bands, range, evidence and comments for `essay` as an answer to `task`.

        Raises:
            NotAssessable: Blank, not English or gibberish: no band fits.
            EngineOutage: The engine is outside and gave no usable answer.
        """


@runtime_checkable
class PaidEngine(Engine, Protocol):
    """An engine whose every assessment costs money."""

    def worst_cost_usd(self, essay: str, task: TaskFacts) -> Decimal:
        """The most that one assessment can cost, all tries included: what is reserved before the call."""
