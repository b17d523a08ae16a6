"""Whole lives of subscriptions under events that come in any order, again and again, late or never.

The acts are drawn, the post is the worst there is; in the end every life stands where the payment service has it.
"""

import os
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.actor import Actor
from core.billing import changes, expiry, refunds, sandbox_acts
from core.billing.gateways import choosing, sandbox_world
from core.billing.sandbox_acts import Outcome
from core.clock import utc_now
from core.errors import Refusal
from tests.billing_world import World
from tests.factories.actors import make_learner

STEP = timedelta(days=9)
PLANS = ("basic-monthly", "pro-monthly", "basic-3month", "pro-3month", "basic-6month", "pro-6month")
STEPS = 24

SNAPSHOT = {
    "subscriptions": """
        select id, user_id, plan_id, status, start_date, end_date, auto_renew, cancelled_at is not null,
               pending_plan_id, paused_until, stripe_subscription_id
        from subscriptions_usersubscription order by id
    """,
    "payments": """
        select stripe_invoice_id, status, amount_usd, refund_amount, failure_reason, stripe_charge_id
        from subscriptions_payment order by stripe_invoice_id
    """,
    "periods": """
        select subscription_id, period_start, period_end, feedback_limit, consumed, reserved
        from subscriptions_usageperiod order by subscription_id, period_start, id
    """,
}


class Post:
    """Carries events as a bad network does; counts what it handed over."""

    def __init__(self, world: World, chance: random.Random) -> None:
        self.world = world
        self.chance = chance
        self.handed_over = 0
        self._seen: set[str] = set()

    def bring_some(self) -> None:
        """A part of what has happened, shuffled, some of it twice, some of it long known."""
        events = self.world.events()
        fresh = [each for each in events if each["id"] not in self._seen]
        chosen = self.chance.sample(fresh, k=len(fresh) * 2 // 3)
        chosen += self.chance.sample(events, k=min(len(events), len(chosen) // 2))
        self._hand_over(chosen)

    def bring_everything(self) -> None:
        """All that ever happened, in another order each time."""
        self._hand_over(self.world.events())

    def _hand_over(self, events: list[dict]) -> None:
        self.chance.shuffle(events)
        for event in events:
            self._seen.add(event["id"])
            self.world.take_in(event | {"created": event["created"]})
        self.handed_over += len(events)


def act(world: World, admin: Actor, learner: Actor, chance: random.Random) -> str:
    """One thing that a person, a bank or an administrator does; a refusal is an answer, too."""
    rows = [row for row in world.subscriptions(learner) if row.stripe_subscription_id]
    paid = [each for each in world.payments(learner) if each.status in ("succeeded", "partially_refunded")]
    what = chance.choices(
        ("buy", "cancel", "resume", "pause", "change", "refund", "dispute", "card", "fail", "renew"),
        weights=(6, 3, 2, 2, 4, 2, 1, 2, 1, 1),
    )[0]
    try:
        if what == "buy":
            outcome = chance.choice((Outcome.pay, Outcome.pay, Outcome.pay, Outcome.decline, Outcome.three_d_secure))
            world.buy(learner, chance.choice(PLANS), outcome=outcome, auto_renew=chance.choice((None, True, False)))
        elif what == "cancel":
            changes.cancel(learner, reason=chance.choice((None, "Too dear", "My test is over")))
        elif what == "resume":
            changes.resume(learner)
        elif what == "pause":
            changes.pause(learner)
        elif what == "change":
            changes.change_plan(learner, plan_slug=chance.choice(PLANS))
        elif what == "refund" and paid:
            payment = chance.choice(paid)
            left = payment.amount_usd - (payment.refund_amount or 0)
            amount = chance.choice((left, Decimal("1.00")))
            refunds.refund_payment(admin, payment_id=payment.id, amount_usd=amount, reason="asked for")
        elif what == "dispute" and paid:
            sandbox_acts.dispute(admin, payment_id=chance.choice(paid).id)
        elif what == "card" and rows:
            with choosing.sandbox().acting() as books:
                found = sandbox_world.get(books, rows[-1].stripe_subscription_id or "")
                books.keep(found | {"_declines": chance.random() < 0.6})
        elif what == "fail" and rows:
            sandbox_acts.fail(admin, subscription_id=rows[-1].id)
        elif what == "renew" and rows:
            sandbox_acts.renew(admin, subscription_id=rows[-1].id)
    except Refusal as refusal:
        return f"{what}: {type(refusal).__name__}"
    return what


def decide_disputes(chance: random.Random) -> None:
    with choosing.sandbox().acting() as books:
        for each in books.all_of("dispute"):
            if each["status"] == "needs_response" and chance.random() < 0.5:
                sandbox_world.decide_dispute(books, each, is_won=chance.random() < 0.5)


def snapshot(session: Session) -> dict[str, list[tuple]]:
    session.commit()
    return {name: [tuple(row) for row in session.execute(text(sql))] for name, sql in SNAPSHOT.items()}


def changed(old: dict[str, list[tuple]], new: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """The rows that differ, by table."""
    return {name: sorted(set(old[name]) ^ set(new[name]), key=str) for name in old if old[name] != new[name]}


def money_at_the_service() -> Counter[str]:
    """What the sandbox's own books say of all charges, in cents, read without our code."""
    with choosing.sandbox_store().books() as books:
        charges = books.all_of("charge")
    return Counter(
        taken=sum(each["amount"] for each in charges), given_back=sum(each["amount_refunded"] for each in charges)
    )


def money_here(session: Session) -> Counter[str]:
    taken, given_back = session.execute(
        text(
            "select coalesce(sum(amount_usd) filter (where stripe_charge_id is not null), 0) * 100,"
            " coalesce(sum(refund_amount), 0) * 100 from subscriptions_payment"
        )
    ).one()
    return Counter(taken=int(taken), given_back=int(given_back))


def live(world: World, session: Session, admin: Actor, *, seed: int, lives: int) -> tuple[int, Counter[str]]:
    """Let so many lives pass and end; how often an event was handed over, and what was done."""
    chance = random.Random(seed)
    steps = [STEP * chance.uniform(0.3, 1.7) for _ in range(STEPS)]
    begin = datetime.now(UTC) - sum(steps, STEP)  # the audit reads the database's clock: it all ends now
    with world.at(begin):
        learners = [make_learner(session) for _ in range(lives)]
        session.commit()
    world.holds_back = True
    post, done = Post(world, chance), Counter[str]()
    moment = begin
    for step in steps:
        moment += step
        with world.at(moment):
            for learner in learners:
                if chance.random() < 0.3:
                    done[act(world, admin, learner, chance)] += 1
            with choosing.sandbox().acting() as books:
                sandbox_world.pass_time(books)
            decide_disputes(chance)
            post.bring_some()
            expiry.end_what_is_over()
    with world.at(moment + STEP):
        assert utc_now() == moment + STEP
        with choosing.sandbox().acting() as books:
            sandbox_world.pass_time(books)
        post.bring_everything()
        expiry.end_what_is_over()
        first = snapshot(session)
        for _ in range(2):
            post.bring_everything()
            expiry.end_what_is_over()
            assert changed(first, snapshot(session)) == {}
        expiry.reconcile(since=begin - STEP)
        assert changed(first, snapshot(session)) == {}
        assert world.broken() == []
        assert money_here(session) == money_at_the_service()
        waiting = session.scalar(
            text("select count(*) from subscriptions_webhookevent where status not in ('processed', 'ignored')")
        )
        assert waiting == 0
    return post.handed_over, done


def test_a_dozen_lives_end_where_the_service_has_them(world: World, session: Session, admin: Actor) -> None:
    handed_over, done = live(world, session, admin, seed=2026, lives=12)
    assert handed_over > 200
    assert done["buy"] > 5


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_five_hundred_lives(world: World, session: Session, admin: Actor, seed: int) -> None:
    handed_over, done = live(world, session, admin, seed=seed, lives=int(os.environ.get("LIVES", "50")))
    assert handed_over > 1_000
    print(f"{seed=} {handed_over=} {dict(done)}")  # noqa: T201
    assert {"buy", "cancel", "change", "refund", "dispute"} <= set(done)
