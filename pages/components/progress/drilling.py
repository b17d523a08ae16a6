"""One exercise on an own error: asked, answered, and what came of it."""

import streamlit as st

from core.actor import Actor
from core.progress import error_drills
from core.progress.drill_forms import Drill, DrillForm
from core.progress.error_drills import Outcome
from core.transaction import transaction
from pages.components.dates import day_in_words
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

_OUTCOME = "drill_outcome"
_ASKED = {
    DrillForm.spot: "Find the mistake. Which part needs a change?",
    DrillForm.choose: "Which form is right here?",
    DrillForm.fix: "Write the marked words as they should be.",
}


def show_outcome() -> bool:
    """What the last answer came to, with a button to go on; False when there is none to show."""
    outcome: Outcome | None = st.session_state.get(_OUTCOME)
    if outcome is None:
        return False
    if outcome.is_right:
        st.success("Right.", icon=":material/check:")
    else:
        st.warning("Not yet. This is how it should be:", icon=":material/edit:")
    st.markdown(
        f"{plain_line(outcome.before)} :green-background[**{plain_line(outcome.right)}**] {plain_line(outcome.after)}"
    )
    if outcome.why:
        st.caption(plain_line(outcome.why))
    st.caption(
        "This one is finished." if outcome.comes_back is None else f"It comes back {day_in_words(outcome.comes_back)}."
    )
    if st.button("Go on", type="primary", key="drill_next"):
        del st.session_state[_OUTCOME]
        st.rerun()
    return True


def ask(actor: Actor, drill: Drill) -> None:
    """Show the sentence and take an answer."""
    key = f"drill_{drill.drill_id}_{drill.time}"
    st.subheader(_ASKED[drill.form], anchor=False)
    with st.form(key, border=False):
        chosen: str | None
        if drill.form is DrillForm.spot:
            st.markdown(plain_line(drill.before + drill.quote + drill.after))
            place = st.radio(
                "Parts of the sentence",
                range(len(drill.pieces)),
                index=None,
                format_func=lambda each: plain_line(drill.pieces[each]),
                key=f"{key}_piece",
            )
            chosen = None if place is None else str(place)
        elif drill.form is DrillForm.choose:
            st.markdown(f"{plain_line(drill.before)} **…** {plain_line(drill.after)}")
            chosen = st.radio("The two forms", drill.options, index=None, format_func=plain_line, key=f"{key}_form")
        else:
            st.markdown(f"{plain_line(drill.before)} **{plain_line(drill.quote)}** {plain_line(drill.after)}")
            chosen = st.text_input(
                "The right words",
                max_chars=error_drills.MAX_ANSWER_CHARACTERS,
                autocomplete="off",
                key=f"{key}_words",
            )
        if st.form_submit_button("Check", type="primary"):
            with shown_to_user(), transaction() as tx:
                outcome = error_drills.answer(tx, actor, drill_id=drill.drill_id, answer=chosen or "")
            st.session_state[_OUTCOME] = outcome
            st.rerun()
