"""What learners practise on: topics and tasks."""

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
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Timestamped
from db.types import BigId, is_one_of, word_of


class ModuleType(StrEnum):
    """Academic or General Training."""

    academic = "academic"
    general = "general"


class Difficulty(StrEnum):
    """Our estimate: the exam itself has no levels."""

    beginner = "beginner"
    intermediate = "intermediate"
    advanced = "advanced"


class TaskVisibility(StrEnum):
    """Who meets a task: everybody, its owner, or the owner's classes."""

    public = "public"
    private = "private"
    class_ = "class"


class Topic(Timestamped, Base):
    """A subject that tasks are about."""

    __tablename__ = "practice_topic"
    __table_args__ = (
        Index("idx_topic_category", "category"),
        Index("idx_topic_active", "is_active"),
    )

    id: Mapped[BigId]
    name: Mapped[str] = mapped_column(String(100), unique=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    description: Mapped[str | None] = mapped_column(Text)
    category: Mapped[str | None] = mapped_column(String(50))
    is_active: Mapped[bool] = mapped_column(server_default=true())


class PracticeTask(Timestamped, Base):
    """A writing task. A learner's own question is one too: private, with an owner and the code `OWN_<id>`.

    `edited_at` is set while the words are those of the content lab and no longer those of the file.
    """

    __tablename__ = "practice_practicetask"
    __table_args__ = (
        CheckConstraint(is_one_of("module_type", ModuleType), name="practice_practicetask_module_type_check"),
        CheckConstraint("task_number IN (1, 2)", name="practice_practicetask_task_number_check"),
        CheckConstraint(is_one_of("difficulty_level", Difficulty), name="practice_practicetask_difficulty_level_check"),
        CheckConstraint(is_one_of("visibility", TaskVisibility), name="practice_practicetask_visibility_check"),
        CheckConstraint(
            "word_limit_min > 0 AND word_limit_max >= word_limit_min AND (task_number = 1 OR word_limit_min >= 250)",
            name="check_word_limits",
        ),
        CheckConstraint("time_limit_minutes > 0", name="check_time_limit"),
        CheckConstraint("visibility = 'public' OR owner_id IS NOT NULL", name="check_task_owner"),
        Index("idx_practicetask_module_task", "module_type", "task_number"),
        Index("idx_practicetask_difficulty", "difficulty_level"),
        Index("idx_practicetask_topic", "topic_id"),
        Index("idx_practicetask_active", "is_active"),
        Index("idx_practicetask_owner", "owner_id", postgresql_where=text("owner_id IS NOT NULL")),
        Index(
            "idx_practicetask_search",
            # with the brackets that PostgreSQL adds, or `alembic check` sees a difference
            text("to_tsvector('english', (title || ' ') || prompt)"),
            postgresql_using="gin",
        ),
        Index("idx_practicetask_kind", "kind"),
        Index("idx_practicetask_ranked_words", "ranked_words", postgresql_using="gin"),
    )

    id: Mapped[BigId]
    task_code: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    module_type: Mapped[ModuleType] = mapped_column(word_of(ModuleType))
    task_number: Mapped[int]
    difficulty_level: Mapped[Difficulty | None] = mapped_column(word_of(Difficulty), server_default="intermediate")
    instruction: Mapped[str] = mapped_column(Text)
    prompt: Mapped[str] = mapped_column(Text)
    additional_materials: Mapped[dict[str, Any] | None]
    word_limit_min: Mapped[int] = mapped_column(server_default="150")
    word_limit_max: Mapped[int] = mapped_column(server_default="250")
    time_limit_minutes: Mapped[int] = mapped_column(server_default="20")
    topic_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("practice_topic.id", ondelete="SET NULL"))
    is_active: Mapped[bool] = mapped_column(server_default=true())
    usage_count: Mapped[int] = mapped_column(server_default="0")
    average_score: Mapped[Decimal | None] = mapped_column(Numeric(3, 1))
    owner_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    visibility: Mapped[TaskVisibility] = mapped_column(word_of(TaskVisibility), server_default="public")
    reviewed_on: Mapped[date | None]
    edited_at: Mapped[datetime | None]
    # written by a trigger from title, prompt and materials, and read in queries only
    kind: Mapped[str | None] = mapped_column(String(40))
    ranked_words: Mapped[str | None] = mapped_column(TSVECTOR, deferred=True)

    topic: Mapped[Topic | None] = relationship(lazy="raise_on_sql")


class ReportReason(StrEnum):
    """What a person says is wrong with a task."""

    unclear = "unclear"
    wrong_figures = "wrong_figures"
    spelling = "spelling"
    too_hard = "too_hard"
    upsetting = "upsetting"
    other = "other"


class ReportState(StrEnum):
    """Whether somebody of ours has looked at a report."""

    open = "open"
    answered = "answered"


class TaskReport(Timestamped, Base):
    """A person's word that a task is wrong, once a person and task; the answer is for that person."""

    __tablename__ = "content_taskreport"
    __table_args__ = (
        UniqueConstraint("user_id", "task_id", name="content_taskreport_once"),
        CheckConstraint(is_one_of("reason", ReportReason), name="content_taskreport_reason_check"),
        CheckConstraint(is_one_of("state", ReportState), name="content_taskreport_state_check"),
        CheckConstraint("length(comment) <= 1000 AND length(answer) <= 1000", name="check_report_length"),
        CheckConstraint(
            "(state = 'answered') = (answered_at IS NOT NULL) AND (state = 'answered') = (answered_by_id IS NOT NULL)",
            name="check_report_answer",
        ),
        Index("idx_taskreport_task", "task_id"),
        Index("idx_taskreport_open", "created_at", postgresql_where=text("state = 'open'")),
        Index("idx_taskreport_answered_by", "answered_by_id", postgresql_where=text("answered_by_id IS NOT NULL")),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    task_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_practicetask.id", ondelete="RESTRICT"))
    reason: Mapped[ReportReason] = mapped_column(word_of(ReportReason))
    comment: Mapped[str] = mapped_column(Text, server_default="")
    state: Mapped[ReportState] = mapped_column(word_of(ReportState), server_default="open")
    answer: Mapped[str] = mapped_column(Text, server_default="")
    answered_by_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT")
    )
    answered_at: Mapped[datetime | None]

    task: Mapped[PracticeTask] = relationship(lazy="raise_on_sql")


class ModelAnswer(Timestamped, Base):
    """An answer of ours that shows a band; `read_band` is what a person said who did not know it."""

    __tablename__ = "content_modelanswer"
    __table_args__ = (
        UniqueConstraint("task_id", "band", name="content_modelanswer_task_id_band_key"),
        CheckConstraint("band IN (5.5, 6.5, 7.5, 8.5)", name="content_modelanswer_band_check"),
        CheckConstraint("read_band BETWEEN 1 AND 9", name="check_modelanswer_read_band"),
        CheckConstraint("engine_band BETWEEN 1 AND 9", name="check_modelanswer_engine_band"),
        CheckConstraint(
            "NOT is_shown OR (read_band IS NOT NULL AND engine_band IS NOT NULL"
            " AND abs(read_band - band) <= 0.5 AND abs(engine_band - band) <= 0.5)",
            name="check_modelanswer_shown",
        ),
    )

    id: Mapped[BigId]
    task_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("practice_practicetask.id", ondelete="CASCADE"))
    band: Mapped[Decimal] = mapped_column(Numeric(2, 1))
    read_band: Mapped[Decimal | None] = mapped_column(Numeric(2, 1))
    engine: Mapped[str | None] = mapped_column(String(50))
    engine_band: Mapped[Decimal | None] = mapped_column(Numeric(2, 1))
    text: Mapped[str] = mapped_column(Text)
    annotations: Mapped[list[Any]]
    is_shown: Mapped[bool] = mapped_column(server_default=false())


class SearchWord(Base):
    """A word that stands in a task or in the name of a topic: what a misspelt search may have meant."""

    __tablename__ = "content_searchword"

    word: Mapped[str] = mapped_column(String(60), primary_key=True)
