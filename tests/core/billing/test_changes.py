"""What people do to their plans, and what time and banks do: dates, credits and money always agree."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from core.actor import Actor
from core.billing import changes, checkout, credits, expiry, refunds, sandbox_acts
from core.billing.errors import CannotPause, NoPaidPlan, NothingToChange, NotRefundable, PlanRunsOut, RefundTooLarge
from core.billing.periods import add_months
from core.billing.sandbox_acts import Outcome, Verdict
from core.billing.types import ChangeKind
from core.errors import NotAllowed
from tests.billing_world import ORIGIN, World, soon

NOW = datetime(2026, 10, 31, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_cancelling_keeps_what_is_paid_and_then_the_free_plan_is_back(world: World, learner: Actor) -> None:
    with world.at(NOW):
        world.buy(learner, "basic-monthly")
        changes.cancel(learner, reason="  My test is over.  ")
        row = world.paid(learner)
        assert (row.status, row.auto_renew, row.cancellation_reason) == ("cancelled", False, "My test is over.")
        assert row.cancelled_at == NOW
        assert credits.sentence(world.session, learner) == "40 of 40 feedbacks left"
    with world.at(soon(add_months(NOW, 1))):
        expiry.end_what_is_over()
        assert world.statuses(learner) == ["expired", "expired", "active"]
        assert "of 5" in credits.sentence(world.session, learner)
        assert world.broken() == []


def test_a_cancellation_is_taken_back(world: World, learner: Actor) -> None:
    world.buy(learner, "basic-monthly")
    changes.cancel(learner, reason=None)
    changes.resume(learner)

    row = world.paid(learner)
    assert (row.status, row.auto_renew, row.cancelled_at) == ("active", True, None)
    with pytest.raises(NothingToChange):
        changes.resume(learner)


def test_a_plan_without_renewal_is_active_and_ends_by_itself(world: World, learner: Actor) -> None:
    with world.at(NOW):
        world.buy(learner, "pro-6month")
        assert (world.paid(learner).status, world.paid(learner).auto_renew) == ("active", False)
        changes.cancel(learner, reason=None)
        assert world.paid(learner).status == "cancelled"
        changes.resume(learner)
        assert (world.paid(learner).status, world.paid(learner).auto_renew) == ("active", True)


def test_a_renewal_brings_the_next_month(world: World, learner: Actor, admin: Actor) -> None:
    with world.at(NOW):
        world.buy(learner, "basic-monthly")
    with world.at(soon(add_months(NOW, 1))):
        sandbox_acts.renew(admin, subscription_id=world.paid(learner).id)
        assert [each.period_end for each in world.periods(learner)] == [add_months(NOW, 1), add_months(NOW, 2)]
        assert add_months(NOW, 2).day == 31
        assert credits.sentence(world.session, learner) == "40 of 40 feedbacks left, renews 31 December"
        assert [each.status for each in world.payments(learner)] == ["succeeded", "succeeded"]
        assert world.broken() == []


def test_a_refused_renewal_has_three_days_of_grace_and_recovers(world: World, learner: Actor, admin: Actor) -> None:
    with world.at(NOW):
        world.buy(learner, "basic-monthly")
    with world.at(soon(add_months(NOW, 1))):
        sandbox_acts.fail(admin, subscription_id=world.paid(learner).id)
        assert world.paid(learner).status == "past_due"
        assert world.payments(learner)[-1].failure_reason == "Your card was declined."
        assert credits.sentence(world.session, learner).startswith("40 of 40")
    with world.at(add_months(NOW, 1) + 4 * DAY):
        assert credits.balance(world.session, learner) is None
        sandbox_acts.renew(admin, subscription_id=world.paid(learner).id)
        assert world.paid(learner).status == "active"
        assert [each.status for each in world.payments(learner)] == ["succeeded", "succeeded"]
        assert world.broken() == []


def test_a_renewal_that_is_never_paid_ends_the_plan(world: World, learner: Actor, admin: Actor) -> None:
    with world.at(NOW):
        world.buy(learner, "basic-monthly")
    with world.at(soon(add_months(NOW, 1))):
        sandbox_acts.fail(admin, subscription_id=world.paid(learner).id)
    with world.at(add_months(NOW, 1) + 16 * DAY):
        sandbox_acts.advance_clock(admin, days=1)
        assert world.statuses(learner) == ["expired", "expired", "active"]
        assert world.broken() == []


def test_a_pause_skips_the_charge_and_ends_after_three_months(world: World, learner: Actor) -> None:
    with world.at(NOW):
        world.buy(learner, "basic-monthly")
        changes.pause(learner)
        row = world.paid(learner)
        assert (row.status, row.paused_until) == ("active", add_months(add_months(NOW, 1), 3))
        with pytest.raises(NothingToChange):
            changes.pause(learner)
    with world.at(soon(add_months(NOW, 1))):
        expiry.end_what_is_over()
        assert world.paid(learner).status == "paused"
        assert credits.balance(world.session, learner) is None
    with world.at(soon(add_months(NOW, 4))):
        expiry.end_what_is_over()
        assert world.statuses(learner) == ["expired", "expired", "active"]
        assert world.broken() == []


def test_a_pause_is_over_when_the_person_says_so(world: World, learner: Actor) -> None:
    with world.at(NOW):
        world.buy(learner, "basic-monthly")
        changes.pause(learner)
    back = add_months(NOW, 1) + 10 * DAY
    with world.at(back):
        expiry.end_what_is_over()
        changes.resume(learner)
        row = world.paid(learner)
        assert (row.status, row.paused_until, row.end_date) == ("active", None, add_months(back, 1))
        assert len(world.payments(learner)) == 2
        assert world.broken() == []


def test_only_what_renews_can_be_paused(world: World, learner: Actor) -> None:
    with pytest.raises(NoPaidPlan):
        changes.pause(learner)
    world.buy(learner, "basic-3month")
    with pytest.raises(CannotPause):
        changes.pause(learner)


def test_an_upgrade_begins_at_once_with_the_unused_money_credited(world: World, learner: Actor) -> None:
    with world.at(NOW):
        world.buy(learner, "basic-monthly")
    with world.at(NOW + 15 * DAY):
        preview = changes.preview_change(learner, plan_slug="pro-monthly")
        assert (preview.kind, preview.due_now_usd) == (ChangeKind.upgrade, Decimal("29.50"))
        changes.change_plan(learner, plan_slug="pro-monthly")
        row, periods = world.paid(learner), world.periods(learner)
        assert (row.status, row.end_date) == ("active", add_months(NOW + 15 * DAY, 1))
        assert [(each.period_end, each.feedback_limit) for each in periods] == [
            (NOW + 15 * DAY, 40),
            (add_months(NOW + 15 * DAY, 1), 99),
        ]
        assert [str(each.amount_usd) for each in world.payments(learner)] == ["19.00", "29.50"]
        assert credits.sentence(world.session, learner).startswith("99 of 99")
        assert world.broken() == []


def test_an_upgrade_takes_away_months_that_had_not_begun(world: World, learner: Actor) -> None:
    with world.at(NOW):
        world.buy(learner, "basic-3month")
    with world.at(NOW + 40 * DAY):
        changes.change_plan(learner, plan_slug="pro-3month")
        assert [each.feedback_limit for each in world.periods(learner)] == [40, 40, 99, 99, 99]
        assert world.broken() == []


def test_a_downgrade_waits_for_the_end(world: World, learner: Actor, admin: Actor) -> None:
    with world.at(NOW):
        world.buy(learner, "pro-monthly")
        preview = changes.change_plan(learner, plan_slug="basic-monthly")
        assert (preview.kind, preview.due_now_usd, preview.starts_at) == (
            ChangeKind.downgrade,
            Decimal("0.00"),
            add_months(NOW, 1),
        )
        assert world.paid(learner).pending_plan_id is not None
        assert credits.sentence(world.session, learner).startswith("99 of 99")
    with world.at(soon(add_months(NOW, 1))):
        sandbox_acts.renew(admin, subscription_id=world.paid(learner).id)
        assert world.paid(learner).pending_plan_id is None
        assert credits.sentence(world.session, learner).startswith("40 of 40")
        assert world.broken() == []


def test_a_plan_that_runs_out_has_no_next_term(world: World, learner: Actor) -> None:
    world.buy(learner, "pro-3month")
    with pytest.raises(PlanRunsOut):
        changes.change_plan(learner, plan_slug="basic-monthly")
    with pytest.raises(NothingToChange):
        changes.change_plan(learner, plan_slug="pro-3month")


def test_part_of_a_payment_is_given_back_and_never_more_than_all(world: World, learner: Actor, admin: Actor) -> None:
    world.buy(learner, "basic-monthly")
    payment_id = world.payments(learner)[0].id
    refunds.refund_payment(admin, payment_id=payment_id, amount_usd=Decimal("5.00"), reason="A bad week.")
    for wrong in ("14.01", "0", "-1", "0.001", "NaN"):
        with pytest.raises(RefundTooLarge, match=r"14\.00"):
            refunds.refund_payment(admin, payment_id=payment_id, amount_usd=Decimal(wrong), reason="")

    payment = world.payments(learner)[0]
    assert (payment.status, str(payment.refund_amount)) == ("partially_refunded", "5.00")
    assert world.paid(learner).status == "active"
    assert world.broken() == []


def test_all_of_it_given_back_ends_the_plan(world: World, learner: Actor, admin: Actor) -> None:
    world.buy(learner, "basic-3month")
    payment_id = world.payments(learner)[0].id
    refunds.refund_payment(admin, payment_id=payment_id, amount_usd=Decimal("54.00"), reason="Withdrawn.")

    assert world.payments(learner)[0].status == "refunded"
    assert world.statuses(learner) == ["expired", "expired", "active"]
    with pytest.raises(NotRefundable):
        refunds.refund_payment(admin, payment_id=payment_id, amount_usd=Decimal("1.00"), reason="")
    with pytest.raises(NotAllowed):
        refunds.refund_payment(learner, payment_id=payment_id, amount_usd=Decimal("1.00"), reason="")
    assert world.broken() == []


@pytest.mark.parametrize(
    ("verdict", "payment", "plans"),
    [
        (Verdict.won, "succeeded", ["expired", "active"]),
        (Verdict.lost, "charged_back", ["expired", "expired", "active"]),
    ],
)
def test_a_dispute_decides(
    verdict: Verdict, payment: str, plans: list[str], world: World, learner: Actor, admin: Actor
) -> None:
    with world.at(NOW):
        world.buy(learner, "basic-monthly")
    with world.at(NOW + DAY):
        payment_id = world.payments(learner)[0].id
        sandbox_acts.dispute(admin, payment_id=payment_id)
        assert (world.payments(learner)[0].status, world.paid(learner).status) == ("disputed", "active")
        sandbox_acts.dispute(admin, payment_id=payment_id, verdict=verdict)
        assert (world.payments(learner)[0].status, world.statuses(learner)) == (payment, plans)
        assert world.broken() == []


def test_two_tabs_that_both_pay_cost_one_plan(world: World, learner: Actor) -> None:
    """Both pages were open before either was paid; the second purchase is undone and its money goes back."""
    first = checkout.start_checkout(learner, plan_slug="basic-monthly", auto_renew=None, origin=ORIGIN)
    kept = world.subscriptions(learner)[-1].id
    second = checkout._open(learner, checkout._Waiting(kept, "pro-monthly", True), origin=ORIGIN + "/other")
    for url in (first.url, second):
        sandbox_acts.decide_checkout(url.rpartition("/")[2], Outcome.pay)

    assert sorted(world.statuses(learner)) == ["active", "expired", "expired"]
    assert sorted((str(each.amount_usd), each.status) for each in world.payments(learner)) == [
        ("19.00", "succeeded"),
        ("39.00", "refunded"),
    ]
    assert world.broken() == []
