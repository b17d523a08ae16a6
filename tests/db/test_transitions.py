"""Every pair of states: what the list allows passes and is remembered, everything else is refused."""

from itertools import product

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.models.assessment import Assessment, AssessmentStatus
from db.models.billing import Payment, PaymentStatus, SubscriptionStatus, UsageState, UsageTracking, UserSubscription
from db.models.gateway import WebhookEvent, WebhookStatus
from db.models.platform import StateHistory, StateTransition
from db.models.practice import Submission, SubmissionStatus
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_event, make_payment, make_subscription, make_usage
from tests.factories.practice import make_submission

SUBSCRIPTION_MIRROR = ("active", "past_due", "paused", "cancelled", "expired")
LEGAL = {
    "practice_submission": {
        "draft": "submitted abandoned",
        "submitted": "assessed failed",
        "assessed": "",
        "failed": "submitted",
        "abandoned": "",
    },
    "assessment_assessment": {
        "pending": "running failed cancelled",
        "running": "pending completed failed manual_review",
        "completed": "",
        "failed": "pending",
        "manual_review": "completed failed",
        "cancelled": "",
    },
    "subscriptions_usagetracking": {
        "reserved": "consumed released",
        "consumed": "refunded",
        "released": "",
        "refunded": "",
    },
    "subscriptions_usersubscription": {
        old: " ".join(new for new in SUBSCRIPTION_MIRROR if new != old and old != "expired")
        for old in ("pending", *SUBSCRIPTION_MIRROR)
    },
    "subscriptions_payment": {
        "pending": "succeeded failed cancelled",
        "succeeded": "partially_refunded refunded disputed",
        "failed": "pending succeeded cancelled",
        "cancelled": "",
        "partially_refunded": "refunded disputed",
        "refunded": "",
        "disputed": "succeeded partially_refunded charged_back",
        "charged_back": "",
    },
    "subscriptions_webhookevent": {
        "received": "processed ignored failed",
        "processed": "",
        "ignored": "",
        "failed": "received",
    },
}
KINDS = {
    "practice_submission": SubmissionStatus,
    "assessment_assessment": AssessmentStatus,
    "subscriptions_usagetracking": UsageState,
    "subscriptions_usersubscription": SubscriptionStatus,
    "subscriptions_payment": PaymentStatus,
    "subscriptions_webhookevent": WebhookStatus,
}
PAIRS = [(entity, old, new) for entity, moves in LEGAL.items() for old, new in product(moves, repeat=2) if old != new]


def _born(session: Session, entity: str, state: str) -> int | str:
    """The id of a new row in that state."""
    row: Submission | Assessment | UsageTracking | UserSubscription | Payment | WebhookEvent
    match entity:
        case "practice_submission":
            row = make_submission(session, status=state)
        case "assessment_assessment":
            row = make_assessment(session, status=state)
        case "subscriptions_usagetracking":
            row = make_usage(session, state=state)
        case "subscriptions_usersubscription":
            row = make_subscription(session, status=state)
        case "subscriptions_webhookevent":
            row = make_event(session, status=state)
        case _:
            row = make_payment(session, make_subscription(session), status=state)
    return row.id


def _also(entity: str, new: str) -> str:
    """What the checks of a table ask for beside the new state."""
    if entity == "practice_submission":
        is_open = new in ("draft", "abandoned")
        return f", submitted_at = {'null' if is_open else 'coalesce(submitted_at, now())'}"
    if entity == "assessment_assessment":
        band = "6" if new in ("completed", "manual_review") else "null"
        scores = ("overall_band", "task_achievement", "coherence_cohesion", "lexical_resource", "grammar_accuracy")
        return "".join(f", {score}_score = {band}" for score in scores) + ", is_provisional = true"
    if entity == "subscriptions_webhookevent":
        return f", processed_at = {'now()' if new == 'processed' else 'null'}"
    if entity == "subscriptions_usagetracking":
        return f", is_refunded = {new == 'refunded'}"
    return ""


def test_every_state_stands_in_the_list() -> None:
    assert {entity: set(kind) for entity, kind in KINDS.items()} == {entity: set(LEGAL[entity]) for entity in KINDS}


def test_the_table_holds_exactly_the_list(session: Session) -> None:
    rows = session.execute(select(StateTransition.entity, StateTransition.old, StateTransition.new))

    assert {tuple(row) for row in rows} == {
        (entity, old, new)
        for entity, moves in LEGAL.items()
        for old, targets in moves.items()
        for new in targets.split()
    }


@pytest.mark.parametrize(("entity", "old", "new"), PAIRS)
def test_only_a_listed_move_passes(entity: str, old: str, new: str, session: Session) -> None:
    row_id = _born(session, entity, old)
    column = "state" if entity == "subscriptions_usagetracking" else "status"
    move = text(f"update {entity} set {column} = :new{_also(entity, new)} where id = :id")

    if new in LEGAL[entity][old].split():
        session.execute(move, {"new": new, "id": row_id})
        expected = [(None, old), (old, new)]
    else:
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(move, {"new": new, "id": row_id})
        expected = [(None, old)]

    history = session.execute(
        select(StateHistory.old, StateHistory.new)
        .where(StateHistory.entity == entity, StateHistory.entity_id == str(row_id))
        .order_by(StateHistory.id)
    )
    assert [tuple(row) for row in history] == expected


def test_a_refused_move_names_the_rule(session: Session) -> None:
    submission = make_submission(session, status=SubmissionStatus.assessed)

    with pytest.raises(IntegrityError, match="illegal transition of practice_submission: assessed -> submitted"):
        submission.status = SubmissionStatus.submitted
        session.flush()


def test_a_change_that_is_not_of_state_leaves_no_history(session: Session) -> None:
    submission = make_submission(session)
    submission.content = "Another word."
    session.flush()

    assert len(session.scalars(select(StateHistory).where(StateHistory.entity_id == str(submission.id))).all()) == 1


def test_history_says_who_acted_when_the_session_does(session: Session) -> None:
    session.execute(text("select set_config('app.actor', 'person:7', true)"))
    submission = make_submission(session)

    history = session.scalars(
        select(StateHistory).where(
            StateHistory.entity == "practice_submission", StateHistory.entity_id == str(submission.id)
        )
    ).one()
    assert history.actor == "person:7"
