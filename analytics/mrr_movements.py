"""Who moved monthly recurring revenue: the rows behind the months."""

from datetime import datetime

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.revenue import MrrMovement
from db.scope import Scope

COLUMNS = ("user_id", "display_name", "email", "kind", "amount_usd")


def read_month(session: Session, scope: Scope, *, month: datetime, limit: int) -> pd.DataFrame:
    """The movements of the month that begins at `month`, largest first, at most `limit`; US dollars a month."""
    if not scope.is_everybody:
        return pd.DataFrame(columns=list(COLUMNS))
    query = (
        select(User.id, User.display_name, User.email, MrrMovement.kind, MrrMovement.amount_usd)
        .join(User, User.id == MrrMovement.user_id)
        .where(MrrMovement.month == month)
        .order_by(MrrMovement.amount_usd.desc(), User.id)
        .limit(limit)
    )
    frame = pd.DataFrame([tuple(row) for row in session.execute(query)], columns=list(COLUMNS))
    return frame.astype({"amount_usd": "float64", "kind": "str"})
