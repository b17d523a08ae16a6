"""Everything that can go wrong with an outside model, by name; each sentence is for the operator who reads the log.

`may_retry`: another try within the same assessment may help. `counts`: it speaks against the endpoint, not against
one essay, so the breaker counts it.
"""

from core.assessment.engines.base import EngineOutage
from core.assessment.engines.openai.pricing import Tokens


class EndpointFault(EngineOutage):
    """The endpoint gave nothing that can be used."""

    sentence = "The endpoint of the model gave nothing that can be used."
    may_retry = True
    counts = True
    wait_seconds: float | None = None  # what the endpoint asked for
    tokens = Tokens()  # what this one try probably cost


class EndpointAway(EndpointFault):
    """No connection, or one that broke."""

    sentence = "The endpoint of the model cannot be reached: check OPENAI_BASE_URL and the network."


class EndpointSlow(EndpointFault):
    """It did not answer within its time."""

    sentence = "The endpoint of the model did not answer in time (OPENAI_TIMEOUT_SECONDS)."


class EndpointBroken(EndpointFault):
    """It says that it is broken (5xx)."""

    sentence = "The endpoint of the model reports an error of its own."


class EndpointBusy(EndpointFault):
    """Too many requests (429)."""

    sentence = "The endpoint of the model asks us to slow down."


class QuotaUsedUp(EndpointFault):
    """The account has no money left."""

    sentence = "The account at the endpoint of the model has no credit left: top it up, or set ENGINE=offline."
    may_retry = False


class KeyRefused(EndpointFault):
    """401 or 403."""

    sentence = "The endpoint of the model refuses OPENAI_API_KEY: set a valid key, or ENGINE=offline."
    may_retry = False


class ModelUnknown(EndpointFault):
    """404."""

    sentence = "The endpoint does not know OPENAI_MODEL, or OPENAI_BASE_URL has a wrong path (try OPENAI_API=chat)."
    may_retry = False


class EndpointMoved(EndpointFault):
    """A redirect: a key is never sent on to another address."""

    sentence = "The endpoint of the model sends us elsewhere: set OPENAI_BASE_URL to its real address."
    may_retry = False


class RequestRefused(EndpointFault):
    """400, 409, 413 or 422: this request will not do, however often it is sent."""

    sentence = "The endpoint of the model refuses this request as malformed or too long."
    may_retry = False
    counts = False


class UnusableReply(EndpointFault):
    """It answered, but not what was asked for."""

    sentence = "The model's reply was not in the form that was asked for."


class ReplyTooLarge(UnusableReply):
    """More bytes than any reply of ours can have."""

    sentence = "The model's reply was larger than any good one can be, so the rest was not read."


class ModelRefused(UnusableReply):
    """The model, or its filter, declined to read this essay."""

    sentence = "The model declined to read this essay."
    may_retry = False
    counts = False


class ReplyCut(UnusableReply):
    """The reply ended before it was complete."""

    sentence = "The model's reply ended before it was complete: raise OPENAI_MAX_OUTPUT_TOKENS if this is frequent."
    may_retry = False  # it would end at the same place
    counts = False


class LeftAlone(EndpointFault):
    """The breaker is open."""

    sentence = "The endpoint of the model failed several times in a row and is left alone for a while."
    may_retry = False
    counts = False
