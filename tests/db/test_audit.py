"""Every rule of the audit: silent on sound books, and it names the row of a fault that is planted."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core import audit
from db.models.billing import UsagePeriod
from db.models.platform import StateHistory
from tests.db.erasure_faults import ERASURE_FAULTS, erased
from tests.db.mock_test_faults import MOCK_TEST_FAULTS
from tests.db.money_faults import MONEY_FAULTS, paid_for, served
from tests.factories.accounts import make_session, make_user
from tests.factories.assessment import make_assessment
from tests.factories.billing import (
    make_event,
    make_grant,
    make_payment,
    make_period,
    make_plan,
    make_subscription,
    make_usage,
)
from tests.factories.practice import STARTED_AT, make_submission
from tests.factories.sittings import begin, make_candidate, make_sitting

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def _now() -> datetime:
    """Read when a test runs: minutes pass between the collection of a long run and its last tests."""
    return datetime.now(UTC)


def _unguard(session: Session, table: str, trigger: str) -> None:
    session.execute(text(f"alter table {table} disable trigger {trigger}"))


def _free(session: Session, **period: Any) -> UsagePeriod:
    """An open month of the free plan, of a new person."""
    plan = make_plan(session, price_usd=Decimal("0.00"), test_feedback_count=5)
    subscription = make_subscription(
        session, plan=plan, with_period=False, end_date=datetime(9999, 12, 31, tzinfo=UTC), start_date=_now() - 40 * DAY
    )
    return make_period(session, subscription, period_start=_now() - DAY, period_end=_now() + DAY, **period)


def _job(session: Session, submission_id: int, **values: Any) -> None:
    session.execute(
        text(
            "insert into procrastinate_jobs (queue_name, task_name, args, status)"
            " values ('default', 'assess_submission', :args, cast(:status as procrastinate_job_status))"
        ),
        {"args": json.dumps({"submission_id": submission_id}), "status": "todo"} | values,
    )


def _sound(session: Session) -> None:
    """One of each thing that is as it should be, some of them just short of a fault."""
    make_usage(session)
    make_grant(session, _free(session))
    make_usage(session, assessment=make_assessment(session, status="completed", billable=False), state="refunded")
    make_assessment(session, status="completed", billable=False)
    make_usage(session, assessment=make_assessment(session, status="failed"), state="released")
    waiting = make_assessment(session, status="pending", updated_at=_now() - 3 * MINUTE)
    make_usage(session, assessment=waiting)
    _job(session, waiting.submission_id)
    make_usage(session, assessment=make_assessment(session, status="running", lease_expires_at=_now() - 4 * MINUTE))
    make_submission(session, status="abandoned")
    make_submission(session, deadline_at=_now() - 9 * MINUTE)
    late = make_submission(session, status="assessed", deadline_at=STARTED_AT + timedelta(minutes=34, seconds=30))
    make_assessment(session, late, billable=False)
    make_subscription(session, start_date=_now() - 9 * DAY, end_date=_now() - 2 * DAY, status="cancelled")
    make_subscription(session, start_date=_now() - 9 * DAY, end_date=_now() - 8 * DAY, status="expired")
    subscription = make_subscription(session)
    make_payment(session, subscription)
    make_payment(session, subscription, status="refunded", refund_amount=Decimal("19.00"), refunded_at=_now())
    make_payment(session, subscription, status="partially_refunded", refund_amount=Decimal("5.00"), refunded_at=_now())
    make_session(session)
    make_session(session, make_user(session, is_active=False), revoked_at=_now())
    _in_review(session, hours=72)
    paid_for(session)
    served(session)
    make_event(session)
    make_event(session, status="ignored")
    make_event(session, status="received", updated_at=_now() - 9 * MINUTE)
    erased(session)
    begin(session, make_candidate(session))
    make_sitting(session, closed_at=_now())


def _in_review(session: Session, *, hours: int) -> None:
    waiting = make_assessment(session, status="manual_review", updated_at=_now() - timedelta(hours=hours))
    make_usage(session, assessment=waiting, state="reserved")


def _status(session: Session, submission: str, assessment: str) -> None:
    make_assessment(session, make_submission(session, status=submission), status=assessment, billable=False)


def _counter(session: Session) -> None:
    session.get_one(UsagePeriod, make_usage(session).period_id).reserved += 1


def _stranger(session: Session) -> None:
    make_usage(session).user_id = make_user(session).id


def _two_plans(session: Session) -> None:
    session.execute(text("drop index idx_usersubscription_user_active"))
    user = make_user(session)
    make_subscription(session, user)
    make_subscription(session, user, status="past_due")


def _back_to_draft(session: Session) -> None:
    _unguard(session, "practice_submission", "guard_state_change")
    essay = make_submission(session, status="abandoned")
    essay.status = "draft"


def _impossible_history(session: Session) -> None:
    essay = make_submission(session, status="abandoned")
    session.add(StateHistory(entity="practice_submission", entity_id=str(essay.id), old="draft", new="assessed"))
    session.flush()
    session.add(StateHistory(entity="practice_submission", entity_id=str(essay.id), old="draft", new="abandoned"))


def _lost_job(session: Session) -> None:
    make_usage(session, assessment=make_assessment(session, status="pending", updated_at=_now() - 3 * MINUTE))


def _dead_claim(session: Session) -> None:
    running = make_assessment(session, status="running", lease_expires_at=_now() - 6 * MINUTE)
    make_usage(session, assessment=running)


def _dead_worker(session: Session) -> None:
    session.execute(text("insert into procrastinate_workers (last_heartbeat) values (now() - interval '6 minutes')"))
    _job(session, 1, status="doing")
    session.execute(text("update procrastinate_jobs set worker_id = (select max(id) from procrastinate_workers)"))


FAULTS: list[tuple[str, str, Callable[[Session], Any]]] = [
    *ERASURE_FAULTS,
    *MOCK_TEST_FAULTS,
    ("A01", "a counter without its ledger row", _counter),
    ("A01", "a bonus that nobody granted", lambda s: _free(s, bonus_limit=2)),
    ("A02", "a result that nobody paid for", lambda s: make_assessment(s)),
    ("A02", "a result whose credit was released", lambda s: make_usage(s, state="released")),
    ("A03", "a charge for a failure", lambda s: make_usage(s, assessment=make_assessment(s, status="failed"))),
    ("A03", "a hold after the result", lambda s: make_usage(s, state="reserved")),
    ("A04", "work without a hold", lambda s: make_assessment(s, status="pending")),
    ("A04", "a review without a hold", lambda s: make_assessment(s, status="manual_review")),
    ("A05", "assessed without a result", lambda s: make_submission(s, status="assessed")),
    ("A05", "submitted and forgotten", lambda s: make_submission(s, status="submitted")),
    ("A05", "submitted after a failure", lambda s: _status(s, "submitted", "failed")),
    ("A05", "failed with a result", lambda s: _status(s, "failed", "completed")),
    ("A05", "assessed while it runs", lambda s: _status(s, "assessed", "running")),
    ("A05", "a draft with an assessment", lambda s: _status(s, "draft", "pending")),
    ("A06", "a lost job", _lost_job),
    ("A07", "a claim that outlived its lease", _dead_claim),
    ("A07", "a job of a dead worker", _dead_worker),
    ("A07", "a job of no worker", lambda s: _job(s, 1, status="doing")),
    ("A08", "a band that does not follow", lambda s: make_assessment(s, overall_band_score=Decimal("7.0"))),
    ("A09", "a text that was changed", lambda s: make_submission(s, status="assessed", content_sha256="0" * 64)),
    ("A09", "a text without a seal", lambda s: make_submission(s, status="assessed", content_sha256=None)),
    (
        "A09",
        "half a minute too late",
        lambda s: make_submission(s, status="assessed", deadline_at=STARTED_AT + timedelta(minutes=34, seconds=29)),
    ),
    (
        "A09",
        "handed in before it was begun",
        lambda s: make_submission(s, status="assessed", submitted_at=STARTED_AT - MINUTE),
    ),
    ("A10", "a draft past its deadline", lambda s: make_submission(s, deadline_at=_now() - 11 * MINUTE)),
    ("A11", "two plans at once", _two_plans),
    (
        "A12",
        "a plan past its end",
        lambda s: make_subscription(s, start_date=_now() - 9 * DAY, end_date=_now() - 4 * DAY),
    ),
    *MONEY_FAULTS,
    ("A15", "refunded, but not all of it", lambda s: _paid(s, status="refunded", refund_amount=1, refunded_at=_now())),
    ("A15", "refunded, but how much?", lambda s: _paid(s, status="refunded", refunded_at=_now())),
    (
        "A15",
        "a part that is all",
        lambda s: _paid(s, status="partially_refunded", refund_amount=19, refunded_at=_now()),
    ),
    ("A15", "succeeded and given back", lambda s: _paid(s, refund_amount=1, refunded_at=_now())),
    ("A15", "given back at no time", lambda s: _paid(s, status="partially_refunded", refund_amount=1)),
    ("A18", "a credit of somebody else", _stranger),
    ("A18", "a payment of somebody else", lambda s: _paid(s, user_id=make_user(s).id)),
    ("A18", "a grant to somebody else", lambda s: make_grant(s, _free(s), user_id=make_user(s).id)),
    ("A19", "a state that no history knows", _back_to_draft),
    ("A19", "a move that is not allowed", _impossible_history),
    ("A22", "a forgotten review", lambda s: _in_review(s, hours=74)),
    ("A20", "a disabled person signed in", lambda s: make_session(s, make_user(s, is_active=False))),
    ("A20", "signed in since before", lambda s: make_session(s, make_user(s, sessions_valid_from=_now() + DAY))),
]


def _paid(session: Session, **values: Any) -> None:
    make_payment(session, make_subscription(session), **values)


def test_sound_books_break_no_rule(session: Session) -> None:
    _sound(session)

    assert audit.run(session) == []


@pytest.mark.parametrize(("rule", "plant"), [(rule, plant) for rule, _, plant in FAULTS], ids=[w for _, w, _ in FAULTS])
def test_a_planted_fault_is_found(rule: str, plant: Callable[[Session], Any], session: Session) -> None:
    plant(session)
    session.flush()

    found = {finding.rule: finding for finding in audit.run(session)}

    assert rule in found
    assert len(found[rule].rows) == 1


def test_every_rule_has_a_fault_that_shows_it() -> None:
    assert {rule.name for rule in audit.rules()} == {rule for rule, _, _ in FAULTS}


def test_every_rule_says_what_must_be_true() -> None:
    assert all(rule.what.endswith(".") and rule.what[0].isupper() for rule in audit.rules())
