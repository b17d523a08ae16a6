"""Who the learner is, and their essays with a result, newest first."""

from typing import Any

import pandas as pd
import streamlit as st

from analytics import essay_results
from core.accounts.roles import own_scope
from core.actor import Actor
from core.transaction import reading
from pages.components.admin.take_along import offer_files
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

ESSAY = "pages/tutor/essay.py"
_SHOWN = 30
_BANDS = ("task_achievement", "coherence_cohesion", "lexical_resource", "grammar_accuracy")


def show_head(learner: Actor) -> None:
    """Name, target and test in two lines."""
    st.title(plain_line(learner.display_name), anchor=False)
    target = "no target yet" if learner.target_band is None else f"target {learner.target_band:.1f}"
    test = "no test date yet" if learner.test_date is None else f"test on {learner.test_date:%d %B %Y}"
    st.markdown(f"{plain_line(learner.email)} · {target} · {test}")


def show_essays(learner: Actor) -> None:
    """Each essay a link to its result; the table as a file."""
    with shown_to_user(), reading() as tx:
        frame = essay_results.read(tx, own_scope(learner))
    if frame.empty:
        st.write("No essay has a result yet.")
        return
    st.plotly_chart(
        essay_results.chart(frame),
        key="learner_line",
        config={"displayModeBar": False},
        alt="A line of bands for each task, first attempts only, with the likely range of each.",
    )
    newest = frame.iloc[::-1]
    for row in newest.head(_SHOWN).itertuples():
        _show(row, learner.timezone)
    if len(frame) > _SHOWN:
        st.caption(f"The newest {_SHOWN} of {len(frame)}; the file has all.")
    offer_files(newest.drop(columns=["user_id", "task_id"]), name=f"essays-{learner.user_id}")


def _show(row: Any, timezone: str) -> None:
    bands = " ".join(f"{getattr(row, name):.0f}" for name in _BANDS)
    draft = "" if pd.isna(row.parent_submission_id) else " · new draft"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            ESSAY,
            label=plain_line(row.title),
            icon=":material/article:",
            query_params={"submission": str(row.submission_id)},
        )
        st.caption(
            f"Task {row.task_number} · {local_day(row.submitted_at.to_pydatetime(), timezone)} · "
            f"**{row.overall:.1f}** ({bands}) · {row.word_count} words{draft}"
        )
