"""What giving credits and plans refuses."""

from core.errors import Refusal


class ReasonMissing(Refusal):
    """An act on somebody's account without a word of why."""

    sentence = "Please say why: the person reads it among their credits."


class ReasonTooLong(Refusal):
    """More words than the list of credits can show."""

    sentence = "Please keep the reason under 200 characters."


class GrantOutOfRange(Refusal):
    """Not a number of credits that is given at once."""

    sentence = "You can give 1 to 100 credits at once."


class GivenAlready(Refusal):
    """The same gift a moment ago: a second click."""

    sentence = "You gave this just now. To give the same once more, change the reason."


class TimeOutOfRange(Refusal):
    """Not a length that a complimentary plan can have."""

    sentence = "A complimentary plan runs for 1 to 12 months."


class CreditNotSpent(Refusal):
    """Only a credit that was spent can come back."""

    sentence = "This credit is not spent, or it came back already."


class CustomerNotFound(Refusal):
    """No such account, or it was erased."""

    sentence = "There is no such person, or the account was erased."


class HasPaidPlan(Refusal):
    """A plan for nothing beside one that is paid."""

    sentence = "This person has a paid plan. Give bonus credits, or wait until the plan has ended."
