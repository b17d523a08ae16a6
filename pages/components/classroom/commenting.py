"""A tutor's own comments: written beside the essay, read under the tutor's mark."""

import streamlit as st

from core.accounts.fields import one_line
from core.actor import Actor, Role
from core.classroom import tutor_comments
from core.classroom.tutor_comments import TutorComment
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.text import plain, plain_line

_NONE = "New words"


def show_commenting(actor: Actor, *, submission_id: int) -> None:
    """The comments so far, and the form for one more."""
    with shown_to_user(), transaction() as tx:
        found = tutor_comments.list_of(tx, submission_id=submission_id)
        bank = tutor_comments.bank(tx, actor)
    show_comments(found, actor)
    with st.expander("Comment on words of the essay", icon=":material/add_comment:", key="commenting"):
        kept = st.selectbox(
            "From your bank",
            [None, *bank],
            format_func=lambda each: _NONE if each is None else one_line(each.note)[:80],
            key="from_bank",
        )
        # empty again with another essay and after each comment that was added; what was refused stays to be mended
        one = f"{submission_id}_{len(found)}"
        with st.form(f"comment_{one}", border=False):
            quote = st.text_input(
                "Words of the essay", max_chars=tutor_comments.MAX_QUOTE_CHARACTERS, key=f"quote_{one}"
            )
            note = st.text_area(
                "Your comment",
                value=kept.note if kept else "",
                max_chars=tutor_comments.MAX_NOTE_CHARACTERS,
                height=100,
                key=f"note_{one}_{kept.kept_id if kept else 0}",
            )
            keep = st.checkbox("Keep it in my bank", key=f"keep_{one}")
            if st.form_submit_button("Add it"):
                with shown_to_user(), transaction() as tx:
                    tutor_comments.add(tx, actor, submission_id=submission_id, quote=quote, note=note, keep=keep)
                st.rerun()
        if kept is not None and st.button("Take this one out of the bank", type="tertiary", key="drop_kept"):
            with shown_to_user(), transaction() as tx:
                tutor_comments.drop_kept(tx, actor, kept_id=kept.kept_id)
            st.rerun()


def show_comments(found: tuple[TutorComment, ...], actor: Actor) -> None:
    """Quote and note of each; who wrote it may take it back."""
    if not found:
        return
    with st.container(border=True, key="tutor_comments"):
        st.header("Comments of your tutor" if not actor.has(Role.tutor) else "Comments by hand", anchor=False)
        for each in found:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"“{plain_line(each.quote)}”  \n{plain(each.note)}", width="stretch")
                if each.tutor_id == actor.user_id and st.button(
                    "Take it back", key=f"take_back_{each.comment_id}", type="tertiary"
                ):
                    with shown_to_user(), transaction() as tx:
                        tutor_comments.remove(tx, actor, comment_id=each.comment_id)
                    st.rerun()
