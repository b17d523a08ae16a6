"""Colours follow the device until somebody chooses: so far nobody could see an effect of the stored ones.

Revision: 0017, after 0016
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("update public.accounts_userpreferences set theme = null where theme = 'light'")


def downgrade() -> None:
    op.execute("update public.accounts_userpreferences set theme = 'light' where theme is null")
