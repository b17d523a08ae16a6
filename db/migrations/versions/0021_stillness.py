"""How long writing stood still before a note of a growing text: kept when the notes between are thinned out.

Revision: 0021, after 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table public.practice_snapshot add column still_seconds integer")
    op.execute(
        "alter table public.practice_snapshot add constraint check_snapshot_stillness check (still_seconds >= 0)"
    )


def downgrade() -> None:
    op.execute("alter table public.practice_snapshot drop column still_seconds")
