"""One essay in a list, with its way on."""

import streamlit as st

from core.actor import Actor
from core.practice import drafts
from core.practice.types import EssayCard, SubmissionStatus
from core.transaction import transaction
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

PICKED = "essays_to_compare"
COMPARE = "pages/learner/compare.py"


def show_essay(actor: Actor, card: EssayCard) -> None:
    """Task, words and day; band or state; the buttons that fit."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        about = plain_line(_about(card, actor.timezone))
        st.markdown(f"**{plain_line(card.task_title)}** {_state(card)}  \n:small[{about}]", width="stretch")
        target = {"submission": str(card.submission_id)}
        if card.status == SubmissionStatus.draft:
            if st.button("Go on", key=f"go:{card.submission_id}", type="primary"):
                st.switch_page("pages/learner/write.py", query_params=target)
            _throw_away(actor, card)
            return
        if card.band is not None:
            _pick(card.submission_id)
        if st.button("Read", key=f"read:{card.submission_id}", type="primary"):
            st.switch_page("pages/learner/result.py", query_params=target)


def show_picked() -> None:
    """Two essays are chosen: the way to compare them; one: what is missing."""
    picked = _picked()
    if len(picked) == 1:
        st.caption("One essay is chosen. Choose another one to compare the two.")
    if len(picked) == 2 and st.button("Compare the two", icon=":material/compare_arrows:"):
        st.session_state[PICKED] = []
        st.switch_page(COMPARE, query_params={"first": str(picked[0]), "second": str(picked[1])})


def _about(card: EssayCard, timezone: str) -> str:
    kind = "own question" if card.is_own_question else f"Task {card.task_number}"
    moment = card.submitted_at or card.changed_at
    parts = [kind, f"{card.word_count} words", local_day(moment, timezone)]
    if card.parent_submission_id is not None:
        before = f" of an essay with band {card.parent_band:.1f}" if card.parent_band is not None else ""
        parts.append(f"redraft{before}")
    return " · ".join(parts)


def _state(card: EssayCard) -> str:
    if card.band is not None:
        return f":blue-badge[band {card.band:.1f}]"
    if card.status == SubmissionStatus.submitted:
        return ":gray-badge[being read]"
    if card.status == SubmissionStatus.assessed:
        return ":gray-badge[with your tutor]"
    return ":orange-badge[no band]" if card.status == SubmissionStatus.failed else ""


def _throw_away(actor: Actor, card: EssayCard) -> None:
    with st.popover("Throw away"):
        st.write("This draft will leave your list.")
        if st.button("Yes, throw it away", key=f"drop:{card.submission_id}"):
            with shown_to_user(), transaction() as tx:
                drafts.discard(tx, actor, submission_id=card.submission_id)
            st.rerun()


def _picked() -> list[int]:
    picked: list[int] = st.session_state.setdefault(PICKED, [])
    return picked


def _pick(submission_id: int) -> None:
    """A tick; a third essay takes the place of the one chosen first."""
    picked = _picked()

    def turn() -> None:
        if submission_id in picked:
            picked.remove(submission_id)
        else:
            picked.append(submission_id)
            del picked[:-2]

    key = f"pick:{submission_id}"
    st.session_state[key] = submission_id in picked
    st.checkbox("Compare", key=key, on_change=turn)
