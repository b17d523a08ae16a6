"""Finding tasks: lists behind filters, a search that forgives a misspelling, and tasks like one."""

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from core.actor import Actor
from core.content.tasks import card_of, plain
from core.content.types import ModuleType, TaskCard, TaskFilters, TaskPage
from db.repositories import task_search

MAX_SEARCH_CHARACTERS = 200
FEW = 3  # with fewer finds a search may have been misspelt
MIN_LETTERS = 4
SIMILAR_SHOWN = 3
WORD = re.compile(r"[A-Za-z]+")


def list_tasks(session: Session, actor: Actor | None = None, *, filters: TaskFilters) -> TaskPage:
    """One page of the public bank, best match or code first, marked with what `actor` has handed in before.

    Tasks of people's own never appear. A page beyond the end gives the last one. A search for nothing
    but small words ("the") finds what no search finds. Where a search finds next to nothing and holds
    words that stand in no task, the most similar words that do are looked for instead, if they find more.
    """
    text = plain(filters.text).replace("\n", " ")[:MAX_SEARCH_CHARACTERS]
    if text and not task_search.holds_a_word(session, text=text):
        text = ""
    found = _page(session, actor, replace(filters, text=text))
    if not text or found.total >= FEW:
        return found
    corrected = _corrected(session, text)
    if corrected == text:
        return found
    instead = _page(session, actor, replace(filters, text=corrected))
    return replace(instead, searched=corrected) if instead.total > found.total else found


def similar_tasks(session: Session, actor: Actor, *, task_id: int) -> tuple[TaskCard, ...]:
    """At most three tasks on the same topic or of the same kind, those that are new to the actor first."""
    rows = task_search.similar_tasks(session, user_id=actor.user_id, task_id=task_id, limit=SIMILAR_SHOWN)
    return tuple(card_of(row, is_done=is_done) for row, is_done in rows)


def kinds(session: Session, *, task_number: int, module_type: ModuleType | None = None) -> tuple[str, ...]:
    """The kinds of tasks on offer, by their names in the materials."""
    return tuple(task_search.kinds_on_offer(session, module_type=module_type, task_number=task_number))


def titles(session: Session, *, module_type: ModuleType) -> dict[int, str]:
    """The tasks of a module on offer as lines to choose from, by id."""
    return {
        task_id: f"Task {number}: {title}"
        for task_id, number, title in task_search.titles_on_offer(session, module_type=module_type)
    }


def _page(session: Session, actor: Actor | None, filters: TaskFilters) -> TaskPage:
    size = max(1, filters.page_size)

    def stretch(page: int) -> tuple[list[TaskCard], int]:
        rows, total = task_search.tasks_on_offer(
            session,
            user_id=actor.user_id if actor else None,
            module_type=filters.module_type,
            task_number=filters.task_number,
            topic=filters.topic,
            difficulty=filters.difficulty,
            kind=filters.kind,
            text=filters.text,
            only_new=filters.only_new,
            limit=size,
            offset=(page - 1) * size,
        )
        return [card_of(row, is_done=is_done) for row, is_done in rows], total

    page = max(1, filters.page)
    cards, total = stretch(page)
    page_count = max(1, -(-total // size))
    if page > page_count:
        page = page_count
        cards, total = stretch(page)
    return TaskPage(cards=tuple(cards), total=total, page=page, page_count=page_count)


def _corrected(session: Session, text: str) -> str:
    words = {word.lower() for word in WORD.findall(text) if len(word) >= MIN_LETTERS}
    nearest = task_search.nearest_words(session, words=words)
    return WORD.sub(lambda found: nearest.get(found[0].lower(), found[0]), text)
