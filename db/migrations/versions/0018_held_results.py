"""Set work may keep its result from the writer until a tutor has looked.

Revision: 0018, after 0017
"""

from pathlib import Path

from alembic import op

from db.migrations.sql_files import run_text

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_text(Path(__file__).with_name("0018_held_results.sql").read_text(encoding="utf-8"))
    op.execute("call public.attach_touch_updated_at()")


def downgrade() -> None:
    op.execute("drop table public.classroom_heldresult")
    op.execute("alter table public.classroom_assignment drop constraint check_assignment_release")
    op.execute("alter table public.classroom_assignment drop constraint classroom_assignment_release_check")
    op.execute("alter table public.classroom_assignment drop column release")
