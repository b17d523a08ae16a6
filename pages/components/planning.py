"""Before and while writing: a plan of one's own, and questions and ideas that help to make it. Practice only."""

import streamlit as st

from core.actor import Actor
from core.content.preparation import preparation_for
from core.content.types import Task
from core.practice import plans
from core.transaction import transaction
from pages.components.approach import approach_links
from pages.components.errors import shown_to_user
from pages.components.notebook import notebook
from pages.components.text import plain_line


def show_planning(actor: Actor, task: Task, *, submission_id: int) -> None:
    """Notes that are kept beside the draft, and what helps to plan it; folded, and read when it is opened."""
    plan = st.expander("My plan", key="my_plan", on_change="rerun")
    if not plan.open:
        return
    with shown_to_user(), transaction() as tx:
        notes = plans.notes_of(tx, actor, submission_id=submission_id)
    found = preparation_for(task)
    with plan:
        if found.steps:
            st.markdown("\n".join(f"1. {plain_line(step)}" for step in found.steps))
        if found.ideas:
            st.markdown(f"**Things to think of:** {'; '.join(map(plain_line, found.ideas))}.")
        approach_links(found.kind, found.topic)
        notebook(
            address=f"/api/drafts/{submission_id}/notes",
            owner_id=actor.user_id,
            text=notes,
            label="My plan",
            placeholder="Notes for yourself. They are saved, but they are not part of your answer.",
            key=f"plan:{submission_id}",
        )
