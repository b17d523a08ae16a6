"""Essays, from the first word to the result."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, func, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Timestamped
from db.models.content import PracticeTask
from db.types import BigId, is_one_of, word_of

if TYPE_CHECKING:
    from db.models.assessment import Assessment


class SubmissionStatus(StrEnum):
    """Where an essay stands; the allowed moves are rows of `state_transition`."""

    draft = "draft"
    submitted = "submitted"
    assessed = "assessed"
    failed = "failed"
    abandoned = "abandoned"


HANDED_IN = (SubmissionStatus.submitted, SubmissionStatus.assessed, SubmissionStatus.failed)


class Submission(Timestamped, Base):
    """An essay. The text is frozen once it is handed in; a redraft is a new row with its parent."""

    __tablename__ = "practice_submission"
    __table_args__ = (
        CheckConstraint(is_one_of("status", SubmissionStatus), name="practice_submission_status_check"),
        CheckConstraint("word_count >= 0 AND word_count <= 2000", name="check_word_count"),
        CheckConstraint("time_spent_seconds >= 0 AND time_spent_seconds <= 7200", name="check_time_spent"),
        CheckConstraint("(status IN ('draft', 'abandoned')) = (submitted_at IS NULL)", name="check_submitted_at"),
        CheckConstraint("revision >= 0", name="practice_submission_revision_check"),
        CheckConstraint("parent_submission_id <> id", name="check_not_own_parent"),
        # (user_id) alone would repeat idx_submission_user_status: the name serves the list of a learner's essays
        Index("idx_submission_user", "user_id", text("started_at DESC")),
        Index("idx_submission_task", "task_id"),
        Index("idx_submission_status", "status"),
        Index("idx_submission_submitted_at", "submitted_at"),
        Index("idx_submission_user_status", "user_id", "status"),
        Index(
            "idx_submission_parent", "parent_submission_id", postgresql_where=text("parent_submission_id IS NOT NULL")
        ),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    task_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_practicetask.id", ondelete="RESTRICT"))
    content: Mapped[str] = mapped_column(Text)
    word_count: Mapped[int]
    time_spent_seconds: Mapped[int | None]
    session_id: Mapped[str | None] = mapped_column(String(100))
    status: Mapped[SubmissionStatus] = mapped_column(word_of(SubmissionStatus), server_default="draft")
    is_practice_mode: Mapped[bool] = mapped_column(server_default=true())
    started_at: Mapped[datetime] = mapped_column(server_default=func.now())
    submitted_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(server_default="0")
    parent_submission_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("practice_submission.id", ondelete="SET NULL")
    )
    content_sha256: Mapped[str | None] = mapped_column(String(64))
    deadline_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    task: Mapped[PracticeTask] = relationship(lazy="raise_on_sql")
    assessment: Mapped["Assessment | None"] = relationship(
        back_populates="submission", lazy="raise_on_sql", passive_deletes=True
    )
