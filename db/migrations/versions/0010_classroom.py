"""Classes: who teaches whom with whose consent, what is set, and what a tutor says of an essay.

Revision: 0010, after 0009
"""

from pathlib import Path

from alembic import op

from db.migrations.sql_files import run_text

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("cohort", "membership", "invitation", "assignment", "review")


def upgrade() -> None:
    run_text(Path(__file__).with_name("0010_classroom.sql").read_text(encoding="utf-8"))
    op.execute("call public.attach_touch_updated_at()")


def downgrade() -> None:
    op.execute("delete from public.accounts_loginattempt where kind = 'join_class'")
    op.execute("alter table public.accounts_loginattempt drop constraint accounts_loginattempt_kind_check")
    op.execute(
        "alter table public.accounts_loginattempt add constraint accounts_loginattempt_kind_check"
        " check (kind in ('sign_in', 'register', 'reset_password', 'verify_email'))"
    )
    for name in reversed(TABLES):
        op.execute(f"drop table public.classroom_{name}")
