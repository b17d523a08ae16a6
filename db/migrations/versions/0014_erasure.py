"""A mail link that erases an account.

Revision: 0014, after 0013
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

CHECK = "accounts_token_kind_check"
KINDS = ("verify_email", "reset_password", "sign_in")


def _allow(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.execute(f"alter table public.accounts_token drop constraint {CHECK}")
    op.execute(f"alter table public.accounts_token add constraint {CHECK} check (kind in ({listed}))")


def upgrade() -> None:
    _allow((*KINDS, "erase_account"))


def downgrade() -> None:
    op.execute("delete from public.accounts_token where kind = 'erase_account'")
    _allow(KINDS)
