"""What a person reads when a rule says no, when something outside fails, and when we made a mistake."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from core.billing.errors import FeedbackQuotaExhausted, MockTestNeedsCredits
from core.errors import Outage, Refusal
from core.operations import error_numbers
from pages.components.auth import current_actor
from pages.components.text import plain_line

log = logging.getLogger(__name__)

_NEEDS_CREDITS = (FeedbackQuotaExhausted, MockTestNeedsCredits)


@contextmanager
def shown_to_user() -> Iterator[None]:
    """Show a refusal or an outage in its own sentence and end the run.

    Write `with shown_to_user(), transaction() as tx:` in this order: the transaction is inside, so
    it has rolled back before anything is shown.
    """
    try:
        yield
    except Refusal as refusal:
        st.warning(plain_line(str(refusal)), icon=":material/info:")
        if isinstance(refusal, _NEEDS_CREDITS):
            st.page_link("pages/learner/plans.py", label="See the plans", icon=":material/sell:")
    except Outage as outage:
        log.warning("outage.shown", exc_info=outage)
        st.error(plain_line(str(outage)), icon=":material/cloud_off:")
    else:
        return
    st.stop()


def show_mistake(error: Exception) -> bool:
    """Called by the server for an error that no page caught: log it under a reference, show that reference.

    True, which tells Streamlit to show nothing of its own. An outage keeps its own sentence.
    """
    if isinstance(error, Outage):
        log.warning("outage.shown", exc_info=error)
        st.error(plain_line(str(error)), icon=":material/cloud_off:")
        return True
    reference = secrets.token_hex(4)
    log.error("page.failed", exc_info=error, extra={"reference": reference})
    st.error(
        f"Something went wrong on our side. Please try again; if it happens again, tell us this number: {reference}",
        icon=":material/error:",
    )
    error_numbers.keep(current_actor, number=reference, kind=type(error).__name__)
    return True
