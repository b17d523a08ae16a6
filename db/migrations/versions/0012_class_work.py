"""More of a class: work for some, mock tests, reminders, a tutor's own comments, messages, samples.

Revision: 0012, after 0011
"""

from pathlib import Path

from alembic import op

from db.migrations.sql_files import run_text

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("assignmentlearner", "comment", "bankcomment", "message")


def upgrade() -> None:
    run_text(Path(__file__).with_name("0012_class_work.sql").read_text(encoding="utf-8"))
    op.execute("call public.attach_touch_updated_at()")


def downgrade() -> None:
    for name in reversed(TABLES):
        op.execute(f"drop table public.classroom_{name}")
    op.execute("delete from public.classroom_assignment where kind <> 'task'")
    op.execute("alter table public.classroom_assignment drop constraint check_assignment_task")
    op.execute("alter table public.classroom_assignment drop constraint classroom_assignment_kind_check")
    op.execute("alter table public.classroom_assignment alter column task_id set not null")
    for column in ("kind", "is_for_some", "reminded_at"):
        op.execute(f"alter table public.classroom_assignment drop column {column}")
    op.execute("alter table public.classroom_membership drop column weekly_mail")
    op.execute("alter table public.classroom_cohort drop column sample_percent")
