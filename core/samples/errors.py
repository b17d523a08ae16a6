"""What sample data refuses."""

from core.errors import Refusal


class SampleContentMissing(Refusal):
    """Sample people write on our tasks and have our plan."""

    sentence = "The content is not loaded yet: run load_topics, load_practice_tasks and setup_subscription_plans first."


class BadSampleCount(Refusal):
    """So many sample people make no sense."""

    sentence = "The count must be a number from 1 to 10000."
