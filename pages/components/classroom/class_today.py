"""One class on a tutor's first page: tests that come, who moved, who needs a word, and this week's error."""

import streamlit as st

from core.actor import Actor
from core.classroom import class_day, cockpit, error_examples
from core.classroom.class_day import ComingTest, Moved
from core.classroom.filters import Filters
from core.classroom.types import ClassCard
from core.transaction import transaction
from pages.components.classroom.choosing import CLASS
from pages.components.classroom.class_errors import kind_name, offer_handout, show_sentence
from pages.components.classroom.needs_word import show_needs_word
from pages.components.classroom.words import offer_to_write
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

LEARNER, CLASSES = "pages/tutor/learner.py", "pages/tutor/classes.py"
MOST_WORDS, MOST_SENTENCES = 3, 3
THIS_WEEK = Filters(days=7)


def show_class(actor: Actor, card: ClassCard) -> None:
    """The class by its name; one without learners shows the way to them."""
    st.header(plain_line(card.name), anchor=False)
    if not card.learners:
        st.write("Nobody has joined yet. Give your learners this code, or paste their addresses under People.")
        st.code(card.code, language=None, width=220)
        st.page_link(
            CLASSES,
            label="Invite by mail",
            icon=":material/mail:",
            query_params={CLASS: str(card.cohort_id), "class_tab": "People"},
        )
        return
    with shown_to_user(), transaction() as tx:
        tests = class_day.tests_soon(tx, actor, cohort_id=card.cohort_id)
        moved = class_day.moved(tx, actor, cohort_id=card.cohort_id)
        errors = cockpit.class_errors(tx, actor, cohort_id=card.cohort_id, filters=THIS_WEEK)
    if tests:
        st.markdown(f"**Tests within {class_day.TEST_DAYS} days**")
        for test in tests:
            _line(test.user_id, test.display_name, _test_said(test), ":material/event:")
    if moved:
        st.markdown("**Moved by more than our measuring error** (means of three essays)")
        for each in moved:
            said = f"Task {each.task_number}: {each.before:.1f} before, {each.after:.1f} now"
            _line(each.user_id, each.display_name, said, _arrow(each))
    st.markdown("**Needs a word**")
    show_needs_word(actor, cohort_id=card.cohort_id, most=MOST_WORDS)
    offer_to_write(actor, cohort_id=card.cohort_id)
    if errors:
        _show_error(actor, card, max(errors, key=lambda each: (each.people, each.times)))


def _show_error(actor: Actor, card: ClassCard, error: cockpit.ClassError) -> None:
    people = "one learner" if error.people == 1 else f"{error.people} learners"
    times = "once" if error.times == 1 else f"{error.times} times"
    place = st.expander(
        f"This week's error: {kind_name(error.kind).lower()}, {times}, {people}",
        icon=":material/format_quote:",
        key=f"week_error_{card.cohort_id}",
        on_change="rerun",
    )
    if not place.open:
        return
    with place:
        with shown_to_user(), transaction() as tx:
            found = error_examples.examples(tx, actor, cohort_id=card.cohort_id, kind=error.kind, filters=THIS_WEEK)
        for each in found[:MOST_SENTENCES]:
            show_sentence(each)
        offer_handout(card, error.kind, found)
        st.page_link(
            CLASSES,
            label="All errors of the class",
            icon=":material/arrow_forward:",
            query_params={CLASS: str(card.cohort_id), "class_tab": "Errors"},
        )


def _line(user_id: int, name: str, said: str, icon: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(
            LEARNER, label=plain_line(name), icon=icon, query_params={"learner": str(user_id)}, width="content"
        )
        st.markdown(said, width="content")


def _test_said(test: ComingTest) -> str:
    when = {0: "today", 1: "tomorrow"}.get(test.days, f"in {test.days} days")
    band = "no result yet" if test.band is None else f"newest band {test.band:.1f}"
    target = "" if test.target is None else f", target {test.target:.1f}"
    return f"{when}, {band}{target}"


def _arrow(each: Moved) -> str:
    return ":material/trending_up:" if each.after > each.before else ":material/trending_down:"
