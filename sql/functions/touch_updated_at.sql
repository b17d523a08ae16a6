-- `updated_at` moves whenever a row really changes, whoever changes it.
create or replace function public.touch_updated_at()
returns trigger
language plpgsql
as $$
begin
    new.updated_at := now();
    return new;
end
$$;

-- Gives every table of ours with an `updated_at` its trigger; a revision that adds tables calls it again.
create or replace procedure public.attach_touch_updated_at()
language plpgsql
as $$
declare
    touched text;
begin
    for touched in
        select columns.table_name
        from information_schema.columns
        inner join information_schema.tables using (table_schema, table_name)
        where columns.table_schema = 'public'
            and columns.column_name = 'updated_at'
            and tables.table_type = 'BASE TABLE'
    loop
        execute format(
            'create or replace trigger touch before update on public.%I for each row '
            'when (old.* is distinct from new.*) execute function public.touch_updated_at()',
            touched
        );
    end loop;
end
$$;

call public.attach_touch_updated_at();
