"""An erased account: nothing of the person is left in any table, and the books still add up."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core import audit
from core.accounts import erasure, own_data, preferences
from core.accounts.errors import LinkExpired, PlanStillRuns, StaffStays
from core.actor import Actor
from core.assessment import assessments
from core.assessment.marking import Outcome
from core.assessment.types import Comment, Criterion
from core.classroom import messages, review_queue, tutor_comments
from core.clock import pinned, utc_now
from core.practice import drafts, sittings
from core.progress import goals
from core.progress.types import GoalType
from db.models.accounts import LoginAttempt, User
from db.models.billing import SubscriptionPlan, UserSubscription
from db.models.content import TaskReport
from db.models.platform import OutboxMail
from db.models.practice import Plan, Snapshot, SnapshotKind, Submission
from tests.factories.actors import make_learner
from tests.factories.billing import make_event, make_payment, make_plan, make_subscription
from tests.factories.classroom import make_class, make_member, make_tutor
from tests.factories.content import make_task
from tests.factories.essays import ESSAY, make_result
from tests.factories.sittings import held, write
from tests.pages.learner.steps import hand_in

CANARY = "Kanarienvogel"


def link(session: Session, actor: Actor) -> str:
    erasure.ask(session, actor)
    mail = session.scalars(select(OutboxMail).where(OutboxMail.template == "erase_account")).all()[-1]
    found = re.search(r"token=([\w-]+)", mail.context["link"])
    assert found is not None
    return found.group(1)


def left_of(session: Session, *words: str) -> list[str]:
    """Every table and column in which one of the words stands, as text or inside JSON."""
    columns = session.execute(
        text(
            "select table_schema, table_name, column_name from information_schema.columns"
            " where table_schema in ('public', 'rollup')"
            " and data_type in ('text', 'character varying', 'jsonb', 'json')"
        )
    ).all()
    found = []
    for schema, table, column in columns:
        for word in words:
            count = session.scalar(
                text(f'select count(*) from "{schema}"."{table}" where "{column}"::text ilike :word'),
                {"word": f"%{word}%"},
            )
            if count:
                found.append(f"{schema}.{table}.{column}")
    return found


def lived(session: Session) -> Actor:
    """A learner who left words everywhere."""
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(
        session, cohort_id, display_name=f"{CANARY} One", email=f"{CANARY.lower()}@example.org", username=f"u{CANARY}"
    )
    words = f"{CANARY} is a word of mine. {ESSAY}"
    comment = Comment(0, len(CANARY), CANARY, Criterion.lexical_resource, "word", f"{CANARY}?", (CANARY,), 1.0)
    essay = hand_in(session, learner, result=make_result(6, comments=(comment,)), essay=words)
    review_queue.ask(session, learner, submission_id=essay, words=f"{CANARY} asks.")
    review_queue.decide(
        session, tutor, submission_id=essay, bands=dict.fromkeys(Criterion, Decimal(7)), reason=f"{CANARY} is fine."
    )
    tutor_comments.add(session, tutor, submission_id=essay, quote=CANARY, note=f"{CANARY} again.")
    messages.send(session, tutor, learner_id=learner.user_id, text=f"Hello {CANARY}")
    goals.set_goal(session, learner, goal_type=GoalType.practice_count, target=Decimal(9))
    preferences.get(session, learner)
    own = make_task(
        session, owner_id=learner.user_id, visibility="private", title=CANARY, prompt=CANARY, task_code="OWN_X"
    )
    drafts.begin_with(session, learner, task_id=own.id, text=f"{CANARY} draft")
    session.add_all(
        [
            Snapshot(submission_id=essay, kind=SnapshotKind.text, active_seconds=9, word_count=3, content=CANARY),
            Plan(submission_id=essay, notes=CANARY, highlights=[CANARY]),
            TaskReport(user_id=learner.user_id, task_id=make_task(session).id, reason="other", comment=CANARY),
            LoginAttempt(name=learner.email, address="127.0.0.1"),
        ]
    )
    session.flush()
    running = session.scalars(select(UserSubscription).where(UserSubscription.user_id == learner.user_id)).one()
    running.stripe_customer_id = "cus_9"
    plan = session.get_one(SubscriptionPlan, running.plan_id)
    payment = make_payment(session, running, webhook_data={"name": CANARY}, description=CANARY, status="failed")
    assert (payment.plan_id, payment.status) == (plan.id, "failed")
    make_event(session, payload={"data": {"object": {"id": "in_1", "customer": "cus_9", "customer_name": CANARY}}})
    session.commit()
    return learner


def test_nothing_of_the_person_is_left_and_the_books_add_up(session: Session) -> None:
    learner = lived(session)
    assert len(left_of(session, CANARY)) > 15
    payments = session.scalar(text("select count(*) from subscriptions_payment"))
    secret = link(session, learner)
    session.commit()

    erasure.erase(session, secret=secret)
    session.commit()

    assert left_of(session, CANARY) == []
    assert session.scalar(text("select count(*) from subscriptions_payment")) == payments
    gone = session.get_one(User, learner.user_id)
    assert gone.erased_at is not None
    assert (gone.is_active, gone.email, gone.password) == (False, f"erased-{gone.id}@invalid", "!")
    assert audit.run(session) == []
    with pytest.raises(LinkExpired):
        erasure.erase(session, secret=secret)


def test_an_essay_that_is_read_just_now_is_given_up(session: Session) -> None:
    learner = make_learner(session)
    waiting, read = hand_in(session, learner), hand_in(session, learner)
    claim = assessments.claim(session, submission_id=read)
    assert claim is not None
    secret = link(session, learner)
    session.commit()

    erasure.erase(session, secret=secret)
    session.commit()

    assert not assessments.finish(session, claim, Outcome(make_result(6), None, Decimal("0.2")))
    states = session.execute(
        text("select status from assessment_assessment where submission_id in (:a, :b)"), {"a": waiting, "b": read}
    )
    assert {row.status for row in states} == {"failed"}
    assert session.scalar(text("select sum(reserved + consumed) from subscriptions_usageperiod")) == 0
    session.commit()
    assert audit.run(session) == []


def test_what_must_end_first(session: Session) -> None:
    with pytest.raises(StaffStays):
        erasure.ask(session, make_tutor(session))
    learner = make_learner(session)
    session.query(UserSubscription).filter_by(user_id=learner.user_id).delete()
    running = make_subscription(
        session,
        session.get_one(User, learner.user_id),
        make_plan(session, price_usd=Decimal(24)),
        complimentary=False,
        start_date=utc_now() - timedelta(days=1),
    )
    with pytest.raises(PlanStillRuns):
        erasure.ask(session, learner)
    running.auto_renew = False
    session.flush()
    secret = link(session, learner)
    erasure.erase(session, secret=secret)
    session.refresh(running)
    assert running.status == "expired"


def test_a_link_of_another_kind_erases_nothing(session: Session) -> None:
    learner = make_learner(session)
    with pytest.raises(LinkExpired):
        erasure.erase(session, secret="x" * 43)
    assert own_data.collect(session, learner).rows


def test_a_clock_that_runs_stops_and_leaves_nothing_behind(session: Session) -> None:
    learner = make_learner(session)
    sitting = sittings.start_task(session, learner, task_id=make_task(session).id)
    write(session, learner, sitting, 1, ESSAY)
    erasure.erase(session, secret=link(session, learner))
    session.commit()
    session.expire_all()

    with pinned(sitting.deadline_at + timedelta(minutes=20)):
        assert audit.run(session) == []
    assert held(session, learner.user_id) == 0
    states = session.scalars(select(Submission.status).where(Submission.user_id == learner.user_id)).all()
    assert states == ["abandoned"]
