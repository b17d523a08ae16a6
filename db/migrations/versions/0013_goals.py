"""What a goal is about, and that it is reached once and with its moment.

Revision: 0013, after 0012
"""

from pathlib import Path

from alembic import op

from db.migrations.sql_files import run_text

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

CHECKS = ("achieved", "values", "criterion", "task", "about")


def upgrade() -> None:
    run_text(Path(__file__).with_name("0013_goals.sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    for name in CHECKS:
        op.execute(f"alter table public.progress_usergoal drop constraint check_goal_{name}")
    op.execute("alter table public.progress_usergoal drop column criterion")
    op.execute("alter table public.progress_usergoal drop column task_number")
