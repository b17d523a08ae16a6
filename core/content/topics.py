"""The topics that learners choose from."""

from sqlalchemy.orm import Session

from core.content.types import ModuleType, Topic
from db.repositories import content


def list_topics(session: Session, *, module_type: ModuleType | None = None) -> tuple[Topic, ...]:
    """Active topics by name, each with its number of tasks on offer (of one module, if given)."""
    return tuple(
        Topic(
            topic_id=row.id,
            slug=row.slug,
            name=row.name,
            category=row.category or "",
            description=row.description or "",
            task_count=count,
        )
        for row, count in content.topics_on_offer(session, module_type=module_type)
    )
