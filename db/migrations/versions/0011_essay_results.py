"""Essays with their results as one view: what every chart of a learner is drawn from.

Revision: 0011, after 0010
"""

from alembic import op

from db.migrations.sql_files import run

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("views/essay_results")
    op.execute("create view rollup.essay_results as select * from analytics.essay_results")


def downgrade() -> None:
    op.execute("drop view rollup.essay_results")
    op.execute("drop view analytics.essay_results")
