"""Essays, from the first word to the result."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, func, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Created, Timestamped
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


class SittingMode(StrEnum):
    """How a sitting is sat: exactly like the test, or with our own extras."""

    exam = "exam"
    relaxed = "relaxed"


class SnapshotKind(StrEnum):
    """What is recorded while a text grows."""

    words = "words"
    text = "text"
    paste = "paste"


class Sitting(Timestamped, Base):
    """Writing under a clock that the server owns: a mock test of two essays, or the one task `task_id`.

    A person has one open at a time.
    """

    __tablename__ = "practice_sitting"
    __table_args__ = (
        CheckConstraint(is_one_of("mode", SittingMode), name="practice_sitting_mode_check"),
        CheckConstraint("extra_time_percent IN (0, 25)", name="check_sitting_extra_time"),
        CheckConstraint("deadline_at > started_at", name="check_sitting_deadline"),
        Index("idx_sitting_deadline", "deadline_at", postgresql_where=text("closed_at IS NULL")),
        Index("idx_sitting_user", "user_id", text("started_at DESC")),
        Index("idx_sitting_user_open", "user_id", unique=True, postgresql_where=text("closed_at IS NULL")),
        Index("idx_sitting_task", "task_id", postgresql_where=text("task_id IS NOT NULL")),
    )

    id: Mapped[BigId]
    code: Mapped[str] = mapped_column(String(100), unique=True)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    task_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("practice_practicetask.id", ondelete="RESTRICT"))
    mode: Mapped[SittingMode] = mapped_column(word_of(SittingMode))
    extra_time_percent: Mapped[int] = mapped_column(server_default="0")
    started_at: Mapped[datetime]
    deadline_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


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
            "idx_submission_user_submitted",
            "user_id",
            "submitted_at",
            postgresql_where=text("submitted_at IS NOT NULL"),
        ),
        Index(
            "idx_submission_parent", "parent_submission_id", postgresql_where=text("parent_submission_id IS NOT NULL")
        ),
        Index("idx_submission_session", "session_id", postgresql_where=text("session_id IS NOT NULL")),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    task_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_practicetask.id", ondelete="RESTRICT"))
    content: Mapped[str] = mapped_column(Text)
    word_count: Mapped[int]
    time_spent_seconds: Mapped[int | None]
    session_id: Mapped[str | None] = mapped_column(
        String(100), ForeignKey("practice_sitting.code", ondelete="RESTRICT")
    )
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


class Snapshot(Created, Base):
    """A moment of a growing text, by active writing seconds: its words, now and then the text, large pastes.

    `still_seconds`, where others around it were thinned out, is how long writing stood still before it.
    """

    __tablename__ = "practice_snapshot"
    __table_args__ = (
        CheckConstraint(is_one_of("kind", SnapshotKind), name="practice_snapshot_kind_check"),
        CheckConstraint("(kind = 'text') = (content IS NOT NULL)", name="check_snapshot_content"),
        CheckConstraint("(kind = 'paste') = (pasted_characters IS NOT NULL)", name="check_snapshot_paste"),
        CheckConstraint("active_seconds BETWEEN 0 AND 7200", name="check_snapshot_time"),
        CheckConstraint("still_seconds >= 0", name="check_snapshot_stillness"),
        Index("idx_snapshot_submission", "submission_id", "id"),
    )

    id: Mapped[BigId]
    submission_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE"))
    kind: Mapped[SnapshotKind] = mapped_column(word_of(SnapshotKind))
    active_seconds: Mapped[int]
    word_count: Mapped[int]
    content: Mapped[str | None] = mapped_column(Text)
    pasted_characters: Mapped[int | None]
    still_seconds: Mapped[int | None]


class Plan(Timestamped, Base):
    """What a learner noted and marked before and while writing; never part of the answer."""

    __tablename__ = "practice_plan"
    __table_args__ = (CheckConstraint("length(notes) <= 10000", name="check_plan_length"),)

    id: Mapped[BigId]
    submission_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE"), unique=True
    )
    notes: Mapped[str] = mapped_column(Text, server_default="")
    highlights: Mapped[list[Any] | None]
