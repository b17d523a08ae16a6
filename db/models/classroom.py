"""Classes: who teaches whom with whose consent, what is set, and what a tutor says of an essay."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Created, Timestamped
from db.types import Band, BigId, is_one_of, word_of

_BANDS = ("task_achievement_score", "coherence_cohesion_score", "lexical_resource_score", "grammar_accuracy_score")


class MemberKind(StrEnum):
    """How somebody belongs to a class."""

    learner = "learner"
    tutor = "tutor"


class Release(StrEnum):
    """When the writer of set work sees the result."""

    at_once = "at_once"
    after_look = "after_look"
    comments = "comments"


class Shows(StrEnum):
    """What the writer sees of a result that is held."""

    nothing = "nothing"
    comments = "comments"


class WorkKind(StrEnum):
    """What is set."""

    task = "task"
    mock_test = "mock_test"
    drill_set = "drill_set"


class ReviewKind(StrEnum):
    """Who wanted a person to look: the learner, or a tutor."""

    appeal = "appeal"
    tutor = "tutor"


class ReviewState(StrEnum):
    """Whether somebody has looked."""

    waiting = "waiting"
    done = "done"
    withdrawn = "withdrawn"


class Cohort(Timestamped, Base):
    """A class; whoever knows its code may ask to join."""

    __tablename__ = "classroom_cohort"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("length(name) BETWEEN 1 AND 100", name="check_cohort_name"),
        CheckConstraint("sample_percent BETWEEN 0 AND 100", name="check_cohort_sample"),
        Index("idx_cohort_created_by", "created_by_id"),
    )

    id: Mapped[BigId]
    name: Mapped[str] = mapped_column(String(100))
    code: Mapped[str] = mapped_column(String(12))
    archived_at: Mapped[datetime | None]
    sample_percent: Mapped[int] = mapped_column(server_default="0")
    created_by_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))


class Membership(Timestamped, Base):
    """Somebody in a class; a learner only with consent. Who has left keeps the row, and is seen no more."""

    __tablename__ = "classroom_membership"
    __table_args__ = (
        UniqueConstraint("cohort_id", "user_id", name="classroom_membership_once"),
        CheckConstraint(is_one_of("kind", MemberKind), name="classroom_membership_kind_check"),
        CheckConstraint("kind = 'tutor' OR consented_at IS NOT NULL", name="check_membership_consent"),
        Index("idx_membership_user", "user_id", postgresql_where=text("left_at IS NULL")),
    )

    id: Mapped[BigId]
    cohort_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("classroom_cohort.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"))
    kind: Mapped[MemberKind] = mapped_column(word_of(MemberKind, length=10))
    consented_at: Mapped[datetime | None]
    shares_sentences: Mapped[bool] = mapped_column(server_default=false())
    weekly_mail: Mapped[bool] = mapped_column(server_default=false())
    left_at: Mapped[datetime | None]


class Invitation(Timestamped, Base):
    """An address that was asked to join a class."""

    __tablename__ = "classroom_invitation"
    __table_args__ = (
        UniqueConstraint("cohort_id", "email", name="classroom_invitation_once"),
        Index("idx_invitation_invited_by", "invited_by_id"),
    )

    id: Mapped[BigId]
    cohort_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("classroom_cohort.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))
    invited_by_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))


class Assignment(Timestamped, Base):
    """A task, a mock test or drills of one kind of error: set to a class or to some of its learners."""

    __tablename__ = "classroom_assignment"
    __table_args__ = (
        CheckConstraint("due_at > opens_at", name="check_assignment_due"),
        CheckConstraint("length(note) <= 1000", name="check_assignment_note"),
        CheckConstraint(is_one_of("kind", WorkKind), name="classroom_assignment_kind_check"),
        CheckConstraint("(kind = 'task') = (task_id IS NOT NULL)", name="check_assignment_task"),
        CheckConstraint("(kind = 'drill_set') = (error_type IS NOT NULL)", name="check_assignment_drills"),
        CheckConstraint(is_one_of("release", Release), name="classroom_assignment_release_check"),
        CheckConstraint("release = 'at_once' OR kind <> 'drill_set'", name="check_assignment_release"),
        CheckConstraint("NOT is_exam OR kind <> 'drill_set'", name="check_assignment_exam"),
        CheckConstraint(
            "drafts_allowed IS NULL OR (drafts_allowed BETWEEN 1 AND 9 AND kind = 'task' AND NOT is_exam)",
            name="check_assignment_drafts",
        ),
        Index("idx_assignment_cohort", "cohort_id", text("due_at DESC")),
        Index("idx_assignment_task", "task_id"),
        Index("idx_assignment_created_by", "created_by_id"),
    )

    id: Mapped[BigId]
    cohort_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("classroom_cohort.id", ondelete="CASCADE"))
    kind: Mapped[WorkKind] = mapped_column(word_of(WorkKind, length=10), server_default="task")
    task_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("practice_practicetask.id", ondelete="RESTRICT"))
    error_type: Mapped[str | None] = mapped_column(String(30))
    note: Mapped[str] = mapped_column(Text, server_default="")
    opens_at: Mapped[datetime]
    due_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    is_for_some: Mapped[bool] = mapped_column(server_default=false())
    release: Mapped[Release] = mapped_column(word_of(Release, length=10), server_default="at_once")
    is_exam: Mapped[bool] = mapped_column(server_default=false())
    drafts_allowed: Mapped[int | None]
    reminded_at: Mapped[datetime | None]
    created_by_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))


class Review(Timestamped, Base):
    """A person's look at a result: asked for, or given. The engine's bands stay where they are."""

    __tablename__ = "classroom_review"
    __table_args__ = (
        CheckConstraint(is_one_of("kind", ReviewKind), name="classroom_review_kind_check"),
        CheckConstraint(is_one_of("state", ReviewState), name="classroom_review_state_check"),
        CheckConstraint("length(words) <= 1000 AND length(reason) <= 2000", name="check_review_words"),
        CheckConstraint(
            "(state = 'done') = (decided_at IS NOT NULL) AND (state = 'done') = (reviewer_id IS NOT NULL)"
            " AND (state = 'done') = (is_upheld IS NOT NULL)"
            f" AND num_nulls({', '.join(_BANDS)}, overall_band_score) = CASE WHEN state = 'done' THEN 0 ELSE 5 END",
            name="check_review_decided",
        ),
        CheckConstraint(
            " AND ".join(f"{band} BETWEEN 1 AND 9 AND {band} = floor({band})" for band in _BANDS)
            + " AND overall_band_score BETWEEN 1 AND 9",
            name="check_review_bands",
        ),
        Index("idx_review_waiting", "submission_id", unique=True, postgresql_where=text("state = 'waiting'")),
        Index("idx_review_submission", "submission_id", text("id DESC")),
        Index("idx_review_reviewer", "reviewer_id", postgresql_where=text("reviewer_id IS NOT NULL")),
    )

    id: Mapped[BigId]
    submission_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE"))
    kind: Mapped[ReviewKind] = mapped_column(word_of(ReviewKind))
    words: Mapped[str] = mapped_column(Text, server_default="")
    state: Mapped[ReviewState] = mapped_column(word_of(ReviewState), server_default="waiting")
    reviewer_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT")
    )
    task_achievement_score: Mapped[Band | None]
    coherence_cohesion_score: Mapped[Band | None]
    lexical_resource_score: Mapped[Band | None]
    grammar_accuracy_score: Mapped[Band | None]
    overall_band_score: Mapped[Band | None]
    reason: Mapped[str] = mapped_column(Text, server_default="")
    is_upheld: Mapped[bool | None]
    decided_at: Mapped[datetime | None]


class AssignmentLearner(Timestamped, Base):
    """One learner whom set work is for, where it is not for the whole class."""

    __tablename__ = "classroom_assignmentlearner"
    __table_args__ = (
        UniqueConstraint("assignment_id", "user_id", name="classroom_assignmentlearner_once"),
        Index("idx_assignmentlearner_user", "user_id"),
    )

    id: Mapped[BigId]
    assignment_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("classroom_assignment.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"))


class HeldResult(Timestamped, Base):
    """A result that set work keeps from its writer, whole or its bands, until a tutor shows it."""

    __tablename__ = "classroom_heldresult"
    __table_args__ = (
        UniqueConstraint("submission_id", name="classroom_heldresult_once"),
        CheckConstraint(is_one_of("shows", Shows), name="classroom_heldresult_shows_check"),
        Index("idx_heldresult_assignment", "assignment_id"),
        Index("idx_heldresult_waiting", "created_at", postgresql_where=text("released_at IS NULL")),
    )

    id: Mapped[BigId]
    submission_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE"))
    assignment_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("classroom_assignment.id", ondelete="CASCADE"))
    shows: Mapped[Shows] = mapped_column(word_of(Shows, length=10))
    released_at: Mapped[datetime | None]


class SetDrill(Created, Base):
    """A drill that a piece of set work holds for the person who practises it."""

    __tablename__ = "classroom_setdrill"
    __table_args__ = (
        UniqueConstraint("assignment_id", "drill_id", name="classroom_setdrill_once"),
        Index("idx_setdrill_drill", "drill_id"),
    )

    id: Mapped[BigId]
    assignment_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("classroom_assignment.id", ondelete="CASCADE"))
    drill_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("progress_errordrill.id", ondelete="CASCADE"))


class Comment(Timestamped, Base):
    """What a tutor says of some words of an essay."""

    __tablename__ = "classroom_comment"
    __table_args__ = (
        CheckConstraint(
            "length(quote) BETWEEN 1 AND 500 AND length(note) BETWEEN 1 AND 1000", name="check_comment_words"
        ),
        Index("idx_comment_submission", "submission_id", "id"),
        Index("idx_comment_tutor", "tutor_id"),
    )

    id: Mapped[BigId]
    submission_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE"))
    tutor_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    quote: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)


class BankComment(Timestamped, Base):
    """A comment that a tutor keeps to use again."""

    __tablename__ = "classroom_bankcomment"
    __table_args__ = (
        UniqueConstraint("tutor_id", "note", name="classroom_bankcomment_once"),
        CheckConstraint("length(note) BETWEEN 1 AND 1000", name="check_bankcomment_note"),
    )

    id: Mapped[BigId]
    tutor_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"))
    note: Mapped[str] = mapped_column(Text)


class Message(Timestamped, Base):
    """A word from a tutor to a learner of theirs; it leaves by mail too."""

    __tablename__ = "classroom_message"
    __table_args__ = (
        CheckConstraint("length(words) BETWEEN 1 AND 1000", name="check_message_words"),
        Index("idx_message_recipient", "recipient_id", text("id DESC")),
        Index("idx_message_sender", "sender_id", "recipient_id", text("id DESC")),
    )

    id: Mapped[BigId]
    sender_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"))
    recipient_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(Text)
    read_at: Mapped[datetime | None]
