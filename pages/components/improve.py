"""From a result to its redraft: the button, what it costs, and the feedback beside the desk."""

from collections.abc import Mapping

import streamlit as st

from core.actor import Actor
from core.assessment.comment_votes import Vote
from core.assessment.reports import Report
from core.assessment.types import Comment, Verdict
from core.assessment.uptake import Uptake
from core.practice import redrafts
from core.practice.redrafts import Offer
from core.transaction import transaction
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

WRITE = "pages/learner/write.py"
FIRST_COMMENTS = 5
_OF_ONE = {
    Uptake.fixed: "You fixed the one comment.",
    Uptake.ignored: "The one comment still stands: its words are as they were.",
    Uptake.came_back: "The one comment came back: the new words have the same kind of error.",
}


def improve_button(actor: Actor, offered: Offer, *, submission_id: int, key: str) -> None:
    """Begin or go on with the redraft of an essay, and what it costs; or until when set work takes no more of it."""
    if offered.closed_until is not None:
        until = local_day(offered.closed_until, actor.timezone)
        st.info(
            f"Your tutor takes no more versions until {until}. Then you can improve it here.", icon=":material/info:"
        )
        return
    label = "Go on with your redraft" if offered.open_draft_id else "Improve this essay"
    if st.button(label, type="primary", icon=":material/edit_note:", key=f"improve:{key}"):
        with shown_to_user(), transaction() as tx:
            draft_id = redrafts.begin(tx, actor, submission_id=submission_id)
        st.switch_page(WRITE, query_params={"submission": str(draft_id)})
    st.caption(cost_in_words(actor, offered))


def cost_in_words(actor: Actor, offered: Offer) -> str:
    """What a redraft costs, in one sentence."""
    if offered.free_until is None:
        return "A redraft uses one feedback."
    return f"Your first redraft is free until {local_day(offered.free_until, actor.timezone)}."


def uptake_in_words(counts: Mapping[Uptake, int]) -> str:
    """ "You fixed 5 of 8 comments; 2 are as they were; 1 came back." """
    total = sum(counts.values())
    if not total:
        return "The earlier version had no comments."
    if total == 1:
        return _OF_ONE[next(status for status, count in counts.items() if count)]
    said = [f"You fixed {counts[Uptake.fixed]} of {total} comments"]
    if left := counts[Uptake.ignored]:
        said.append("1 is as it was" if left == 1 else f"{left} are as they were")
    if again := counts[Uptake.came_back]:
        said.append(f"{again} came back")
    return "; ".join(said) + "."


def show_feedback(report: Report, votes: Mapping[str, Vote]) -> None:
    """The earlier version's feedback, in the order in which to work on it; comments called wrong stay away."""
    result = report.result
    if result is None:
        return
    comments = [one for one in result.comments if votes.get(one.key) != Vote.wrong]
    st.markdown(f"**What holds it down.** {plain_line(result.priority)}")
    st.markdown(f"**What to do now.** {plain_line(result.advice)}")
    missing = [check for check in result.checks if check.verdict == Verdict.missing]
    if missing:
        st.markdown("**Missing in the earlier version**")
        st.markdown("\n".join(f"- {plain_line(check.truth)}" for check in missing))
    if not comments:
        st.caption("There were no comments in the text.")
        return
    dearest = sorted(comments, key=lambda one: (-one.cost, one.start))
    st.markdown(f"**Comments: {len(comments)}**, what costs most first")
    st.markdown(_as_list(dearest[:FIRST_COMMENTS]))
    if later := dearest[FIRST_COMMENTS:]:
        with st.expander("Show the one other comment" if len(later) == 1 else f"Show the {len(later)} others"):
            st.markdown(_as_list(later))


def _as_list(comments: list[Comment]) -> str:
    return "\n".join(f"- “{plain_line(one.quote)}”  \n  :small[{plain_line(_said(one))}]" for one in comments)


def _said(comment: Comment) -> str:
    instead = " or ".join(comment.suggestions[:2])
    return f"{comment.message} Try: {instead}." if instead else comment.message
