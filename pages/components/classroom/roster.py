"""Who is in a class, how others come in, and who teaches it."""

import streamlit as st

from core.accounts.fields import one_line
from core.actor import Actor
from core.classroom import cohorts, invitations
from core.classroom.types import ClassCard, MemberKind
from core.transaction import transaction
from pages.components.admin.tables import show_rows
from pages.components.errors import shown_to_user
from pages.components.form_keys import begin_anew, form_key
from pages.components.said import say_and_rerun
from pages.components.text import plain_line

SAMPLES = (0, 5, 10, 20, 50, 100)


def show_roster(actor: Actor, card: ClassCard) -> None:
    """The code, the people, and invitations by mail."""
    st.markdown(f"Join code: **{card.code}**. Learners type it under Account, Classes, and agree to be seen.")
    with shown_to_user(), transaction() as tx:
        members = cohorts.members(tx, actor, cohort_id=card.cohort_id)
        waiting = invitations.list_waiting(tx, actor, cohort_id=card.cohort_id)
    show_rows(
        actor,
        [
            {
                "Name": member.display_name,
                "E-mail": member.email,
                "In the class as": "Tutor" if member.kind is MemberKind.tutor else "Learner",
                "Since": member.joined_at,
            }
            for member in members
        ],
        key="roster",
    )
    if waiting:
        with st.expander(f"Invited, not joined yet ({len(waiting)})"):
            st.text("\n".join(waiting))
    _offer_to_invite(actor, card.cohort_id)
    with st.expander("Take somebody out"):
        by_id = {member.user_id: member for member in members}
        user_id = st.selectbox(
            "Person",
            list(by_id),
            format_func=lambda each: one_line(f"{by_id[each].display_name} ({by_id[each].email})"),
        )
        # a key of this person alone: a list that has changed meanwhile must not turn it to somebody else
        if st.button("Take out of the class", key=f"take_out:{card.cohort_id}:{user_id}"):
            with shown_to_user(), transaction() as tx:
                cohorts.remove(tx, actor, cohort_id=card.cohort_id, user_id=user_id or 0)
            st.rerun()


def show_settings(actor: Actor, card: ClassCard) -> None:
    """Name, code, another tutor, and putting the class away."""
    with st.form(f"rename_class:{card.cohort_id}"):
        name = st.text_input("Name", value=card.name, max_chars=cohorts.MAX_NAME_CHARACTERS)
        if st.form_submit_button("Save the name"):
            with shown_to_user(), transaction() as tx:
                cohorts.rename(tx, actor, cohort_id=card.cohort_id, name=name)
            st.rerun()
    _show_wishes(actor, card.cohort_id)
    with st.form(f"add_tutor:{card.cohort_id}"):
        email = st.text_input("Another tutor's e-mail address")
        if st.form_submit_button("Let this tutor teach it, too"):
            with shown_to_user(), transaction() as tx:
                cohorts.add_tutor(tx, actor, cohort_id=card.cohort_id, email=email)
            say_and_rerun("Done: they teach this class, too.")
    if st.button(
        "Give it a new code", key=f"new_code:{card.cohort_id}", help="The old code leads nowhere from now on."
    ):
        with shown_to_user(), transaction() as tx:
            cohorts.change_code(tx, actor, cohort_id=card.cohort_id)
        st.rerun()
    if st.button(
        "Archive this class", key=f"archive:{card.cohort_id}", help="You see its learners no more. They lose nothing."
    ):
        with shown_to_user(), transaction() as tx:
            cohorts.archive(tx, actor, cohort_id=card.cohort_id)
        st.query_params.clear()
        st.rerun()


def _show_wishes(actor: Actor, cohort_id: int) -> None:
    with shown_to_user(), transaction() as tx:
        percent, wants = cohorts.settings_of(tx, actor, cohort_id=cohort_id)
    with st.form(f"class_wishes:{cohort_id}"):
        chosen = st.select_slider(
            "Essays to mark as a sample, of a hundred",
            SAMPLES,
            value=percent if percent in SAMPLES else 0,
            key=f"sample:{cohort_id}",
            help="They come into Review though nobody asked: the fair measure of how the engine marks.",
        )
        mail = st.checkbox("Send me this class's week by mail on Mondays", value=wants, key=f"weekly_mail:{cohort_id}")
        if st.form_submit_button("Save"):
            with shown_to_user(), transaction() as tx:
                cohorts.set_sample(tx, actor, cohort_id=cohort_id, percent=chosen)
                cohorts.want_weekly_mail(tx, actor, cohort_id=cohort_id, wants=mail)
            say_and_rerun("Saved.")


def _offer_to_invite(actor: Actor, cohort_id: int) -> None:
    name = f"roster_text:{cohort_id}"
    with st.expander("Invite by mail", icon=":material/mail:", key="invite_by_mail"):
        text = st.text_area(
            "Addresses, one a line or with commas; or the rows of a table with an address in each",
            key=form_key(name),
            height=140,
        )
        if not text.strip():
            return
        with shown_to_user(), transaction() as tx:
            lines = invitations.read_roster(tx, actor, cohort_id=cohort_id, text=text)
        faults = [line for line in lines if line.fault]
        for line in faults:
            st.markdown(f"- Line {line.number}: {plain_line(line.typed)} {line.fault}.")
        if faults:
            st.warning("Nobody is invited while a line has a fault.", icon=":material/info:")
            return
        count = "one person" if len(lines) == 1 else f"{len(lines)} people"
        if lines and st.button(f"Invite {count}", type="primary", key=f"invite:{cohort_id}"):
            with shown_to_user(), transaction() as tx:
                sent = invitations.invite(tx, actor, cohort_id=cohort_id, text=text)
            begin_anew(name)
            say_and_rerun(f"{sent} mails are on their way.")
