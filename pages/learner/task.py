"""A task to read in peace: no draft, no clock; what the person has written on it before, and the way to the desk."""

import streamlit as st

from core.content import model_answers, search, tasks
from core.content.preparation import preparation_for
from core.practice import essays
from core.transaction import transaction
from pages.components.approach import approach_links
from pages.components.auth import require_learner
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.model_answers import show_models
from pages.components.query import query_id
from pages.components.task import show_task
from pages.components.task_list import kind_name
from pages.components.task_report import show_report
from pages.components.text import plain_line

WRITE, RESULT = "pages/learner/write.py", "pages/learner/result.py"

actor = require_learner()
task_id = query_id("task")
with shown_to_user(), transaction() as tx:
    task = tasks.get_task(tx, actor, task_id=task_id)
    drafts = essays.list_essays(tx, actor, statuses=essays.DRAFTS, task_id=task_id)
    written = essays.list_essays(tx, actor, statuses=essays.HANDED_IN, task_id=task_id)
    alike = () if task.is_own else search.similar_tasks(tx, actor, task_id=task_id)
    models = model_answers.models_of(tx, actor, task_id=task_id)
found = preparation_for(task)

st.title(plain_line(task.title), anchor=False)
about = "Your own question" if task.is_own else f"{task.topic} · {task.difficulty.capitalize()} (our estimate)"
st.caption(plain_line(about))
task_column, way_column = st.columns([3, 2], gap="large")
with task_column:
    show_task(task)
    show_models(models, task_id=task_id)
    show_report(actor, task)
with way_column.container(border=True):
    if drafts:
        st.write(f"You have begun: {drafts[0].word_count} words so far.")
        if st.button("Go on writing", type="primary", icon=":material/edit:"):
            st.switch_page(WRITE, query_params={"submission": str(drafts[0].submission_id)})
    else:
        st.write(f"Take about {task.time_limit_minutes} minutes. The desk shows your time, and you may hide it.")
        if st.button("Write this one", type="primary", icon=":material/edit:"):
            st.switch_page(WRITE, query_params={"task": str(task_id)})
    st.page_link(
        "pages/learner/exam.py",
        label=f"In {task.time_limit_minutes} minutes, as in the test",
        icon=":material/timer:",
        query_params={"task": str(task_id)},
    )
    if written:
        st.markdown("**You have written on it before**")
    for essay in written:
        day = local_day(essay.submitted_at or essay.changed_at, actor.timezone)
        band = f"band {essay.band:.1f}" if essay.band is not None else "no band"
        st.page_link(RESULT, label=f"{day}: {band}", query_params={"submission": str(essay.submission_id)})
with way_column:
    approach_links(found.kind, found.topic)
    if alike:
        st.markdown("**Similar tasks**")
    for card in alike:
        about = f"{card.title} ({kind_name(card.kind)}{', done before' if card.is_done else ''})"
        st.page_link("pages/learner/task.py", label=plain_line(about), query_params={"task": str(card.task_id)})
