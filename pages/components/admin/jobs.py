"""The jobs tab: what waits, runs and failed, and starting a failed job again."""

import streamlit as st

from core.actor import Actor
from core.operations import health, jobs
from core.operations.types import Job
from core.transaction import transaction
from pages.components.admin.queue_line import show_queue
from pages.components.admin.tables import show_rows
from pages.components.errors import shown_to_user
from pages.components.said import say_and_rerun

NAMES = {"failed": "Failed", "doing": "Running", "todo": "Waiting"}


def show_jobs(actor: Actor) -> None:
    """The queue's state, its jobs by status, and the button for a failed one."""
    with shown_to_user(), transaction() as tx:
        state = health.queue_state(tx, actor)
        counts = jobs.counts(tx, actor)
    show_queue(state)
    status = st.segmented_control(
        "Jobs",
        list(NAMES),
        default="failed",
        format_func=lambda each: f"{NAMES[each]} ({counts[each]})",
        required=True,
        key="job_status",
    )
    with shown_to_user(), transaction() as tx:
        listed = jobs.list_jobs(tx, actor, status=status)
    if not listed:
        st.caption(f"No job is {NAMES[status].lower()}." if status != "failed" else "No job has failed.")
        return
    show_rows(actor, [_row(job) for job in listed], key="jobs")
    if status == "failed":
        _offer_to_start_again(actor, listed)


def _offer_to_start_again(actor: Actor, failed: list[Job]) -> None:
    by_id = {job.job_id: job for job in failed}
    job_id = st.selectbox("Failed job", list(by_id), format_func=lambda each: f"{each}: {by_id[each].task}")
    st.caption("An essay that was given up is sent again; its learner's credit had come back and is used for it.")
    if st.button("Start it again", icon=":material/replay:", key=f"start_again:{job_id}"):
        with shown_to_user(), transaction() as tx:
            jobs.start_again(tx, actor, job_id=job_id)
        say_and_rerun(f"Job {job_id} waits in the queue again.")


def _row(job: Job) -> dict[str, object]:
    return {
        "Job": job.job_id,
        "Task": job.task,
        "Arguments": job.arguments,
        "Tries": job.attempts,
        "Priority": job.priority,
        "Not before": job.scheduled_at,
        "Last change": job.changed_at,
    }
