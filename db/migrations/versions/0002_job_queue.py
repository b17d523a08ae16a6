"""The job queue's own tables and functions, in the same database: a job commits with the rows it is about.

Revision: 0002, after 0001
"""

from procrastinate.schema import SchemaManager

from db.migrations.sql_files import run_text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# in an order in which nothing is needed any more when it goes; the functions of triggers go after their tables
_DROP = """
do $$
declare
    doomed record;
begin
    for doomed in
        select oid::regclass as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname like 'procrastinate\\_%'
    loop
        execute format('drop table %s cascade', doomed.name);
    end loop;
    for doomed in
        select oid::regprocedure as name from pg_proc
        where pronamespace = 'public'::regnamespace and proname like 'procrastinate\\_%'
    loop
        execute format('drop function %s cascade', doomed.name);
    end loop;
    for doomed in
        select oid::regtype as name from pg_type
        where typnamespace = 'public'::regnamespace and typtype in ('e', 'c')
        and typname like 'procrastinate\\_%'
    loop
        execute format('drop type %s cascade', doomed.name);
    end loop;
end
$$;
"""


def upgrade() -> None:
    run_text(SchemaManager.get_schema())


def downgrade() -> None:
    run_text(_DROP)
