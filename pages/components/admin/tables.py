"""Tables of rows on the admin pages: moments in the administrator's own time zone, a dash for nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import streamlit as st

from core.actor import Actor

_MOMENT = "D MMM YYYY, HH:mm"


def show_rows(actor: Actor, rows: Sequence[Mapping[str, object]], *, key: str) -> None:
    """The rows as a table; columns that hold nothing at all are left out."""
    columns = [name for name in rows[0] if any(row[name] not in (None, "") for row in rows)]
    moments = {name for name in columns if any(isinstance(row[name], datetime) for row in rows)}
    st.dataframe(
        [{name: row[name] for name in columns} for row in rows],
        hide_index=True,
        key=key,
        placeholder="–",
        column_config={
            name: st.column_config.DatetimeColumn(name, format=_MOMENT, timezone=actor.timezone) for name in moments
        },
    )
