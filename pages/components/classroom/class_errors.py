"""What a class gets wrong, kind by kind: the sentences behind, and a handout of them."""

from collections.abc import Sequence

import streamlit as st

from core.actor import Actor
from core.classroom import cockpit, error_examples
from core.classroom.error_examples import Example
from core.classroom.types import ClassCard
from core.progress.reliable_errors import RELIABLE
from core.transaction import transaction
from pages.components.classroom.choosing import CLASS
from pages.components.classroom.filtering import MONTHS, choose_filters
from pages.components.classroom.setting import EXERCISES
from pages.components.download import offer_file
from pages.components.errors import shown_to_user
from pages.components.text import plain_line
from reports.handout import class_handout

ESSAY = "pages/tutor/essay.py"
_SHOWN = 12


def show_class_errors(actor: Actor, card: ClassCard) -> None:
    """The kinds, most often first; one of them opened."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        filters = choose_filters(actor, cohort_id=card.cohort_id, key="errors", periods=MONTHS)
    with shown_to_user(), transaction() as tx:
        errors = cockpit.class_errors(tx, actor, cohort_id=card.cohort_id, filters=filters)
    if not errors:
        st.caption("None of these essays has comments.")
        return
    st.dataframe(
        [
            {
                "Error": kind_name(error.kind),
                "Times": error.times,
                "People": error.people,
                "Per 100 words": round(error.per_100_words, 2),
            }
            for error in errors
        ],
        hide_index=True,
        key="class_errors",
    )
    st.caption("The engine does not find all errors.")
    kind = st.selectbox("Open one", [error.kind for error in errors], format_func=kind_name, key="error_kind")
    with shown_to_user(), transaction() as tx:
        found = error_examples.examples(tx, actor, cohort_id=card.cohort_id, kind=kind, filters=filters)
    on_paper = offer_handout(card, kind, found)
    if kind in RELIABLE:
        st.page_link(
            "pages/tutor/set_work.py",
            label="Set exercises on this error",
            icon=":material/assignment:",
            query_params={CLASS: str(card.cohort_id), EXERCISES: kind},
        )
    st.caption(
        "On a handout stand only sentences of learners who agreed to it, without names, numbers or places: "
        f"{on_paper} of these {len(found)}."
    )
    for each in found[:_SHOWN]:
        show_sentence(each)


def offer_handout(card: ClassCard, kind: str, found: Sequence[Example]) -> int:
    """The sentences that may stand on paper as a file, if there are any; how many they are."""
    on_paper = error_examples.for_paper(found)
    if on_paper:
        offer_file(
            "Handout with one sentence (PDF)"
            if len(on_paper) == 1
            else f"Handout with {len(on_paper)} sentences (PDF)",
            lambda: class_handout(kind=kind_name(kind).lower(), class_name=card.name, examples=on_paper),
            file_name=f"handout-{kind}.pdf",
            mime="application/pdf",
            key=f"handout:{card.cohort_id}",
            icon=":material/print:",
        )
    return len(on_paper)


def show_sentence(each: Example) -> None:
    """The words with their comment, and the way to the essay."""
    with st.container(border=True):
        st.markdown(f"{plain_line(each.before)} **{plain_line(each.quote)}** {plain_line(each.after)}")
        st.caption(plain_line(each.message))
        st.page_link(
            ESSAY,
            label=plain_line(each.learner),
            icon=":material/article:",
            query_params={"submission": str(each.submission_id)},
        )


def kind_name(kind: str) -> str:
    """A kind of comment as a heading."""
    return kind.replace("_", " ").capitalize()
