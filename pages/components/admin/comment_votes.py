"""What learners say of the comments in their essays, by type; never a word of an essay."""

from collections.abc import Sequence

import streamlit as st

from core.actor import Actor
from core.operations.types import CommentTypeVotes, WrongComment
from pages.components.admin.figures import share
from pages.components.admin.tables import show_rows


def show_comment_votes(actor: Actor, types: Sequence[CommentTypeVotes], wrong: Sequence[WrongComment]) -> None:
    """The types with votes, most often called wrong first; behind them the newest "wrong" votes."""
    st.header("Comments that learners call wrong", anchor=False)
    if not types and not wrong:
        st.write("Nobody has voted on a comment yet.")
        return
    st.caption("Results of the last 90 days. Where fewer than 10 people voted there is a count and no percentage.")
    if types:
        show_rows(
            actor,
            [
                {
                    "Type of comment": one.comment_type,
                    "Shown": one.shown,
                    "Helped": one.helped,
                    "Wrong": one.wrong,
                    "Wrong of all votes": share(one.wrong, one.wrong + one.helped, people=one.people),
                }
                for one in types
            ],
            key="comment_types",
        )
    if wrong:
        with st.expander("The newest"):
            show_rows(
                actor,
                [
                    {"Type of comment": one.comment_type, "Engine": one.engine, "Called wrong": one.voted_at}
                    for one in wrong
                ],
                key="wrong_comments",
            )
