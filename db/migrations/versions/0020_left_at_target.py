"""Who leaves at the target: by the result of the real test where it is known, else by the range of the last essay.

Revision: 0020, after 0019
"""

from alembic import op

from db.migrations.sql_files import run

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("views/renewals_by_learning")
    op.execute(
        "create table if not exists rollup.renewals_by_learning"
        " as select * from analytics.renewals_by_learning with no data"
    )


def downgrade() -> None:
    op.execute("drop table rollup.renewals_by_learning")
    op.execute("drop view analytics.renewals_by_learning")
