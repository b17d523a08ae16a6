"""The form for how a person likes to practise and to read."""

import streamlit as st

from core.accounts import preferences
from core.accounts.types import Preferences
from core.actor import Actor
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.leave_for import leave_for
from pages.components.text import plain_line

NO_REMINDER = -1
ACCOUNT = "/account"
COLOURS = {"device": "As my device", "light": "Light", "dark": "Dark"}
DIFFICULTIES = {"mixed": "All levels", "beginner": "Easier", "intermediate": "Medium", "advanced": "Harder"}


def preferences_form(actor: Actor) -> None:
    """Show and save the preferences."""
    with shown_to_user(), transaction() as tx:
        saved = preferences.get(tx, actor)
    hours = [NO_REMINDER, *range(24)]
    # Keys: without one, a field is a new field after a save, and the browser's next change to it is lost.
    with st.form("preferences"):
        minutes = st.number_input(
            "Minutes of practice a day",
            preferences.MIN_PRACTICE_MINUTES,
            preferences.MAX_PRACTICE_MINUTES,
            saved.practice_minutes_a_day,
            step=5,
            key="preferred_minutes",
        )
        difficulty = st.selectbox(
            "Difficulty of tasks (our estimate)",
            preferences.DIFFICULTIES,
            index=preferences.DIFFICULTIES.index(saved.difficulty),
            format_func=DIFFICULTIES.__getitem__,
            key="preferred_difficulty",
        )
        hour = st.selectbox(
            f"Reminder (your time zone: {plain_line(actor.timezone)})",
            hours,
            index=hours.index(NO_REMINDER if saved.reminder_hour is None else saved.reminder_hour),
            format_func=lambda value: "No reminder" if value == NO_REMINDER else f"{value}:00",
            key="preferred_hour",
        )
        wants_emails = st.toggle("Send me mails about my practice", saved.wants_emails, key="preferred_mails")
        has_extra_time = st.toggle(
            "25 % extra time in mock tests", saved.extra_time_percent > 0, key="preferred_extra_time"
        )
        theme = st.segmented_control(
            "Colours",
            preferences.THEMES,
            default=saved.theme,
            format_func=COLOURS.__getitem__,
            key="preferred_theme",
            required=True,
        )
        size = st.segmented_control(
            "Size of text",
            preferences.FONT_SIZES,
            default=saved.font_size,
            format_func=str.capitalize,
            key="preferred_font_size",
            required=True,
        )
        saves_itself = st.toggle("Save my essays as I type", saved.is_auto_save_enabled, key="preferred_auto_save")
        st.caption("Extra time is for people to whom the test centre gives it. A mock test always saves as you type.")
        is_sent = st.form_submit_button("Save", type="primary")
    if is_sent:
        chosen = Preferences(
            practice_minutes_a_day=int(minutes),
            is_auto_save_enabled=saves_itself,
            wants_emails=wants_emails,
            difficulty=difficulty,
            theme=theme or saved.theme,
            font_size=size or saved.font_size,
            reminder_hour=None if hour == NO_REMINDER else hour,
            extra_time_percent=preferences.EXTRA_TIME_PERCENTS[-1] if has_extra_time else 0,
        )
        with shown_to_user(), transaction() as tx:
            preferences.save(tx, actor, chosen)
        if (chosen.theme, chosen.font_size) != (saved.theme, saved.font_size):
            leave_for(ACCOUNT)  # a page takes its colours and size when it opens
        st.toast("Saved.")
