"""Asking until an answer can be used: at most three tries within one deadline, none while the breaker is open."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.assessment.engines.openai import faults
from core.assessment.engines.openai.breaker import Breaker
from core.assessment.engines.openai.endpoint import Endpoint, Request
from core.assessment.engines.openai.pricing import Prices, Tokens, cost_usd
from core.assessment.engines.openai.transport import Deadline
from core.assessment.engines.openai.waiting import jittered
from core.assessment.types import Usage

MOST_TRIES = 3

Usable = TypeVar("Usable")


@dataclass(frozen=True)
class Asked(Generic[Usable]):
    """What came of it, and what all tries together took."""

    value: Usable
    usage: Usage


def ask(
    endpoint: Endpoint,
    request: Request,
    *,
    accept: Callable[[str], Usable],
    breaker: Breaker,
    deadline: Deadline,
    prices: Prices,
    pause: Callable[[float], None] = time.sleep,
) -> Asked[Usable]:
    """The first answer that `accept` takes; it raises `UnusableReply` for one that will not do.

    Raises:
        EndpointFault: The last one, with the `usage` of all tries.
    """
    spent, tries = Tokens(), 0
    fault: faults.EndpointFault = faults.LeftAlone()
    while tries < MOST_TRIES and breaker.may_call():
        tries += 1
        try:
            answer = endpoint.ask(request, deadline)
            spent += answer.tokens
            if answer.fault is not None:
                raise answer.fault
            value = accept(answer.text)
        except faults.EndpointFault as failed:
            fault = failed
            spent += failed.tokens
        else:
            breaker.succeeded()
            return Asked(value, usage_of(spent, tries, prices))
        breaker.failed() if fault.counts else breaker.succeeded()
        wait = max(jittered(tries), fault.wait_seconds or 0.0)
        if not fault.may_retry or tries == MOST_TRIES or wait >= deadline.left():
            break
        pause(wait)
    fault.usage = usage_of(spent, tries, prices)
    raise fault


def usage_of(tokens: Tokens, tries: int, prices: Prices) -> Usage:
    """The tokens with their price."""
    return Usage(tokens.input, tokens.cached, tokens.output, tries, cost_usd(tokens, prices))
