"""The way of an essay through the job when a model reads it: paid, refused, over budget, fallen back."""

from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from core import config
from core.actor import Actor
from core.assessment.engines import registry
from core.assessment.engines.base import EngineOutage
from core.assessment.engines.openai.breaker import Breaker
from core.assessment.engines.openai.engine import OpenAIEngine
from core.assessment.reports import get_report
from core.assessment.types import STOOD_IN
from core.billing import credits
from core.config import EngineFallback
from core.jobs import tasks
from core.practice import drafts, submissions
from core.transaction import transaction
from db.models.assessment import Assessment, AssessmentStatus
from db.models.billing import UsageState, UsageTracking
from db.models.platform import EngineCost, EngineCostState
from tests.contracts.corruptions import corruption
from tests.contracts.endpoint import Exchange, FakeEndpoint, well
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.billing import make_plan, make_subscription
from tests.factories.content import make_task
from tests.factories.essays import ESSAY

Configure = Callable[..., None]


@pytest.fixture
def configured(endpoint: FakeEndpoint, monkeypatch: pytest.MonkeyPatch) -> Configure:
    """Settings with this endpoint, and an engine that waits for nothing; a fresh breaker for each essay."""
    offline = registry.engine("offline")

    def engine(name: str) -> Any:
        if name == "offline":
            return offline
        return OpenAIEngine(endpoint.options(), offline, breaker=Breaker(), pause=lambda _seconds: None)

    def configure(**changes: Any) -> None:
        values = {"openai_api_key": "a-key", "openai_base_url": endpoint.url, "openai_model": "a-model"}
        changed = config.settings().model_copy(update=values | changes)
        for module in ("core.jobs.paid_marking", "core.assessment.assessments", "core.assessment.engines.registry"):
            monkeypatch.setattr(f"{module}.settings", lambda: changed)
        monkeypatch.setattr(registry, "engine", engine)

    return configure


def hand_in(session: Session, learner: Actor) -> int:
    draft_id = drafts.begin(session, learner, task_id=make_task(session).id)
    drafts.save(session, learner, submission_id=draft_id, revision=0, text=ESSAY)
    session.expire_all()
    submissions.submit(session, learner, submission_id=draft_id, revision=1)
    session.commit()
    return draft_id


def run_job(submission_id: int) -> None:
    tasks.assess_submission(SimpleNamespace(job=None), submission_id)


def assessment_of(session: Session, submission_id: int) -> Assessment:
    session.expire_all()
    return session.scalars(select(Assessment).where(Assessment.submission_id == submission_id)).one()


def cost_of(session: Session, submission_id: int) -> EngineCost:
    assessment_id = assessment_of(session, submission_id).id
    return session.scalars(select(EngineCost).where(EngineCost.assessment_id == assessment_id)).one()


def rich_learner(session: Session) -> Actor:
    user = make_user(session)
    make_subscription(session, user, make_plan(session, test_feedback_count=1000))
    return actor_of(user)


def test_a_good_reply_is_stored_with_its_usage_and_its_cost(session: Session, configured: Configure) -> None:
    configured()
    learner = make_learner(session)
    submission_id = hand_in(session, learner)

    run_job(submission_id)

    found, cost = assessment_of(session, submission_id), cost_of(session, submission_id)
    result = get_report(session, learner, submission_id=submission_id).result
    assert (found.status, found.ai_model_version) == (AssessmentStatus.completed, "openai-1+a-model")
    assert result is not None and result.usage is not None and result.revision
    assert (cost.state, cost.cost_usd, cost.tries) == (EngineCostState.settled, result.usage.cost_usd, 1)
    assert 0 < cost.cost_usd < cost.reserved_usd
    assert cost.user_id == learner.user_id


def test_an_outage_falls_back_under_the_stand_ins_own_name(
    session: Session, configured: Configure, endpoint: FakeEndpoint
) -> None:
    configured(engine_fallback=EngineFallback.offline)
    endpoint.answers(lambda exchange: exchange.say("{"))
    learner = make_learner(session)
    submission_id = hand_in(session, learner)

    run_job(submission_id)

    result = get_report(session, learner, submission_id=submission_id).result
    assert result is not None and result.usage is not None and result.usage.tries == 3
    assert (result.engine, result.raw[STOOD_IN]) == (registry.engine("offline").version, 1.0)
    assert cost_of(session, submission_id).cost_usd == result.usage.cost_usd > 0


def test_without_a_stand_in_the_essay_fails_and_its_credit_returns(
    session: Session, configured: Configure, endpoint: FakeEndpoint
) -> None:
    configured(engine_fallback=EngineFallback.none)
    endpoint.answers(lambda exchange: exchange.error(401))
    learner = make_learner(session)
    submission_id = hand_in(session, learner)

    with pytest.raises(EngineOutage, match="OPENAI_API_KEY"):
        run_job(submission_id)

    assert assessment_of(session, submission_id).status == AssessmentStatus.failed
    balance = credits.balance(session, learner)
    assert balance is not None and balance.left == 5


@pytest.mark.parametrize("budget", ["openai_daily_budget_usd", "openai_user_daily_budget_usd"])
def test_over_budget_nothing_is_sent(
    session: Session, configured: Configure, endpoint: FakeEndpoint, budget: str
) -> None:
    configured(**{budget: Decimal("0.001")})
    learner = make_learner(session)
    submission_id = hand_in(session, learner)

    run_job(submission_id)

    result = get_report(session, learner, submission_id=submission_id).result
    assert result is not None and result.raw[STOOD_IN] == 1.0 and result.usage is None
    assert endpoint.asked == []
    assert session.scalar(select(func.count()).select_from(EngineCost)) == 0


def test_without_a_key_nothing_is_sent_and_nothing_is_held(session: Session, endpoint: FakeEndpoint) -> None:
    learner = make_learner(session)
    submission_id = hand_in(session, learner)

    run_job(submission_id)

    assert assessment_of(session, submission_id).ai_model_version == registry.engine("offline").version
    assert endpoint.asked == []
    assert session.scalar(select(func.count()).select_from(EngineCost)) == 0


def test_no_transaction_is_open_while_the_model_reads(
    engine: Engine, configured: Configure, endpoint: FakeEndpoint
) -> None:
    open_ones: list[int] = []

    def look_and_answer(exchange: Exchange) -> None:
        with engine.connect() as connection:
            others = (
                "select count(*) from pg_stat_activity where datname = current_database()"
                " and pid <> pg_backend_pid() and xact_start is not null and backend_type = 'client backend'"
            )
            open_ones.append(connection.scalar(text(others)) or 0)
        well(exchange)

    configured()
    endpoint.answers(look_and_answer)
    with transaction() as tx:
        submission_id = hand_in(tx, make_learner(tx))

    run_job(submission_id)

    assert open_ones == [0]


def campaign(session: Session, endpoint: FakeEndpoint, numbers: range) -> dict[str, int]:
    """How many of the corrupted replies were stored, and how many credits and holds did not come back."""
    learner = rich_learner(session)
    stored: list[str] = []
    for number in numbers:
        name, behave = corruption(number)
        endpoint.answers(behave)
        submission_id = hand_in(session, learner)
        with pytest.raises(EngineOutage):
            run_job(submission_id)
        if assessment_of(session, submission_id).status != AssessmentStatus.failed:
            stored.append(name)
    assert stored == []
    assert len(endpoint.asked) >= len(numbers)
    states = list(session.scalars(select(UsageTracking.state).where(UsageTracking.user_id == learner.user_id)))
    balance = credits.balance(session, learner)
    held = select(func.count()).select_from(EngineCost).where(EngineCost.state == EngineCostState.reserved)
    return {
        "replies": len(states),
        "not_released": sum(state != UsageState.released for state in states),
        "credits_lost": 1000 - (balance.left if balance else 0),
        "money_held": session.scalar(held) or 0,
    }


CLEAN = {"not_released": 0, "credits_lost": 0, "money_held": 0}
UNLIMITED = {"openai_daily_budget_usd": Decimal(9999), "openai_user_daily_budget_usd": Decimal(9999)}


def test_each_kind_of_corrupted_reply_is_refused_and_paid_back(
    session: Session, configured: Configure, endpoint: FakeEndpoint
) -> None:
    configured(engine_fallback=EngineFallback.none, **UNLIMITED)

    assert campaign(session, endpoint, range(25)) == {"replies": 25, **CLEAN}


@pytest.mark.slow
def test_500_corrupted_replies_none_stored_no_credit_lost(
    session: Session, configured: Configure, endpoint: FakeEndpoint
) -> None:
    configured(engine_fallback=EngineFallback.none, **UNLIMITED)

    assert campaign(session, endpoint, range(500)) == {"replies": 500, **CLEAN}
