"""Home: the one next step, the last result, and where the person stands."""

import streamlit as st

from core.accounts import preferences
from core.billing import credits, my_plan
from core.classroom import assignments, messages
from core.progress import error_drills, goals, official_results, paragraphs, retakes
from core.progress.next_step import NextKind, next_step
from core.progress.week_plan import week_plan
from core.transaction import transaction
from pages.components.auth import require_learner
from pages.components.bands import show_last_result, show_line, show_week
from pages.components.classroom.homework import show_homework
from pages.components.classroom.words import show_unread
from pages.components.errors import shown_to_user
from pages.components.next_card import show_next, show_paragraph
from pages.components.progress.goals import show_nearest
from pages.components.progress.kept import progress_page
from pages.components.progress.ledger import show_waiting
from pages.components.progress.test_week import ask_for_result, show_after_test, show_test_week
from pages.components.standing import confirm_email_notice, standing_line
from pages.components.text import plain_line

actor = require_learner()
with shown_to_user():
    page = progress_page(actor).page
progress = page.overview
with shown_to_user(), transaction() as tx:
    step = next_step(tx, actor, advised=page.next)
    paragraph = paragraphs.waiting(tx, actor)
    balance = credits.balance(tx, actor)
    words, homework = messages.inbox(tx, actor), assignments.homework(tx, actor)
    drills = error_drills.waiting(tx, actor)
    goal, should_ask = goals.nearest(tx, actor), official_results.should_ask(tx, actor)
    minutes = preferences.minutes_a_day(tx, actor)
    after = retakes.after_test(tx, actor)
is_new = progress.essays == 0 and not progress.kept

st.title(f"Hello, {plain_line(actor.display_name)}", anchor=False)
st.caption(standing_line(actor, credits.said(balance), today=progress.today))
if (warning := my_plan.expiry_warning(balance, today=progress.today)) is not None and not is_new:
    st.caption(f":material/schedule: {plain_line(warning)}")
ask_for_result(actor, should_ask=should_ask)
show_after_test(after, actor)
show_test_week(actor, page)
show_next(actor, step, is_first=is_new)
confirm_email_notice(actor)
show_unread(actor, words)
show_homework(actor, homework)
show_paragraph(paragraph)
if drills.today:
    show_waiting(drills)
show_nearest(goal)

links = st.container(horizontal=True)
if step.kind in (NextKind.read, NextKind.improve):
    links.page_link("pages/learner/practise.py", label="Write a new essay instead", icon=":material/edit:")
else:
    links.page_link("pages/learner/practise.py", label="Choose another task", icon=":material/list:")
links.page_link("pages/learner/check.py", label="Check an essay I already have", icon=":material/content_paste:")

if is_new:
    with st.container(border=True):
        st.header("What you will get", anchor=False)
        st.write("A band with its likely range, what holds the essay down, and comments in your text.")
        st.page_link("pages/public/sample_report.py", label="See a complete sample report", icon=":material/article:")
else:
    last_column, line_column = st.columns(2) if step.kind != NextKind.read else (None, st.container())
    if last_column is not None:  # else the card above leads there
        with last_column:
            show_last_result(progress)
    if progress.essays:
        with line_column:
            show_line(progress.task_2, target=progress.target_band, last=6, is_glance=True)
    show_week(progress, week_plan(minutes, progress, timezone=actor.timezone))
