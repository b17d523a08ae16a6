"""Random changes to the tables that rollups follow: any state may become any other, rows move and go.

The rules of the product (legal transitions, frozen texts) are switched off first: a rollup must follow
whatever the tables hold, not only what the services do.
"""

from random import Random

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from tests.factories.accounts import make_user
from tests.factories.billing import make_plan
from tests.factories.content import make_task

GUARDS = {
    "practice_submission": ("guard_state_birth", "guard_state_change", "freeze_submission"),
    "assessment_assessment": ("guard_state_birth", "guard_state_change"),
    "subscriptions_usersubscription": ("guard_state_birth", "guard_state_change"),
    "subscriptions_payment": ("guard_state_birth", "guard_state_change"),
}
DRAFTS = ("draft", "abandoned")
ESSAYS = (*DRAFTS, "submitted", "assessed", "failed")
RESULTS = ("pending", "running", "completed", "failed", "manual_review", "cancelled")
SUBSCRIPTIONS = ("pending", "active", "past_due", "paused", "cancelled", "expired")
PAYMENTS = (
    "pending", "succeeded", "failed", "cancelled", "partially_refunded", "refunded", "disputed", "charged_back",
)  # fmt: skip


def prepare(engine: Engine, *, people: int = 12, tasks: int = 6) -> None:
    """People, tasks (one of them somebody's own) and plans, with the guards off."""
    with Session(engine) as session, session.begin():
        users = [make_user(session) for _ in range(people)]
        for number in range(tasks):
            own = {"visibility": "private", "owner_id": users[0].id} if number == 0 else {}
            make_task(session, **own)
        for number in range(3):
            make_plan(session, test_feedback_count=number + 2)
        for table, triggers in GUARDS.items():
            for trigger in triggers:
                session.execute(text(f"alter table {table} disable trigger {trigger}"))


def mutate(connection: Connection, random: Random) -> None:
    """One statement of a random kind on random rows."""
    kind = random.choice(list(KINDS))
    connection.execute(text(KINDS[kind]), _values(random))


def _values(random: Random) -> dict[str, object]:
    essay, result, payment = random.choice(ESSAYS), random.choice(RESULTS), random.choice(PAYMENTS)
    scored = result in ("completed", "manual_review")
    return {
        "dice": random.random(),
        "dice2": random.random(),
        "essay": essay,
        "handed_in": None if essay in DRAFTS else f"2026-0{random.randint(1, 9)}-11 10:00+00",
        "result": result,
        "criterion": random.randint(1, 9) if scored else None,
        "overall": random.randint(2, 18) / 2 if scored else None,
        "is_provisional": result == "manual_review",
        "subscription": random.choice(SUBSCRIPTIONS),
        "used": random.randint(0, 2),
        "payment": payment,
        "paid_at": f"202{random.randint(4, 6)}-0{random.randint(1, 9)}-{random.choice(('01 00:00', '28 23:59'))}+00",
        "amount": random.choice((0, 19, 39.5, 108)),
        "share": random.choice((None, 0, 0.5, 1)),
    }


def _one(table: str, dice: str = "dice") -> str:
    """The id of a row of the table, picked by a number between 0 and 1."""
    return f"(select id from {table} order by id offset floor(:{dice} * (select count(*) from {table}))::int limit 1)"


USER, TASK, PLAN = (
    _one(name) for name in ("accounts_customuser", "practice_practicetask", "subscriptions_subscriptionplan")
)
ESSAY, RESULT = _one("practice_submission"), _one("assessment_assessment")
SUBSCRIPTION, PAYMENT = _one("subscriptions_usersubscription"), _one("subscriptions_payment")
_SCORES = (
    "overall_band_score = :overall, task_achievement_score = :criterion, coherence_cohesion_score = :criterion, "
    "lexical_resource_score = :criterion, grammar_accuracy_score = :criterion"
)
_ENTITLED = "('active', 'past_due', 'paused', 'cancelled')"

KINDS = {
    "begin essays": "insert into practice_submission (user_id, task_id, content, word_count, status, submitted_at)"
    f" select {USER}, tasks.id, 'x', 1, :essay, cast(:handed_in as timestamptz)"
    " from (select id from practice_practicetask order by id limit 3) as tasks",
    "move an essay on": "update practice_submission set status = :essay,"
    f" submitted_at = cast(:handed_in as timestamptz) where id = {ESSAY}",
    "save an essay": f"update practice_submission set content = content || 'y' where id = {ESSAY}",
    "move an essay to others": "update practice_submission set user_id = "
    f"{_one('accounts_customuser', 'dice2')}, task_id = {_one('practice_practicetask', 'dice2')} where id = {ESSAY}",
    "take an essay away": f"delete from practice_submission where id = {ESSAY} and :dice2 < 0.3",
    "assess": "insert into assessment_assessment (submission_id, status, is_provisional, overall_band_score,"
    " task_achievement_score, coherence_cohesion_score, lexical_resource_score, grammar_accuracy_score)"
    " select id, :result, :is_provisional, :overall, :criterion, :criterion, :criterion, :criterion"
    " from practice_submission as essays"
    " where not exists (select from assessment_assessment where submission_id = essays.id) limit 2",
    "move a result on": f"update assessment_assessment set status = :result, is_provisional = :is_provisional,"
    f" {_SCORES} where id = {RESULT}",
    "take a result away": f"delete from assessment_assessment where id = {RESULT} and :dice2 < 0.3",
    "subscribe": "insert into subscriptions_usersubscription"
    " (user_id, plan_id, status, test_feedback_used, test_feedback_limit, end_date)"
    f" select {USER}, {PLAN}, cast(:subscription as text), :used, 2, now() + interval '1 month'"
    f" where cast(:subscription as text) not in {_ENTITLED} or not exists (select from subscriptions_usersubscription"
    f" where user_id = {USER} and status in {_ENTITLED})",
    "move a subscription on": "update subscriptions_usersubscription as moved set status = cast(:subscription as text),"
    f" plan_id = {_one('subscriptions_subscriptionplan', 'dice2')} where id = {SUBSCRIPTION}"
    f" and (cast(:subscription as text) not in {_ENTITLED} or not exists (select"
    f" from subscriptions_usersubscription as other"
    f" where other.user_id = moved.user_id and other.id <> moved.id and other.status in {_ENTITLED}))",
    "spend": f"update subscriptions_usersubscription set test_feedback_used = :used where id = {SUBSCRIPTION}",
    "end a subscription": f"delete from subscriptions_usersubscription where id = {SUBSCRIPTION} and :dice2 < 0.3",
    "pay": "insert into subscriptions_payment (user_id, plan_id, amount_usd, status, refund_amount, created_at)"
    f" select {USER}, {PLAN}, cast(:amount as numeric), :payment, cast(:amount as numeric) * cast(:share as numeric),"
    " cast(:paid_at as timestamptz)",
    "move a payment on": "update subscriptions_payment set status = :payment,"
    f" refund_amount = amount_usd * cast(:share as numeric) where id = {PAYMENT}",
    "move a payment to others": f"update subscriptions_payment set user_id = {USER},"
    f" created_at = cast(:paid_at as timestamptz) where id = {_one('subscriptions_payment', 'dice2')}",
    "take a payment away": f"delete from subscriptions_payment where id = {PAYMENT} and :dice2 < 0.3",
    "add up": "select rollup.compact()",
}
