"""Plans that end soon and may not be renewed: who, why, and the way to the person."""

import pandas as pd
import streamlit as st

from core.actor import Actor
from core.operations import renewals
from pages.components.admin.take_along import offer_files
from pages.components.cached import renewals_ending
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

_SHOWN = 8


def show_renewals(actor: Actor) -> None:
    """The list, each name a link to the person; the rule; all of it as a file."""
    with shown_to_user():
        found = renewals_ending(actor)
    st.header("Renewals at risk", anchor=False)
    if not found.at_risk:
        st.write(f"Plans that end within {renewals.DAYS_AHEAD} days: {found.ending}. None is at risk.")
    else:
        st.write(
            f"Plans that end within {renewals.DAYS_AHEAD} days: {found.ending}. "
            f"At risk: {len(found.at_risk)}, worth \\${found.at_risk_usd:,.2f}."
        )
        with st.container(border=True):
            for each in found.at_risk[:_SHOWN]:
                _show(actor, each)
        if len(found.at_risk) > _SHOWN:
            st.caption(f"The first {_SHOWN} to end; the file has all.")
        offer_files(_frame(found), name="renewals-at-risk")
    st.caption("At risk means: " + " ".join(renewals.RULES))


def _show(actor: Actor, each: renewals.Renewal) -> None:
    st.page_link(
        "pages/admin/customers.py",
        label=f"**{plain_line(each.display_name)}** · {plain_line(each.plan_name)} · "
        f"ends {local_day(each.ends_at, actor.timezone)}: {plain_line('; '.join(each.reasons))}",
        icon=":material/person:",
        query_params={"person": str(each.user_id)},
    )


def _frame(found: renewals.Renewals) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "user_id": each.user_id,
                "display_name": each.display_name,
                "email": each.email,
                "plan": each.plan_name,
                "price_usd": each.price_usd,
                "ends_at": each.ends_at,
                "reasons": "; ".join(each.reasons),
            }
            for each in found.at_risk
        ]
    )
