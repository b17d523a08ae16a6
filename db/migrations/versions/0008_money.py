"""What the payment service tells us, what we asked it to do, and how long a pause lasts.

Revision: 0008, after 0007
"""

from pathlib import Path

from alembic import op

from db.migrations.sql_files import run_text

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_text(Path(__file__).with_name("0008_money.sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    op.execute("alter table public.subscriptions_usersubscription drop column paused_until")
    op.execute("drop table public.subscriptions_idempotencykey")
    op.execute("drop table public.subscriptions_webhookevent")
    op.execute("delete from public.state_history where entity = 'subscriptions_webhookevent'")
    op.execute("delete from public.state_transition where entity = 'subscriptions_webhookevent'")
