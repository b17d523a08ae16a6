"""My essays: drafts to go on with, results to read."""

import streamlit as st

from core.practice import drafts, essays
from core.practice.types import EssayCard, SubmissionStatus
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

DRAFTS, RESULTS = "Drafts", "Handed in"

actor = require_learner()
st.title("My essays", anchor=False)
view = st.segmented_control("Show", [RESULTS, DRAFTS], default=RESULTS, label_visibility="collapsed", required=True)
statuses = essays.DRAFTS if view == DRAFTS else essays.HANDED_IN
page = st.session_state.get(f"page:{view}", 1)
with shown_to_user(), transaction() as tx:
    total = essays.count_essays(tx, actor, statuses=statuses)
    cards = essays.list_essays(tx, actor, statuses=statuses, page=page)


def about(card: EssayCard) -> str:
    """Task, words and day in one line."""
    kind = "own question" if card.is_own_question else f"Task {card.task_number}"
    moment = card.submitted_at or card.changed_at
    return f"{kind} · {card.word_count} words · {local_day(moment, actor.timezone)}"


def show(card: EssayCard) -> None:
    """One essay with its way on."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container():
            st.markdown(f"**{plain_line(card.task_title)}**")
            st.caption(plain_line(about(card)))
        if card.band is not None:
            st.badge(f"band {card.band:.1f}", color="blue")
        elif card.status == SubmissionStatus.submitted:
            st.badge("being read", color="gray")
        elif card.status == SubmissionStatus.failed:
            st.badge("no band", color="orange")
        target = {"submission": str(card.submission_id)}
        if card.status == SubmissionStatus.draft:
            if st.button("Go on", key=f"go:{card.submission_id}", type="primary"):
                st.switch_page("pages/learner/write.py", query_params=target)
            with st.popover("Throw away"):
                st.write("This draft will leave your list.")
                if st.button("Yes, throw it away", key=f"drop:{card.submission_id}"):
                    with shown_to_user(), transaction() as tx:
                        drafts.discard(tx, actor, submission_id=card.submission_id)
                    st.rerun()
        elif st.button("Read", key=f"read:{card.submission_id}", type="primary"):
            st.switch_page("pages/learner/result.py", query_params=target)


if not cards:
    st.info("No drafts. An essay that you begin is kept here by itself." if view == DRAFTS else "No essays yet.")
    st.page_link("pages/learner/practise.py", label="Choose a task", icon=":material/edit:")
for card in cards:
    show(card)
if total > essays.PAGE:
    st.pagination(-(-total // essays.PAGE), key=f"page:{view}")
