"""Sittings with one clock, how a text grew, plans, what became of comments, and paragraphs to write again.

Revision: 0004, after 0003
"""

from pathlib import Path

from alembic import op

from db.migrations.sql_files import run_text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("progress_drill", "assessment_commentstatus", "practice_plan", "practice_snapshot")


def upgrade() -> None:
    run_text(Path(__file__).with_name("0004_learning_loop.sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    op.execute("alter table public.accounts_userpreferences drop column extra_time_percent")
    op.execute("alter table public.assessment_assessment drop column read_at")
    op.execute("delete from public.subscriptions_usagetracking where assessment_id is null")
    op.execute("alter table public.subscriptions_usagetracking alter column assessment_id set not null")
    op.execute("alter table public.subscriptions_usagetracking drop column sitting_id cascade")
    op.execute("drop index public.idx_submission_session")
    op.execute("drop index public.idx_submission_user_submitted")
    op.execute("alter table public.practice_submission drop constraint practice_submission_session_id_fkey")
    for table in (*TABLES, "practice_sitting"):
        op.execute(f"drop table public.{table}")
