"""The form for all that a person says about themselves."""

from decimal import Decimal

import streamlit as st

from core.accounts import email_confirmation, profile
from core.accounts.checks import BANDS, timezones
from core.actor import Actor
from core.notifications import outbox
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.names import MODULES


def profile_form(actor: Actor) -> None:
    """Show and save the profile."""
    with shown_to_user(), transaction() as tx:
        saved = profile.get(tx, actor)
    # Keys: without one, a field is a new field after a save, and the browser's next change to it is lost.
    with st.form("profile"):
        display_name = st.text_input(
            "What shall we call you?", saved.display_name, key="profile_display_name", max_chars=100
        )
        first, last = st.columns(2)
        longest = profile.MAX_NAME_CHARACTERS
        first_name = first.text_input("First name", saved.first_name, key="profile_first_name", max_chars=longest)
        last_name = last.text_input("Family name", saved.last_name, key="profile_last_name", max_chars=longest)
        module = st.segmented_control(
            "Your test",
            list(MODULES),
            format_func=MODULES.__getitem__,
            default=saved.module_type,
            key="profile_module",
            required=True,
        )
        left, right = st.columns(2)
        target = _band(left, "Band you need in Writing", saved.target_band, key="profile_target", nothing="Not decided")
        last_band = _band(
            right,
            "Band in your last Writing test",
            saved.last_writing_band,
            key="profile_last_band",
            nothing="I don't know",
        )
        test_date = left.date_input(
            "Test date (empty: not booked)", saved.test_date, key="profile_test_date", format="DD/MM/YYYY"
        )
        language = right.text_input(
            "First language",
            saved.language_background,
            key="profile_language",
            max_chars=profile.MAX_LANGUAGE_CHARACTERS,
        )
        zones = timezones() if saved.timezone in timezones() else (saved.timezone, *timezones())
        timezone = st.selectbox("Time zone", zones, index=zones.index(saved.timezone), key="profile_timezone")
        is_sent = st.form_submit_button("Save", type="primary")
    if is_sent:
        with shown_to_user(), transaction() as tx:
            profile.save(
                tx,
                actor,
                display_name=display_name,
                first_name=first_name,
                last_name=last_name,
                target_band=target,
                last_writing_band=last_band,
                test_date=test_date,
                module_type=module or saved.module_type,
                timezone=timezone,
                language_background=language,
            )
        st.toast("Saved.")


def email_form(actor: Actor) -> None:
    """Move to another address: the new one must confirm, until then the old one stays."""
    st.text(f"Your e-mail: {actor.email}")
    with st.form("change_email"):
        new_email = st.text_input("New e-mail", key="new_email_address", autocomplete="email", max_chars=254)
        is_sent = st.form_submit_button("Send a link to the new address")
    if not is_sent:
        return
    with shown_to_user(), transaction() as tx:
        email_confirmation.ask_for_change(tx, actor, new_email=new_email)
        message = outbox.latest_dev_message(tx, user_id=actor.user_id, template="change_email")
    st.success("Please open the link that we have sent to the new address. Until then your old one stays.")
    if message:
        with st.expander("Mail is not set up here: read the message"):
            st.text(message)


def _band(
    place: st.delta_generator.DeltaGenerator, label: str, band: Decimal | None, *, key: str, nothing: str
) -> Decimal | None:
    index = BANDS.index(band) if band in BANDS else None
    return place.selectbox(
        label, BANDS, index=index, key=key, placeholder=nothing, format_func=lambda value: f"{value:.1f}"
    )
