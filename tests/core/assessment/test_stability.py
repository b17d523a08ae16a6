"""Whether an engine says the same again."""

from types import SimpleNamespace
from typing import Any

from core.assessment.evaluation import ScoredEssay
from core.assessment.stability import changed_text, stability
from core.assessment.types import TaskFacts


class Steady:
    """An engine that always says 6."""

    name = "steady"
    version = "steady-1"

    def assess(self, essay: str, task: object) -> Any:
        return SimpleNamespace(overall=6, low=5, high=6.5, criteria={}, confidence=0.5)


def test_small_changes_are_small() -> None:
    assert changed_text("One two.\nThree four.", "blank_line") == "One two.\n\nThree four."
    assert changed_text("One two.", "blank_line") == "One two.\n\n"
    assert changed_text("One two three four.", "space") == "One two three  four."
    assert changed_text("One", "space") == "One "
    assert changed_text("One two.", "nothing") == "One two."


def test_stability_counts_what_changed() -> None:
    class Moody(Steady):
        """Says more of longer texts."""

        def assess(self, essay: str, task: object) -> Any:
            result = super().assess(essay, task)
            result.overall += len(essay)
            return result

    essays = [ScoredEssay("One two. Three.", TaskFacts(2, ""), 6.0, "p")] * 4

    assert stability(Moody(), essays, count=3) == {"n": 3, "changed": {"nothing": 0, "blank_line": 1, "space": 1}}
    assert stability(Steady(), essays, count=9)["n"] == 4
