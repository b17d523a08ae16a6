-- Records of what happened are added to, never changed.
create or replace function public.refuse_change()
returns trigger
language plpgsql
as $$
begin
    raise exception 'rows of % are never changed', tg_table_name
        using errcode = 'check_violation', constraint = 'refuse_change', table = tg_table_name;
end
$$;

create or replace trigger refuse_change
before update or delete on public.platform_auditlog
for each row execute function public.refuse_change();

create or replace trigger refuse_change
before update or delete on public.state_history
for each row execute function public.refuse_change();
