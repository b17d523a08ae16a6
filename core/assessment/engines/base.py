"""What every engine promises."""

from typing import Protocol

from core.assessment.types import AssessmentResult, TaskFacts


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
        """
