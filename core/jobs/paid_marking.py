"""Marking by an engine that costs money: within the budgets, and by the offline engine where the operator allows it."""

import logging
from dataclasses import replace

from core.assessment import marking, spending
from core.assessment.engines.base import EngineOutage
from core.assessment.marking import Claim, Outcome
from core.assessment.types import STOOD_IN, Usage
from core.config import EngineFallback, EngineName, settings
from core.transaction import transaction

log = logging.getLogger(__name__)


def mark(claim: Claim) -> Outcome:
    """Assess the claimed essay by its engine; no transaction is open while the engine works.

    Raises:
        EngineOutage: The engine gave no result, and no other may stand in for it.
    """
    try:
        return _mark_within_budget(claim)
    except EngineOutage as outage:
        if settings().engine_fallback is not EngineFallback.offline or claim.engine == EngineName.offline:
            raise
        event = "engine.over_budget" if isinstance(outage, spending.OverBudget) else "engine.fell_back"
        log.warning(event, extra={"submission_id": claim.submission_id, "reason": str(outage)})
        return _fallen_back(marking.mark(replace(claim, engine=EngineName.offline.value)), outage.usage)


def _mark_within_budget(claim: Claim) -> Outcome:
    price = marking.price_of(claim)
    if price is None:
        return marking.mark(claim)
    with transaction() as tx:
        cost_id = spending.reserve(
            tx,
            user_id=claim.user_id,
            assessment_id=claim.assessment_id,
            engine=price.engine,
            worst_usd=price.worst_usd,
            budgets=spending.budgets_of(settings()),
        )
    try:
        outcome = marking.mark(claim)
    except EngineOutage as outage:
        _book(cost_id, outage.usage)
        raise
    _book(cost_id, outcome.result.usage if outcome.result is not None else None)
    return outcome


def _book(cost_id: int, usage: Usage | None) -> None:
    with transaction() as tx:
        spending.book(tx, cost_id=cost_id, usage=usage)


def _fallen_back(outcome: Outcome, usage: Usage | None) -> Outcome:
    """The stand-in's result under its own name, marked as such, with what the failed calls cost."""
    if outcome.result is None:
        return outcome
    raw = {**outcome.result.raw, STOOD_IN: 1.0}
    return replace(outcome, result=replace(outcome.result, raw=raw, usage=usage))
