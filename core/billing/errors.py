"""What billing refuses."""

from datetime import date

from core.errors import Refusal


class FeedbackQuotaExhausted(Refusal):
    """The billing period has no credit left."""

    def __init__(self, renews_on: date | None) -> None:
        when = f" Your next ones come on {renews_on.day} {renews_on:%B}." if renews_on else ""
        super().__init__(f"You have used all your feedbacks for this month.{when} Your essay is saved as a draft.")


class MockTestNeedsCredits(Refusal):
    """A mock test takes its credits before the clock starts; there are fewer left."""

    def __init__(self, *, needed: int, left: int, renews_on: date | None) -> None:
        when = f" Your next ones come on {renews_on.day} {renews_on:%B}." if renews_on else ""
        super().__init__(f"A mock test costs {needed} credits; you have {left} left.{when}")


class NoPlan(Refusal):
    """No plan that may spend."""

    sentence = "Your account has no plan that gives feedback. Please write to us: your essay is saved as a draft."


class PlanNotFound(Refusal):
    """A plan that is not on sale."""

    sentence = "This plan is not available."
