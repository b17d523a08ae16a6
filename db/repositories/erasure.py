"""Everything that names a person or holds words of theirs, taken out of every table; the books stay as numbers."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

_SHORT = {
    "(:essays)": "(select id from practice_submission where user_id = :user_id)",
    "(:results)": "(select id from assessment_assessment where submission_id in"
    " (select id from practice_submission where user_id = :user_id))",
    "(:customers)": "(select stripe_customer_id from subscriptions_usersubscription"
    " where user_id = :user_id and stripe_customer_id is not null)",
}

# In this order: the essays are frozen until their owner counts as erased.
_STEPS = (
    "delete from accounts_loginattempt where lower(name) in ("
    "select lower(email) from accounts_customuser where id = :user_id"
    " union select lower(username) from accounts_customuser where id = :user_id)",
    "delete from classroom_invitation where lower(email) ="
    " (select lower(email) from accounts_customuser where id = :user_id)",
    "update accounts_customuser set erased_at = :now, is_active = false, is_superuser = false, is_staff = false,"
    " email = 'erased-' || id || '@invalid', username = 'erased-' || id, display_name = '', first_name = '',"
    " last_name = '', password = '!', language_background = null, test_date = null, target_band_score = null,"
    " last_writing_band = null, timezone = 'UTC', email_verified_at = null, sessions_valid_from = :now"
    " where id = :user_id",
    "delete from accounts_session where user_id = :user_id",
    "delete from accounts_token where user_id = :user_id",
    "delete from accounts_userpreferences where user_id = :user_id",
    "delete from accounts_customuser_groups where customuser_id = :user_id",
    "delete from platform_outbox where user_id = :user_id",
    "delete from practice_snapshot where submission_id in (:essays)",
    "delete from practice_plan where submission_id in (:essays)",
    "delete from assessment_result where submission_id in (:essays)",
    "update assessment_feedback set inline_comments = '[]', feedback_text = '', strengths = null, improvements = null,"
    " suggestions = null where assessment_id in (:results)",
    "delete from assessment_commentvote where user_id = :user_id",
    "delete from progress_errordrill where user_id = :user_id or submission_id in (:essays)",
    "delete from progress_drill where user_id = :user_id",
    "delete from progress_usergoal where user_id = :user_id",
    "delete from progress_officialresult where user_id = :user_id",
    "update progress_progressentry set weak_areas = null, strong_areas = null where user_id = :user_id",
    "update practice_submission set content = '' where user_id = :user_id",
    "update practice_practicetask set title = 'erased', prompt = '', instruction = '', additional_materials = null,"
    " is_active = false where owner_id = :user_id",
    "update content_taskreport set comment = '', answer = '' where user_id = :user_id",
    "delete from classroom_comment where submission_id in (:essays)",
    "update classroom_review set words = '', reason = '' where submission_id in (:essays)",
    "update classroom_review set state = 'withdrawn' where submission_id in (:essays) and state = 'waiting'",
    "delete from classroom_message where recipient_id = :user_id or sender_id = :user_id",
    "delete from classroom_assignmentlearner where user_id = :user_id",
    "update classroom_membership set left_at = coalesce(left_at, :now) where user_id = :user_id",
    "delete from classroom_bankcomment where tutor_id = :user_id",
    "update subscriptions_payment set webhook_data = null, description = null, failure_reason = null"
    " where user_id = :user_id",
    "update subscriptions_usersubscription set cancellation_reason = null where user_id = :user_id",
    "update subscriptions_usagetracking set description = null where user_id = :user_id",
    "update subscriptions_creditgrant set reason = 'erased' where user_id = :user_id",
    "update subscriptions_idempotencykey set request = '{}' where user_id = :user_id",
    "update subscriptions_webhookevent set payload = jsonb_build_object('data', jsonb_build_object('object',"
    " jsonb_build_object('id', payload #> '{data,object,id}', 'customer', payload #> '{data,object,customer}')))"
    " where payload #>> '{data,object,customer}' in (:customers)",
)


def take_out(session: Session, *, user_id: int, now: datetime) -> None:
    """All of it, in the caller's transaction; what runs for the person has ended before."""
    session.flush()
    for step in _STEPS:
        for short, whole in _SHORT.items():
            step = step.replace(short, whole)
        session.execute(text(step), {"user_id": user_id, "now": now})
    session.expire_all()


def live_essays(session: Session, *, user_id: int) -> list[int]:
    """Essays that wait for their result or are read just now."""
    return list(
        session.scalars(
            text(
                "select s.id from practice_submission as s join assessment_assessment as a on a.submission_id = s.id"
                " where s.user_id = :user_id and a.status in ('pending', 'running') order by s.id"
            ),
            {"user_id": user_id},
        )
    )


def open_sittings(session: Session, *, user_id: int) -> list[int]:
    """Mock tests that are not over."""
    return list(
        session.scalars(
            text("select id from practice_sitting where user_id = :user_id and closed_at is null"), {"user_id": user_id}
        )
    )


def close_sitting(session: Session, *, sitting_id: int, now: datetime) -> None:
    """End a mock test as it stands."""
    session.execute(
        text("update practice_sitting set closed_at = greatest(:now, started_at) where id = :id"),
        {"id": sitting_id, "now": now},
    )
    session.execute(
        text(
            "update practice_submission set status = 'abandoned', closed_at = :now where status = 'draft'"
            " and session_id = (select code from practice_sitting where id = :id)"
        ),
        {"id": sitting_id, "now": now},
    )
