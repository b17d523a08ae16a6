"""What people got in the real test, as they tell us.

Revision: 0015, after 0014
"""

from pathlib import Path

from alembic import op

from db.migrations.sql_files import run_text

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_text(Path(__file__).with_name("0015_official_results.sql").read_text(encoding="utf-8"))
    op.execute("call public.attach_touch_updated_at()")


def downgrade() -> None:
    op.execute("drop table public.progress_officialresult")
