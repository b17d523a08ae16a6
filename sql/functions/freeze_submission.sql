-- What was handed in stays as it was: text, its seal, when, on what, by whom. Erasing a person is the one exception.
create or replace function public.freeze_submission()
returns trigger
language plpgsql
as $$
begin
    if not exists (
        select from public.accounts_customuser as owners
        where owners.id = old.user_id and owners.erased_at is not null
    ) then
        raise exception 'submission % is handed in: its text is frozen', old.id
            using errcode = 'check_violation', constraint = 'freeze_submission', table = tg_table_name;
    end if;
    return new;
end
$$;

create or replace trigger freeze_submission
before update on public.practice_submission
for each row when (
    old.status <> 'draft'
    and (
        old.content, old.word_count, old.content_sha256, old.submitted_at, old.started_at, old.deadline_at,
        old.user_id, old.task_id, old.revision
    )
    is distinct from
    (
        new.content, new.word_count, new.content_sha256, new.submitted_at, new.started_at, new.deadline_at,
        new.user_id, new.task_id, new.revision
    )
)
execute function public.freeze_submission();
