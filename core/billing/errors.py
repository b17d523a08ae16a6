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


class AlreadyHasPlan(Refusal):
    """A second plan beside one that runs."""

    def __init__(self, plan_name: str = "a plan") -> None:
        super().__init__(f"You already have {plan_name}. You can change your plan instead of buying a second one.")


class NoPaidPlan(Refusal):
    """There is no paid plan to change."""

    sentence = "You have no paid plan to change."


class NothingToChange(Refusal):
    """The plan is so already."""

    sentence = "Your plan is like this already."


class PlanRunsOut(Refusal):
    """A change for the next term of a plan that has no next term."""

    sentence = (
        "Your plan ends without renewing, so there is no next term to change. Choose a new plan when it has ended."
    )


class CannotPause(Refusal):
    """A pause skips the next charge: where there is none, there is nothing to pause."""

    sentence = "Your plan does not renew, so there is no charge to skip."


class PaymentNotFound(Refusal):
    """No such payment."""

    sentence = "There is no such payment."


class RefundTooLarge(Refusal):
    """More than is left of a payment."""

    def __init__(self, left_usd: object = "0.00") -> None:
        super().__init__(f"At most ${left_usd} of this payment can be given back.")


class NotRefundable(Refusal):
    """A payment whose money is not with us."""

    sentence = "This payment cannot be given back: its money is not with us."


class EventNotFound(Refusal):
    """No such event."""

    sentence = "There is no such event."


class EventNotFailed(Refusal):
    """Only an event that failed is tried again."""

    sentence = "This event has not failed: there is nothing to try again."


class NotAnEvent(Refusal):
    """A body that is no event of the payment service."""

    sentence = "This is not an event that we can read."
