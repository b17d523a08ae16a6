"""That an administrator opened a page is logged once an hour; the log is not asked at each run."""

import streamlit as st

from core.actor import Actor
from core.operations import visits
from core.transaction import transaction
from pages.components.errors import shown_to_user


def note_visit(actor: Actor, page: str) -> None:
    """Log the visit, if this hour's is not logged yet."""
    with shown_to_user():
        _note(actor, actor.user_id, page)


@st.cache_data(ttl="30m", max_entries=1_000, show_spinner=False)
def _note(_actor: Actor, user_id: int, page: str) -> None:
    with transaction() as tx:
        visits.note(tx, _actor, page=page)
