"""The task bank: one task, the next one to write, and questions of a learner's own."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from core.actor import Actor
from core.content.errors import OwnQuestionRefused, OwnTableRefused, TaskNotFound
from core.content.own_table import read_table
from core.content.types import (
    Difficulty,
    ModuleType,
    Recommendation,
    Task,
    TaskCard,
    TaskVisibility,
)
from db.models.content import PracticeTask
from db.repositories import assignments, content

MAX_PROMPT_CHARACTERS = 2_000
MIN_PROMPT_WORDS = 5
TITLE_CHARACTERS = 60
WORD_LIMITS = {1: (150, 200), 2: (250, 320)}
MINUTES = {1: 20, 2: 40}


def get_task(session: Session, actor: Actor, *, task_id: int) -> Task:
    """A task that is on offer, one the actor has written on before, the actor's own question, or their tutor's set one.

    Raises:
        TaskNotFound: None of these.
    """
    row = content.find_task(session, task_id=task_id)
    if row is None:
        raise TaskNotFound
    if row.visibility != TaskVisibility.public and row.owner_id != actor.user_id:
        is_mine = assignments.is_set_for(session, user_id=actor.user_id, task_id=task_id)
        if not is_mine and not content.has_written_on(session, user_id=actor.user_id, task_id=task_id):
            raise TaskNotFound
    if not row.is_active and not content.has_written_on(session, user_id=actor.user_id, task_id=task_id):
        raise TaskNotFound
    return frozen(row)


def recommended_task(
    session: Session, actor: Actor, *, skip: Collection[int] = (), hint: tuple[int, str] | None = None
) -> Recommendation | None:
    """The next task to write, in the actor's module, with the reason; `skip` holds ids not wanted now.

    `hint` is a task number and why it should be that one: it goes before the turns.

    Task 1 and Task 2 take turns, starting with Task 2, which counts twice. New tasks come before
    written ones, those of the level that the preferences ask for first (an easy one for a newcomer
    who asked for none), then topics other than the last. None if the bank has nothing left.
    """
    last = content.last_written(session, user_id=actor.user_id)
    chosen = content.chosen_difficulty(session, user_id=actor.user_id)
    wanted = hint[0] if hint else 1 if last is not None and last[0] == 2 else 2
    for task_number in (wanted, 3 - wanted):
        found = content.next_in_line(
            session,
            user_id=actor.user_id,
            module_type=actor.module_type,
            task_number=task_number,
            skip=sorted(skip),
            unlike_topic_id=last[1] if last else None,
            level_first=chosen or (Difficulty.beginner if last is None else None),
        )
        if found is not None:
            row, is_done = found
            if hint is not None and hint[0] == task_number and not is_done:
                reason = hint[1]
            else:
                reason = _reason(task_number, last_number=last[0] if last else None, is_done=is_done)
            if chosen is not None and row.difficulty_level == chosen and not is_done:
                reason += f" It is at the level that you asked for: {chosen}."
            return Recommendation(card=card_of(row, is_done=is_done), reason=reason)
    return None


def create_own_task(
    session: Session,
    actor: Actor,
    *,
    task_number: int,
    prompt: str,
    module_type: ModuleType | None = None,
    table: str = "",
    unit: str = "",
) -> Task:
    """A question that the actor pasted: private, in no list, with the code `OWN_<id>`.

    `table` holds the figures of its chart, `unit` what they count, for Academic Task 1. The same question with the
    same table pasted twice gives the same task. Line breaks stay, control characters go.

    Raises:
        OwnQuestionRefused: Fewer than 5 words, more than 2,000 characters, or no such task number.
        OwnTableRefused: The table cannot be read, or this kind of task has none.
    """
    if task_number not in WORD_LIMITS:
        raise OwnQuestionRefused("Please say whether your question is Task 1 or Task 2.")
    text = plain(prompt)
    if len(text) > MAX_PROMPT_CHARACTERS:
        raise OwnQuestionRefused(
            f"Your question has {len(text):,} characters. Please shorten it to {MAX_PROMPT_CHARACTERS:,}."
        )
    words = [word for word in text.split() if any(character.isalpha() for character in word)]
    if len(words) < MIN_PROMPT_WORDS:
        raise OwnQuestionRefused("Please paste the whole question: this is too short to write about.")
    module = module_type or actor.module_type
    if table.strip() and (task_number, module) != (1, ModuleType.academic):
        raise OwnTableRefused("Only Academic Task 1 has a chart. Please choose that, or take the table out.")
    materials = read_table(table, unit=unit)
    known = content.find_own_question(
        session,
        owner_id=actor.user_id,
        module_type=module,
        task_number=task_number,
        prompt=text,
        materials=materials,
    )
    if known is not None:
        return get_task(session, actor, task_id=known)
    task_id = content.next_task_id(session)
    least, usual = WORD_LIMITS[task_number]
    row = PracticeTask(
        id=task_id,
        task_code=f"OWN_{task_id}",
        title=_title(text),
        module_type=module,
        task_number=task_number,
        difficulty_level=Difficulty.intermediate,
        instruction="",
        prompt=text,
        additional_materials=materials,
        word_limit_min=least,
        word_limit_max=usual,
        time_limit_minutes=MINUTES[task_number],
        is_active=True,
        owner_id=actor.user_id,
        visibility=TaskVisibility.private,
    )
    session.add(row)
    session.flush()
    return get_task(session, actor, task_id=task_id)


def list_own(session: Session, actor: Actor) -> list[Task]:
    """The questions that the actor pasted, the newest first, at most 50."""
    return [frozen(row) for row in content.own_questions(session, owner_id=actor.user_id, limit=50)]


def frozen(row: PracticeTask) -> Task:
    """The value of a row whose topic is loaded."""
    return Task(
        task_id=row.id,
        code=row.task_code,
        title=row.title,
        module_type=ModuleType(row.module_type),
        task_number=row.task_number,
        difficulty=Difficulty(row.difficulty_level or Difficulty.intermediate),
        topic=row.topic.name if row.topic else "",
        instruction=row.instruction,
        prompt=row.prompt,
        word_limit_min=row.word_limit_min,
        word_limit_max=row.word_limit_max,
        time_limit_minutes=row.time_limit_minutes,
        visibility=TaskVisibility(row.visibility),
        is_active=row.is_active,
        updated_at=row.updated_at,
        materials=row.additional_materials,
    )


def card_of(row: PracticeTask, *, is_done: bool) -> TaskCard:
    """A row as it stands in a list; its topic is loaded."""
    materials = row.additional_materials or {}
    return TaskCard(
        task_id=row.id,
        code=row.task_code,
        title=row.title,
        module_type=ModuleType(row.module_type),
        task_number=row.task_number,
        kind=materials.get("essay_type") or materials.get("type") or "own",
        difficulty=Difficulty(row.difficulty_level or Difficulty.intermediate),
        topic=row.topic.name if row.topic else "",
        word_limit_min=row.word_limit_min,
        time_limit_minutes=row.time_limit_minutes,
        is_done=is_done,
    )


def _reason(task_number: int, *, last_number: int | None, is_done: bool) -> str:
    if is_done:
        return f"You have written every Task {task_number} question here, so this one is the longest ago: try it again."
    if last_number is None:
        return f"A good first task: Task {task_number} counts for more of your Writing band."
    if last_number == task_number:
        return f"A Task {task_number} question that you have not written yet."
    return f"Your last essay was Task {last_number}, so here is a Task {task_number} question that is new to you."


def plain(prompt: str) -> str:
    """What a person typed, without control characters and double spaces; line breaks stay."""
    unbroken = prompt.replace("\r\n", "\n").replace("\r", "\n")
    spaced = (" " if character.isspace() and character != "\n" else character for character in unbroken)
    kept = "".join(character for character in spaced if character == "\n" or character.isprintable())
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    return "\n".join(lines).strip()


def _title(text: str) -> str:
    first = " ".join(text.split())
    if len(first) <= TITLE_CHARACTERS:
        return first
    return first[:TITLE_CHARACTERS].rsplit(" ", 1)[0].rstrip(",.;:") + " …"
