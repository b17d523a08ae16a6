"""What leaves the task bank: frozen values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from db.models.content import Difficulty, ModuleType, TaskVisibility

__all__ = [
    "Difficulty",
    "Loaded",
    "ModuleType",
    "PlanSeed",
    "Recommendation",
    "Task",
    "TaskCard",
    "TaskFilters",
    "TaskPage",
    "TaskSeed",
    "TaskVisibility",
    "Topic",
    "TopicSeed",
]

PAGE_SIZE = 12
USUAL_LENGTH_SPAN_WORDS = 10  # "160 to 200" for a minimum of 150: our advice, never a limit


@dataclass(frozen=True)
class TopicSeed:
    """A topic as its file says it."""

    slug: str
    name: str
    category: str
    description: str


@dataclass(frozen=True)
class PlanSeed:
    """A plan as its file says it; the price is in US dollars for the whole duration."""

    slug: str
    name: str
    description: str
    test_feedback_count: int
    duration_months: int
    price_usd: Decimal
    is_featured: bool
    sort_order: int


@dataclass(frozen=True)
class TaskSeed:
    """A task as its file says it; without `reviewed_on` it is loaded but not offered."""

    code: str
    title: str
    module_type: ModuleType
    task_number: int
    difficulty: Difficulty
    topic: str
    instruction: str
    prompt: str
    word_limit_min: int
    word_limit_max: int
    time_limit_minutes: int
    reviewed_on: date | None
    materials: Mapping[str, Any]


@dataclass(frozen=True)
class Loaded:
    """What a load did, as counts of rows; `kept` are tasks whose edit in the content lab stands against the file."""

    created: int
    changed: int
    unchanged: int
    kept: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = f"{self.created} new, {self.changed} changed, {self.unchanged} as before"
        if not self.kept:
            return said
        return f"{said}; {len(self.kept)} left as edited in the content lab ({', '.join(self.kept)})"


@dataclass(frozen=True)
class Topic:
    """A topic to choose from; `task_count` counts the public tasks on offer."""

    topic_id: int
    slug: str
    name: str
    category: str
    description: str
    task_count: int = 0


@dataclass(frozen=True)
class TaskCard:
    """A task in a list.

    `kind` is the type of materials (line, bar, pie, table, mixed, process, map, letter) or, for
    Task 2, the type of question (opinion, discussion and so on).
    """

    task_id: int
    code: str
    title: str
    module_type: ModuleType
    task_number: int
    kind: str
    difficulty: Difficulty
    topic: str
    word_limit_min: int
    time_limit_minutes: int
    is_done: bool = False


@dataclass(frozen=True)
class TaskFilters:
    """What to list; None and the empty text mean "all". Pages count from 1."""

    module_type: ModuleType | None = None
    task_number: int | None = None
    topic: str | None = None
    difficulty: Difficulty | None = None
    kind: str | None = None
    text: str = ""
    only_new: bool = False
    page: int = 1
    page_size: int = PAGE_SIZE


@dataclass(frozen=True)
class TaskPage:
    """One page of a list and how many tasks the filters found in all.

    `searched` is what was looked for in place of a misspelt search; empty where it was taken as typed.
    """

    cards: tuple[TaskCard, ...]
    total: int
    page: int
    page_count: int
    searched: str = ""


@dataclass(frozen=True)
class Task:
    """A task with everything that a page needs to show it.

    A question of the learner's own (`is_own`) was written by a person we do not know and is shown as plain text
    only; its `materials` are None, or the table of figures that was pasted with it.
    """

    task_id: int
    code: str
    title: str
    module_type: ModuleType
    task_number: int
    difficulty: Difficulty
    topic: str
    instruction: str
    prompt: str
    word_limit_min: int
    word_limit_max: int
    time_limit_minutes: int
    visibility: TaskVisibility
    is_active: bool
    updated_at: datetime
    materials: Mapping[str, Any] | None = field(default=None, hash=False)

    @property
    def is_own(self) -> bool:
        """Whether somebody pasted it instead of us writing it."""
        return self.visibility != TaskVisibility.public

    @property
    def usual_length_words(self) -> tuple[int, int]:
        """The usual length of a good answer in words, from and to."""
        return self.word_limit_min + USUAL_LENGTH_SPAN_WORDS, self.word_limit_max


@dataclass(frozen=True)
class Recommendation:
    """The next task to write and the reason for it in one sentence."""

    card: TaskCard
    reason: str
