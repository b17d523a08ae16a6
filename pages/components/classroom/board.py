"""What is set to a class, and who has handed it in."""

from collections.abc import Sequence

import streamlit as st

from core.actor import Actor
from core.classroom import assignments, releases
from core.classroom.assignments import HandIn, Release, SetWork
from core.transaction import transaction
from pages.components.admin.tables import show_rows
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

ESSAY = "pages/tutor/essay.py"


def show_board(actor: Actor, *, cohort_id: int) -> None:
    """Each piece of set work; opened, a row a learner, those who owe it first."""
    with shown_to_user(), transaction() as tx:
        work = assignments.list_work(tx, actor, cohort_id=cohort_id)
    if not work:
        st.caption("Nothing is set to this class.")
    for each in work:
        until = local_day(each.due_at, actor.timezone)
        title = f"{plain_line(each.title)}: {each.handed_in} of {each.learners}, due {until}"
        place = st.expander(title, key=f"work_{each.assignment_id}", on_change="rerun")
        if place.open:
            with place:
                _show_rows(actor, each)


def _show_rows(actor: Actor, work: SetWork) -> None:
    with shown_to_user(), transaction() as tx:
        rows = assignments.board(tx, actor, assignment_id=work.assignment_id)
    if rows:
        show_rows(
            actor,
            [
                {
                    "Learner": row.display_name,
                    "State": _state(row.submitted_at is not None, row.is_late, row.words_begun),
                    "Handed in": row.submitted_at,
                    "Band": f"{row.band:.1f}" if row.band is not None else "",
                    "Versions": row.versions if row.versions > 1 else None,
                    "Newest band": f"{row.last_band:.1f}" if row.versions > 1 and row.last_band is not None else "",
                }
                for row in rows
            ],
            key=f"board_{work.assignment_id}",
        )
    if work.drafts_allowed is not None:
        st.caption(f"Versions that each may hand in until the day: {work.drafts_allowed}.")
    if work.release != Release.at_once:
        _show_kept(actor, work, rows)
    if st.button("Take this work back", key=f"withdraw_{work.assignment_id}"):
        with shown_to_user(), transaction() as tx:
            assignments.withdraw(tx, actor, assignment_id=work.assignment_id)
        st.rerun()


def _show_kept(actor: Actor, work: SetWork, rows: Sequence[HandIn]) -> None:
    """Whose result is kept, and the buttons that show it."""
    number = work.assignment_id
    with shown_to_user(), transaction() as tx:
        kept = releases.waiting(tx, actor, assignment_id=number)
    waiting = [row for row in rows if row.user_id in kept]
    if not waiting:
        st.caption("Nobody waits for a result of this work.")
        return
    what = "the bands" if work.release == Release.comments else "the result"
    st.markdown(f"**They do not see {what} yet**")
    for row in waiting:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain_line(row.display_name), width=180)
            if row.submission_id is not None:
                target = {"submission": str(row.submission_id)}
                st.page_link(ESSAY, label="Read and mark", icon=":material/rate_review:", query_params=target)
            if st.button(f"Show {what}", key=f"show_{number}_{row.user_id}"):
                _release(actor, number, row.user_id)
    if len(waiting) > 1 and st.button(f"Show {what} to all {len(waiting)}", key=f"show_all_{number}"):
        _release(actor, number, None)


def _release(actor: Actor, assignment_id: int, user_id: int | None) -> None:
    with shown_to_user(), transaction() as tx:
        releases.release(tx, actor, assignment_id=assignment_id, user_id=user_id)
    st.rerun()


def _state(is_in: bool, is_late: bool, words_begun: int) -> str:
    if is_in:
        return "handed in late" if is_late else "handed in"
    return f"begun, {words_begun} words" if words_begun else "not begun"
