"""Tasks that people report, models at several bands, edits of the content lab, and what a search forgives.

Revision: 0007, after 0006
"""

from pathlib import Path

from alembic import op

from db.migrations.sql_files import run, run_text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# A server may lack the extension or refuse it to our account: searches then forgive no misspelling.
CREATE_TRIGRAMS = """
do $$
begin
    create extension if not exists pg_trgm with schema public;
exception
    when insufficient_privilege or undefined_file or feature_not_supported then
        raise notice 'pg_trgm is not available: %', sqlerrm;
end
$$
"""
DROP_TRIGRAMS = """
do $$
begin
    drop extension if exists pg_trgm;
exception
    when insufficient_privilege or dependent_objects_still_exist then
        raise notice 'pg_trgm stays: %', sqlerrm;
end
$$
"""


def upgrade() -> None:
    op.execute(CREATE_TRIGRAMS)
    run("functions/derive_task_words")
    run_text(Path(__file__).with_name("0007_content.sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    op.execute("drop trigger derive on public.practice_practicetask")
    op.execute("drop function public.derive_task_words")
    for column in ("ranked_words", "kind", "edited_at"):
        op.execute(f"alter table public.practice_practicetask drop column {column}")
    for table in ("content_searchword", "content_modelanswer", "content_taskreport"):
        op.execute(f"drop table public.{table}")
    op.execute(DROP_TRIGRAMS)
