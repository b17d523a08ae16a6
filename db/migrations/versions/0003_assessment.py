"""What an assessment is kept under, what learners say of its comments, and what its engines cost.

Revision: 0003, after 0002
"""

from pathlib import Path

from alembic import op

from db.migrations.sql_files import run_text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_text(Path(__file__).with_name("0003_assessment.sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    for table in ("platform_engineversion", "platform_enginecost", "assessment_commentvote"):
        op.execute(f"drop table public.{table}")
    op.execute("drop index public.idx_result_input")
    op.execute("alter table public.assessment_result drop column input_sha256")
