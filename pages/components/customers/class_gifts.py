"""Credits or a plan for a whole class."""

import streamlit as st

from core.accounts.fields import one_line
from core.actor import Actor
from core.billing import grants, plans
from core.operations import class_gifts
from core.operations.class_gifts import Given
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.form_keys import begin_anew, form_key
from pages.components.text import plain_line

_CREDITS, _PLAN = "Bonus credits", "A plan for nothing"


def offer_class_gifts(actor: Actor) -> None:
    """One form for all learners of a class; drawn when it is opened."""
    place = st.expander(
        "Give something to a whole class", icon=":material/groups:", key="class_gift", on_change="rerun"
    )
    if not place.open:
        return
    with place:
        with shown_to_user(), transaction() as tx:
            classes = {each.cohort_id: each for each in class_gifts.list_classes(tx, actor)}
            offers = {each.slug: each.name for each in plans.list_plans(tx) if each.price_usd > 0}
        if not classes:
            st.caption("No open class has learners.")
            return
        what = st.segmented_control("What", [_CREDITS, _PLAN], default=_CREDITS, required=True, key="class_gift_what")
        with st.form(form_key(f"class_gift:{what}"), border=False):
            cohort_id = st.selectbox(
                "Class",
                list(classes),
                format_func=lambda each: (
                    f"{one_line(classes[each].name)} (class {each}, learners: {classes[each].learners})"
                ),
            )
            slug, amount = "", 1
            if what == _PLAN:
                slug = st.selectbox("Plan", list(offers), format_func=lambda each: one_line(offers[each]))
                amount = st.number_input("Months", min_value=1, max_value=grants.MOST_MONTHS, value=1, step=1)
            else:
                amount = st.number_input("Credits each", min_value=1, max_value=grants.MOST_CREDITS, value=1, step=1)
            reason = st.text_input("Why? Each of them reads it.", max_chars=grants.MOST_CHARACTERS)
            sent = st.form_submit_button("Give it to all of them", type="primary")
        if sent:
            with shown_to_user(), transaction() as tx:
                given = (
                    class_gifts.give_plan(
                        tx, actor, cohort_id=cohort_id, plan_slug=slug, months=int(amount), reason=reason
                    )
                    if what == _PLAN
                    else class_gifts.give_credits(tx, actor, cohort_id=cohort_id, amount=int(amount), reason=reason)
                )
            begin_anew(f"class_gift:{what}")
            _say(classes[cohort_id].name, given)


def _say(name: str, given: Given) -> None:
    st.success(f"{plain_line(name)}: {given.given} learners have it.", icon=":material/check:")
    for email, why in given.left_out:
        st.markdown(f"- {plain_line(email)}: {plain_line(why)}")
