"""How a learner moves: one entry an assessment, and the goals set."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Created, Timestamped
from db.types import BigId, is_one_of, word_of


class GoalType(StrEnum):
    """What a goal counts."""

    band_score = "band_score"
    practice_count = "practice_count"
    consistency = "consistency"
    skill_improvement = "skill_improvement"


class DrillKind(StrEnum):
    """What a drill asks for."""

    paragraph = "paragraph"


class DrillForm(StrEnum):
    """How a sentence with an error is asked: find the place, choose between two forms, or write it right."""

    spot = "spot"
    choose = "choose"
    fix = "fix"


class ProgressEntry(Created, Base):
    """What one assessed essay said about the way so far; written once, when the assessment completes."""

    __tablename__ = "progress_progressentry"
    __table_args__ = (
        # (user_id) alone would repeat idx_progress_user_date: the name serves the one entry of an assessment
        Index("idx_progress_user", "assessment_id", unique=True, postgresql_include=["user_id"]),
        Index("idx_progress_created", "created_at"),
        Index("idx_progress_user_date", "user_id", text("created_at DESC")),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"))
    assessment_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("assessment_assessment.id", ondelete="CASCADE"))
    band_score_improvement: Mapped[Decimal | None] = mapped_column(Numeric(3, 2))
    consistency_score: Mapped[Decimal | None] = mapped_column(Numeric(3, 2))
    weak_areas: Mapped[list[Any] | None]
    strong_areas: Mapped[list[Any] | None]
    practice_streak: Mapped[int | None] = mapped_column(server_default="0")
    total_practices: Mapped[int] = mapped_column(server_default="1")


class UserGoal(Timestamped, Base):
    """Something a learner wants to reach, by a date or without one."""

    __tablename__ = "progress_usergoal"
    __table_args__ = (
        CheckConstraint(is_one_of("goal_type", GoalType), name="progress_usergoal_goal_type_check"),
        CheckConstraint(
            "(goal_type = 'skill_improvement') = (criterion IS NOT NULL)"
            " AND (goal_type IN ('band_score', 'skill_improvement')) = (task_number IS NOT NULL)",
            name="check_goal_about",
        ),
        CheckConstraint("task_number IN (1, 2)", name="check_goal_task"),
        CheckConstraint(
            "criterion IN ('task_achievement', 'coherence_cohesion', 'lexical_resource', 'grammar_accuracy')",
            name="check_goal_criterion",
        ),
        CheckConstraint("target_value > 0 AND current_value >= 0", name="check_goal_values"),
        CheckConstraint("is_achieved = (achieved_at IS NOT NULL)", name="check_goal_achieved"),
        Index("idx_usergoal_user", "user_id"),
        Index("idx_usergoal_type", "goal_type"),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"))
    goal_type: Mapped[GoalType] = mapped_column(word_of(GoalType, 30))
    task_number: Mapped[int | None]
    criterion: Mapped[str | None] = mapped_column(String(30))
    target_value: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    current_value: Mapped[Decimal] = mapped_column(Numeric(5, 2), server_default="0")
    description: Mapped[str | None] = mapped_column(Text)
    target_date: Mapped[date | None]
    is_achieved: Mapped[bool] = mapped_column(server_default=false())
    achieved_at: Mapped[datetime | None]


class Drill(Timestamped, Base):
    """A passage of one's own essay to write again from memory: `[passage_start, passage_end)` of its text."""

    __tablename__ = "progress_drill"
    __table_args__ = (
        CheckConstraint(is_one_of("kind", DrillKind), name="progress_drill_kind_check"),
        CheckConstraint("passage_start >= 0 AND passage_end > passage_start", name="check_drill_passage"),
        CheckConstraint("length(answer) <= 40000", name="check_drill_answer"),
        UniqueConstraint("submission_id", "kind"),
        Index("idx_drill_user", "user_id", "due_on"),
        Index("idx_drill_done", "user_id", "done_at", postgresql_where=text("done_at IS NOT NULL")),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    submission_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE"))
    kind: Mapped[DrillKind] = mapped_column(word_of(DrillKind))
    passage_start: Mapped[int]
    passage_end: Mapped[int]
    answer: Mapped[str] = mapped_column(Text, server_default="")
    due_on: Mapped[date]
    done_at: Mapped[datetime | None]


class ErrorDrill(Timestamped, Base):
    """An error in a sentence of an essay, which comes back until it was put right four times; places in its text.

    `user_id` practises it: mostly the writer of the essay, in a set of a class also somebody else.
    """

    __tablename__ = "progress_errordrill"
    __table_args__ = (
        UniqueConstraint("user_id", "submission_id", "quote_start", "error_type", name="progress_errordrill_once"),
        CheckConstraint(
            "sentence_start >= 0 AND sentence_start <= quote_start AND quote_start < quote_end"
            " AND quote_end <= sentence_end",
            name="check_errordrill_places",
        ),
        CheckConstraint("step BETWEEN 0 AND 4 AND (step = 4) = (done_at IS NOT NULL)", name="check_errordrill_step"),
        CheckConstraint("jsonb_array_length(corrections) BETWEEN 1 AND 5", name="check_errordrill_corrections"),
        Index("idx_errordrill_due", "user_id", "due_on", postgresql_where=text("done_at IS NULL")),
        Index("idx_errordrill_submission", "submission_id"),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    submission_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_submission.id", ondelete="CASCADE"))
    error_type: Mapped[str] = mapped_column(String(30))
    sentence_start: Mapped[int]
    sentence_end: Mapped[int]
    quote_start: Mapped[int]
    quote_end: Mapped[int]
    corrections: Mapped[list[Any]]
    message: Mapped[str] = mapped_column(String(500), server_default="")
    step: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    due_on: Mapped[date]
    done_at: Mapped[datetime | None]


class DrillAnswer(Created, Base):
    """One answer to a drill."""

    __tablename__ = "progress_drillanswer"
    __table_args__ = (
        CheckConstraint(is_one_of("form", DrillForm), name="progress_drillanswer_form_check"),
        Index("idx_drillanswer_user", "user_id", "created_at"),
        Index("idx_drillanswer_drill", "drill_id", "created_at"),
    )

    id: Mapped[BigId]
    drill_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("progress_errordrill.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    form: Mapped[DrillForm] = mapped_column(word_of(DrillForm, length=10))
    answer: Mapped[str] = mapped_column(String(300))
    is_right: Mapped[bool]


class OfficialResult(Timestamped, Base):
    """A Writing band of the real test, as its owner told us; without a band they would rather not say."""

    __tablename__ = "progress_officialresult"
    __table_args__ = (
        UniqueConstraint("user_id", "test_date", name="progress_officialresult_once"),
        CheckConstraint("band BETWEEN 1 AND 9 AND band * 2 = floor(band * 2)", name="check_officialresult_band"),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"))
    test_date: Mapped[date]
    band: Mapped[Decimal | None] = mapped_column(Numeric(2, 1))
