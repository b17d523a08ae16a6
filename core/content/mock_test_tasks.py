"""The two tasks of a mock test."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.actor import Actor
from core.content import tasks
from core.content.errors import NotAPairOfTasks, NoTasksForMockTest
from db.repositories import content

TASK_NUMBERS = (1, 2)


def choose(session: Session, actor: Actor) -> tuple[int, int]:
    """Ids of a Task 1 and a Task 2 of the person's module on which they have not written a word.

    Where there is none left, the one begun longest ago. The two differ in topic where the bank allows it, and from
    the topic of the last essay.

    Raises:
        NoTasksForMockTest: The bank has no such task.
    """
    last = content.last_written(session, user_id=actor.user_id)
    topic_id = last[1] if last else None
    chosen = []
    for task_number in TASK_NUMBERS:
        row = content.least_known(
            session,
            user_id=actor.user_id,
            module_type=actor.module_type,
            task_number=task_number,
            unlike_topic_id=topic_id,
        )
        if row is None:
            raise NoTasksForMockTest
        chosen.append(row.id)
        topic_id = row.topic_id
    return chosen[0], chosen[1]


def checked(session: Session, actor: Actor, task_ids: Sequence[int]) -> tuple[int, int]:
    """Given ids as Task 1 and Task 2.

    Raises:
        TaskNotFound: One of them is not open to this person.
        NotAPairOfTasks: They are not one Task 1 and one Task 2 of the same module.
    """
    found = sorted(
        (tasks.get_task(session, actor, task_id=task_id) for task_id in task_ids), key=lambda task: task.task_number
    )
    numbers = tuple(task.task_number for task in found)
    if numbers != TASK_NUMBERS or found[0].module_type != found[1].module_type:
        raise NotAPairOfTasks
    return found[0].task_id, found[1].task_id
