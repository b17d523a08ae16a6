"""kill -9 of app and worker at random while people pay and hand in: nothing is lost, nothing happens twice."""

import random
import time
from collections import Counter
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, func, select

from core import audit, config
from core.actor import Actor
from core.billing import checkout, sandbox_acts
from core.billing.sandbox_acts import Outcome
from core.content import loading, seed_files
from core.transaction import transaction
from db.models.assessment import Assessment, AssessmentStatus
from db.models.billing import (
    Payment,
    SubscriptionPlan,
    SubscriptionStatus,
    UsagePeriod,
    UsageState,
    UsageTracking,
    UserSubscription,
)
from db.models.gateway import WebhookEvent, WebhookStatus
from tests.e2e.test_worker_killed import hand_in, states
from tests.factories.actors import make_learner
from tests.live import LiveServer, running

GIVE_UP_SECONDS = 600.0
PLANS = ("basic-monthly", "pro-monthly", "basic-3month", "pro-6month")
SEED = 20261127
_pause = Event()


def buy(learner: Actor, slug: str, origin: str) -> None:
    link = checkout.start_checkout(learner, plan_slug=slug, origin=origin)
    sandbox_acts.decide_checkout(link.url.rpartition("/")[2], Outcome.pay)


def events(status: WebhookStatus) -> int:
    with transaction() as tx:
        return tx.scalar(select(func.count()).select_from(WebhookEvent).where(WebhookEvent.status == status)) or 0


def paid() -> int:
    with transaction() as tx:
        return tx.scalar(select(func.count()).select_from(Payment).where(Payment.status == "succeeded")) or 0


def kill_at_random(server: LiveServer, chance: random.Random, kills: int, seen: Counter[str]) -> None:
    for number in range(kills):
        _pause.wait(chance.uniform(0.3, 4.0))
        victim = ("worker", "app")[number % 2]
        seen[victim] += 1
        server.restart_worker() if victim == "worker" else server.restart_app()


@pytest.mark.parametrize(
    ("payments", "essays", "kills"), [(6, 5, 2), pytest.param(200, 200, 24, marks=pytest.mark.slow)]
)
def test_payments_and_essays_survive(
    engine: Engine,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    payments: int,
    essays: int,
    kills: int,
) -> None:
    chance, seen = random.Random(SEED), Counter[str]()
    with running(database_url, tmp_path) as server:
        for name in ("DATABASE_URL", "IELTS_HOME", "PORT", "HOST"):
            monkeypatch.setenv(name, server.environment[name])
        config.settings.cache_clear()
        with transaction() as tx:
            loading.load_plans(tx, seeds=seed_files.read_plans())
            learners = [make_learner(tx) for _ in range(payments)]
        hand_in(essays)
        killer = Thread(target=kill_at_random, args=(server, chance, kills, seen))
        killer.start()
        for learner in learners:
            buy(learner, chance.choice(PLANS), server.url)
            _pause.wait(chance.uniform(0, 0.1))
        killer.join()
        deadline = time.monotonic() + GIVE_UP_SECONDS
        while time.monotonic() < deadline and not (
            states()[AssessmentStatus.completed] == essays
            and paid() == payments
            and events(WebhookStatus.received) == 0
            and events(WebhookStatus.processed) >= payments
        ):
            _pause.wait(0.3)

    config.settings.cache_clear()
    assert seen == {"worker": kills // 2, "app": kills // 2}
    assert events(WebhookStatus.failed) == 0
    with transaction() as tx:
        running_plans = tx.execute(
            select(UserSubscription.user_id, func.count())
            .where(UserSubscription.stripe_subscription_id.is_not(None), UserSubscription.status == "active")
            .group_by(UserSubscription.user_id)
        ).all()
        assert {(row[0], row[1]) for row in running_plans} == {(learner.user_id, 1) for learner in learners}
        assert Counter(tx.scalars(select(Payment.status))) == {"succeeded": payments}
        assert len(set(tx.scalars(select(Payment.stripe_invoice_id)))) == payments
        months = tx.scalar(select(func.count()).select_from(UsagePeriod).where(UsagePeriod.payment_id.is_not(None)))
        paid_for = (
            select(func.sum(SubscriptionPlan.duration_months))
            .join(UserSubscription, UserSubscription.plan_id == SubscriptionPlan.id)
            .join(Payment, Payment.subscription_id == UserSubscription.id)
        )
        assert months == tx.scalar(paid_for)
        assert Counter(tx.scalars(select(Assessment.status))) == {AssessmentStatus.completed: essays}
        assert Counter(tx.scalars(select(UsageTracking.state))) == {UsageState.consumed: essays}
        statuses = set(tx.scalars(select(UserSubscription.status)))
        assert statuses == {SubscriptionStatus.active, SubscriptionStatus.expired}
        assert audit.run(tx) == []
