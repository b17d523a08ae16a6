-- A state may change only as a row of state_transition says; each birth and each change leaves a row in
-- state_history. The trigger's argument is the name of the state column.
create or replace function public.guard_state()
returns trigger
language plpgsql
as $$
declare
    new_state text := to_jsonb(new) ->> tg_argv[0];
    old_state text;
begin
    if tg_op = 'UPDATE' then
        old_state := to_jsonb(old) ->> tg_argv[0];
        if not exists (
            select from public.state_transition as allowed
            where allowed.entity = tg_table_name and allowed.old = old_state and allowed.new = new_state
        ) then
            raise exception 'illegal transition of %: % -> %', tg_table_name, old_state, new_state
                using errcode = 'check_violation', constraint = 'state_transition', table = tg_table_name;
        end if;
    end if;
    insert into public.state_history (entity, entity_id, old, new, actor)
    values (
        tg_table_name, to_jsonb(new) ->> 'id', old_state, new_state,
        nullif(left(current_setting('app.actor', true), 100), '')
    );
    return null;
end
$$;

create or replace trigger guard_state_birth
after insert on public.practice_submission
for each row execute function public.guard_state('status');

create or replace trigger guard_state_change
after update on public.practice_submission
for each row when (old.status is distinct from new.status)
execute function public.guard_state('status');

create or replace trigger guard_state_birth
after insert on public.assessment_assessment
for each row execute function public.guard_state('status');

create or replace trigger guard_state_change
after update on public.assessment_assessment
for each row when (old.status is distinct from new.status)
execute function public.guard_state('status');

create or replace trigger guard_state_birth
after insert on public.subscriptions_usagetracking
for each row execute function public.guard_state('state');

create or replace trigger guard_state_change
after update on public.subscriptions_usagetracking
for each row when (old.state is distinct from new.state)
execute function public.guard_state('state');

create or replace trigger guard_state_birth
after insert on public.subscriptions_usersubscription
for each row execute function public.guard_state('status');

create or replace trigger guard_state_change
after update on public.subscriptions_usersubscription
for each row when (old.status is distinct from new.status)
execute function public.guard_state('status');

create or replace trigger guard_state_birth
after insert on public.subscriptions_payment
for each row execute function public.guard_state('status');

create or replace trigger guard_state_change
after update on public.subscriptions_payment
for each row when (old.status is distinct from new.status)
execute function public.guard_state('status');
