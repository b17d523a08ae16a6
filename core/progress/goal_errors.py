"""What setting a goal refuses."""

from core.errors import Refusal


class GoalOutOfRange(Refusal):
    """A number that this kind of goal cannot have."""

    sentence = "Bands go from 1 to 9, essays from 1 to 500, and days in a row from 2 to 365."


class GoalInThePast(Refusal):
    """A date that is over."""

    sentence = "This day is over. Choose a day to come, or none."


class GoalMet(Refusal):
    """The learner is there already."""

    sentence = "You are there already. Well done: choose the next step up."


class GoalExists(Refusal):
    """The same goal is open."""

    sentence = "You have this goal already."


class TooManyGoals(Refusal):
    """More goals than anybody can follow."""

    sentence = "You have eight open goals. Take one back first: fewer goals are easier to reach."


class GoalNotFound(Refusal):
    """No such goal of this person."""

    sentence = "There is no such goal of yours."


class TestNotOver(Refusal):
    """A result of a test that is still to come."""

    __test__ = False  # no test class
    sentence = "This test is still to come. Tell us its result when you have it."
