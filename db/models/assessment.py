"""Bands, what they rest on, and the words that go with them."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Created, Timestamped
from db.models.practice import Submission
from db.types import Band, BigId, is_one_of, word_of


class AssessmentStatus(StrEnum):
    """Where an assessment stands; the allowed moves are rows of `state_transition`."""

    pending = "pending"
    running = "running"
    completed = "completed"
    failed = "failed"
    manual_review = "manual_review"
    cancelled = "cancelled"


class Criterion(StrEnum):
    """The four criteria; the first serves both tasks (Task Response in Task 2)."""

    task_achievement = "task_achievement"
    coherence_cohesion = "coherence_cohesion"
    lexical_resource = "lexical_resource"
    grammar_accuracy = "grammar_accuracy"


class FeedbackCriterion(StrEnum):
    """What a feedback row is about: one of the four, or the essay as a whole. Equal to `Criterion` by value."""

    task_achievement = "task_achievement"
    coherence_cohesion = "coherence_cohesion"
    lexical_resource = "lexical_resource"
    grammar_accuracy = "grammar_accuracy"
    overall = "overall"


_SCORES = (
    "overall_band_score",
    "task_achievement_score",
    "coherence_cohesion_score",
    "lexical_resource_score",
    "grammar_accuracy_score",
)


class Vote(StrEnum):
    """What a learner says of a comment; "wrong" hides it."""

    helped = "helped"
    wrong = "wrong"


class Uptake(StrEnum):
    """What became of an earlier draft's comment in its redraft."""

    fixed = "fixed"
    ignored = "ignored"
    came_back = "came_back"


class Assessment(Timestamped, Base):
    """The current result of one submission, or the work on it.

    `attempt` goes up whenever a worker claims the row: a worker that comes back late carries an old number
    and changes nothing. Scores are there in `completed` and `manual_review` only.
    """

    __tablename__ = "assessment_assessment"
    __table_args__ = (
        *(
            CheckConstraint(f"{score} >= 1.0 AND {score} <= 9.0", name=f"assessment_assessment_{score}_check")
            for score in _SCORES
        ),
        CheckConstraint("overall_band_score BETWEEN 1.0 AND 9.0", name="check_score_range"),
        CheckConstraint("overall_band_score * 2 = floor(overall_band_score * 2)", name="check_overall_in_halves"),
        CheckConstraint(
            " AND ".join(f"{score} = floor({score})" for score in _SCORES[1:]),
            name="check_criteria_whole",
        ),
        CheckConstraint(
            f"num_nulls({', '.join(_SCORES)}) = CASE WHEN status IN ('completed', 'manual_review') THEN 0 ELSE 5 END",
            name="check_scores_by_status",
        ),
        CheckConstraint("status <> 'manual_review' OR is_provisional", name="check_review_is_provisional"),
        CheckConstraint("attempt >= 0", name="assessment_assessment_attempt_check"),
        CheckConstraint("confidence_score BETWEEN 0 AND 1", name="assessment_assessment_confidence_score_check"),
        CheckConstraint(is_one_of("status", AssessmentStatus), name="assessment_assessment_status_check"),
        Index("idx_assessment_overall_score", "overall_band_score"),
        Index("idx_assessment_status", "status"),
        Index("idx_assessment_user_score", "submission_id", "overall_band_score"),
    )

    id: Mapped[BigId]
    submission_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE"), unique=True
    )
    overall_band_score: Mapped[Band | None]
    task_achievement_score: Mapped[Band | None]
    coherence_cohesion_score: Mapped[Band | None]
    lexical_resource_score: Mapped[Band | None]
    grammar_accuracy_score: Mapped[Band | None]
    ai_model_version: Mapped[str | None] = mapped_column(String(50))
    processing_time_seconds: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    confidence_score: Mapped[Decimal | None] = mapped_column(Numeric(3, 2))
    status: Mapped[AssessmentStatus] = mapped_column(word_of(AssessmentStatus), server_default="pending")
    attempt: Mapped[int] = mapped_column(server_default="0")
    lease_expires_at: Mapped[datetime | None]
    billable: Mapped[bool] = mapped_column(server_default=true())
    is_provisional: Mapped[bool] = mapped_column(server_default=false())
    read_at: Mapped[datetime | None]

    submission: Mapped[Submission] = relationship(back_populates="assessment", lazy="raise_on_sql")
    feedback: Mapped[list["Feedback"]] = relationship(
        lazy="raise_on_sql", passive_deletes=True, cascade="save-update, merge, delete", order_by="Feedback.id"
    )


class AssessmentResultRow(Timestamped, Base):
    """One engine's whole result for a submission; `result` is the JSON that the result page and the charts read.

    `input_sha256` is the hash of essay and task: the same input under the same engine version has the same result.
    """

    __tablename__ = "assessment_result"
    __table_args__ = (
        CheckConstraint(
            "range_low <= overall_band_score AND overall_band_score <= range_high", name="check_band_within_range"
        ),
        UniqueConstraint("submission_id", "engine"),
        Index("idx_result_input", "input_sha256", "engine", postgresql_where=text("input_sha256 IS NOT NULL")),
    )

    id: Mapped[BigId]
    submission_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE"))
    engine: Mapped[str] = mapped_column(String(50))
    overall_band_score: Mapped[Band | None]
    range_low: Mapped[Band | None]
    range_high: Mapped[Band | None]
    result: Mapped[dict[str, Any]]
    input_sha256: Mapped[str | None] = mapped_column(String(64))


class CommentVote(Timestamped, Base):
    """What a learner said of one inline comment; `comment_key` names it within the result of an engine version."""

    __tablename__ = "assessment_commentvote"
    __table_args__ = (
        CheckConstraint(is_one_of("vote", Vote), name="assessment_commentvote_vote_check"),
        UniqueConstraint(
            "submission_id", "user_id", "engine", "comment_key", name="assessment_commentvote_one_a_comment"
        ),
        Index("idx_commentvote_user", "user_id"),
        Index("idx_commentvote_type", "comment_type", "vote"),
    )

    id: Mapped[BigId]
    submission_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    engine: Mapped[str] = mapped_column(String(50))
    comment_key: Mapped[str] = mapped_column(String(60))
    comment_type: Mapped[str] = mapped_column(String(30))
    vote: Mapped[Vote] = mapped_column(word_of(Vote))


class CommentStatus(Created, Base):
    """What a redraft (`submission_id`) did with one comment on an earlier draft of it (`commented_submission_id`)."""

    __tablename__ = "assessment_commentstatus"
    __table_args__ = (
        CheckConstraint(is_one_of("status", Uptake), name="assessment_commentstatus_status_check"),
        UniqueConstraint(
            "submission_id",
            "commented_submission_id",
            "comment_key",
            name="assessment_commentstatus_one_a_comment",
        ),
        Index("idx_commentstatus_commented", "commented_submission_id"),
        Index("idx_commentstatus_type", "comment_type", "status"),
    )

    id: Mapped[BigId]
    submission_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE"))
    commented_submission_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE")
    )
    comment_key: Mapped[str] = mapped_column(String(60))
    comment_type: Mapped[str] = mapped_column(String(30))
    status: Mapped[Uptake] = mapped_column(word_of(Uptake))


class Feedback(Created, Base):
    """What a tutor would say about one criterion; offsets in `inline_comments` count code points of the essay."""

    __tablename__ = "assessment_feedback"
    __table_args__ = (
        CheckConstraint(is_one_of("criterion", FeedbackCriterion), name="assessment_feedback_criterion_check"),
        # one row a criterion; carries the name of the specification's index, whose column comes first in it
        Index("idx_feedback_assessment", "assessment_id", "criterion", unique=True),
        Index("idx_feedback_criterion", "criterion"),
    )

    id: Mapped[BigId]
    assessment_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("assessment_assessment.id", ondelete="CASCADE"))
    criterion: Mapped[FeedbackCriterion] = mapped_column(word_of(FeedbackCriterion, 30))
    feedback_text: Mapped[str] = mapped_column(Text)
    strengths: Mapped[str | None] = mapped_column(Text)
    improvements: Mapped[str | None] = mapped_column(Text)
    suggestions: Mapped[str | None] = mapped_column(Text)
    inline_comments: Mapped[list[Any] | None]
