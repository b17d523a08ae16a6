"""Indexes for the payment service's events of one customer, and for the people behind a month of MRR.

Revision: 0009, after 0008
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "create index idx_webhookevent_customer on public.subscriptions_webhookevent"
        " ((payload #>> '{data,object,customer}'), received_at desc)"
    )
    op.execute(
        "create index idx_mrrmovement_largest on public.subscriptions_mrrmovement (month, amount_usd desc, user_id)"
    )


def downgrade() -> None:
    op.execute("drop index public.idx_mrrmovement_largest")
    op.execute("drop index public.idx_webhookevent_customer")
