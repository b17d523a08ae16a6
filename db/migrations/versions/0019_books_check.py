"""The audit runs every hour and keeps what it found: on large books it takes longer than a page may wait.

Revision: 0019, after 0018
"""

from alembic import op

from db.migrations.sql_files import run_text

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLE = """
create table public.platform_bookscheck (
    id bigserial not null,
    seconds numeric(8, 2) not null,
    broken jsonb default '{}'::jsonb not null,
    created_at timestamp with time zone default now() not null,
    constraint platform_bookscheck_pkey primary key (id),
    constraint platform_bookscheck_seconds_check check (seconds >= 0)
)
"""


def upgrade() -> None:
    run_text(TABLE)


def downgrade() -> None:
    op.execute("drop table public.platform_bookscheck")
