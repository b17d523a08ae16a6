"""Own errors as short drills that come back, and sets of them as work for a class.

Revision: 0016, after 0015
"""

from pathlib import Path

from alembic import op

from db.migrations.sql_files import run_text

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_text(Path(__file__).with_name("0016_error_drills.sql").read_text(encoding="utf-8"))
    op.execute("call public.attach_touch_updated_at()")


def downgrade() -> None:
    op.execute("drop table public.classroom_setdrill")
    op.execute("delete from public.classroom_assignment where kind = 'drill_set'")
    op.execute("alter table public.classroom_assignment drop constraint check_assignment_drills")
    op.execute("alter table public.classroom_assignment drop constraint classroom_assignment_kind_check")
    op.execute("alter table public.classroom_assignment drop column error_type")
    op.execute(
        "alter table public.classroom_assignment add constraint classroom_assignment_kind_check"
        " check (kind in ('task', 'mock_test'))"
    )
    op.execute("drop table public.progress_drillanswer")
    op.execute("drop table public.progress_errordrill")
