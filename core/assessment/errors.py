"""What a result refuses, a class a rule."""

from core.errors import Refusal


class CommentNotFound(Refusal):
    """The result as it is now has no such comment: it may have been assessed again."""

    sentence = "This comment is not part of the result any more. Please reload the page."


class NotComparable(Refusal):
    """Comparing needs two different essays, both with a result."""

    sentence = "Please choose two different essays that both have a result."
