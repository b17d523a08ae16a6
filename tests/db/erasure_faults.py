"""What an erasure can leave behind, planted for the audit."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.assessment import AssessmentResultRow, Feedback
from db.models.platform import OutboxMail
from db.models.practice import Plan, Snapshot
from db.models.progress import Drill
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_subscription
from tests.factories.content import make_report, make_task
from tests.factories.practice import make_submission


def _now() -> datetime:
    return datetime.now(UTC)


def erased(session: Session, **left_over: Any) -> User:
    """A person who was erased, after writing an essay that was assessed."""
    user = make_user(session)
    essay = make_submission(session, user, status="assessed")
    assessment = make_assessment(session, essay, billable=False)
    session.add(Feedback(assessment_id=assessment.id, criterion="overall", feedback_text="Kept.", inline_comments=[]))
    user.email, user.username = f"erased-{user.id}@invalid", f"erased-{user.id}"
    user.display_name, user.is_active, user.erased_at = "", False, _now()
    for name, value in left_over.items():
        setattr(user, name, value)
    session.flush()
    essay.content, essay.word_count = "", 0
    session.flush()
    return user


def _left(session: Session, kind_of_row: type[Snapshot] | type[Plan], **values: Any) -> None:
    essay = make_submission(session, erased(session), content="", status="assessed")
    make_assessment(session, essay, billable=False)
    words = {"word_count": 2} if kind_of_row is Snapshot else {}
    session.add(kind_of_row(submission_id=essay.id, **values, **words))


def _left_drill(session: Session) -> None:
    user = erased(session)
    essay = make_submission(session, user, content="", status="assessed")
    make_assessment(session, essay, billable=False)
    drill = {"kind": "paragraph", "passage_start": 0, "passage_end": 9, "answer": "my street"}
    session.add(Drill(user_id=user.id, submission_id=essay.id, due_on=_now().date(), **drill))


def _erased_essay(session: Session) -> None:
    user = make_user(session, email="erased-1@invalid", username="erased-1", display_name="", erased_at=_now())
    make_assessment(session, make_submission(session, user, status="assessed"), billable=False)


def _erased_quote(session: Session) -> None:
    user = erased(session)
    session.execute(
        text(
            'update assessment_feedback set inline_comments = \'[{"quote": "my street"}]\' where assessment_id in'
            " (select a.id from assessment_assessment a join practice_submission s on s.id = a.submission_id"
            " where s.user_id = :user_id)"
        ),
        {"user_id": user.id},
    )


def _erased_result(session: Session) -> None:
    essay = make_submission(session, erased(session), content="", status="assessed")
    make_assessment(session, essay, billable=False)
    session.add(AssessmentResultRow(submission_id=essay.id, engine="offline-1", result={"quote": "my street"}))


ERASURE_FAULTS: list[tuple[str, str, Callable[[Session], Any]]] = [
    ("A21", "a name that stayed", lambda s: erased(s, display_name="Ann")),
    ("A21", "an address that stayed", lambda s: erased(s, email="ann@example.org")),
    ("A21", "an essay that stayed", _erased_essay),
    ("A21", "a quote that stayed", _erased_quote),
    ("A21", "a result that stayed", _erased_result),
    (
        "A21",
        "a trace of writing that stayed",
        lambda s: _left(s, Snapshot, kind="text", active_seconds=9, content="my street"),
    ),
    ("A21", "notes that stayed", lambda s: _left(s, Plan, notes="my street")),
    ("A21", "an exercise that stayed", _left_drill),
    ("A21", "a plan that stayed", lambda s: make_subscription(s, erased(s))),
    (
        "A21",
        "an own question that stayed",
        lambda s: make_task(s, owner_id=erased(s).id, visibility="private", task_code="OWN_1"),
    ),
    (
        "A21",
        "words on a task that stayed",
        lambda s: make_report(s, erased(s).id, make_task(s).id, comment="My street has another name."),
    ),
    (
        "A21",
        "a mail that stayed",
        lambda s: s.add(OutboxMail(user_id=erased(s).id, recipient="ann@example.org", template="welcome", context={})),
    ),
]
