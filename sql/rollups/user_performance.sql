-- public.user_performance_summary without reading essays: a row a writer, moved with each essay and result.
-- Sums move by differences. A maximum that falls is counted anew under the lock of the row.
create or replace function rollup.recount_users(ids bigint[])
returns void
language plpgsql
as $$
begin
    insert into rollup.user_performance (user_id)
    select distinct unnest(ids) as user_id
    order by user_id
    on conflict do nothing;

    perform from rollup.user_performance
    where user_id = any(ids)
    order by user_id
    for update;

    -- a statement of its own: it sees what was committed while the lock was awaited
    with counted as (
        select
            writers.user_id,
            count(submissions.id) as essays,
            count(submissions.id) filter (where submissions.status = 'draft') as drafts,
            count(submissions.id) filter (where submissions.status = 'assessed') as assessed,
            count(assessments.id) as scored,
            coalesce(sum(assessments.overall_band_score), 0) as score_sum,
            max(assessments.overall_band_score) as best_score,
            max(submissions.submitted_at) as last_handed_in
        from (select distinct unnest(ids) as user_id) as writers
        left join public.practice_submission as submissions on writers.user_id = submissions.user_id
        left join public.assessment_assessment as assessments
            on submissions.id = assessments.submission_id and assessments.status = 'completed'
        group by writers.user_id
    )

    update rollup.user_performance as totals
    set
        essays = counted.essays,
        drafts = counted.drafts,
        assessed = counted.assessed,
        scored = counted.scored,
        score_sum = counted.score_sum,
        best_score = counted.best_score,
        last_handed_in = counted.last_handed_in
    from counted
    where totals.user_id = counted.user_id;
end
$$;

create or replace function rollup.add_users_of_new_essays()
returns trigger
language plpgsql
as $$
begin
    insert into rollup.user_performance as totals (user_id, essays, drafts, assessed, last_handed_in)
    select
        user_id,
        count(*),
        count(*) filter (where status = 'draft'),
        count(*) filter (where status = 'assessed'),
        max(submitted_at)
    from added
    group by user_id
    order by user_id
    on conflict (user_id) do update
        set
            essays = totals.essays + excluded.essays,
            drafts = totals.drafts + excluded.drafts,
            assessed = totals.assessed + excluded.assessed,
            last_handed_in = greatest(totals.last_handed_in, excluded.last_handed_in);
    return null;
end
$$;

create or replace function rollup.move_user_of_essay()
returns trigger
language plpgsql
as $$
begin
    if new.user_id <> old.user_id
        or (old.submitted_at is not null and (new.submitted_at is null or new.submitted_at < old.submitted_at)) then
        perform rollup.hold_pair(new.id);
        perform rollup.recount_users(array[old.user_id, new.user_id]);
    else
        update rollup.user_performance
        set
            drafts = drafts + (new.status = 'draft')::int - (old.status = 'draft')::int,
            assessed = assessed + (new.status = 'assessed')::int - (old.status = 'assessed')::int,
            last_handed_in = greatest(last_handed_in, new.submitted_at)
        where user_id = new.user_id;
    end if;
    return null;
end
$$;

create or replace function rollup.recount_users_of_gone_essays()
returns trigger
language plpgsql
as $$
begin
    perform rollup.recount_users(array(select distinct user_id from gone));
    return null;
end
$$;

create or replace function rollup.add_users_of_new_results()
returns trigger
language plpgsql
as $$
begin
    insert into rollup.user_performance as totals (user_id, scored, score_sum, best_score)
    select
        submissions.user_id,
        count(*),
        sum(added.overall_band_score),
        max(added.overall_band_score)
    from added
    inner join public.practice_submission as submissions on added.submission_id = submissions.id
    where added.status = 'completed'
    group by submissions.user_id
    order by submissions.user_id
    on conflict (user_id) do update
        set
            scored = totals.scored + excluded.scored,
            score_sum = totals.score_sum + excluded.score_sum,
            best_score = greatest(totals.best_score, excluded.best_score);
    return null;
end
$$;

create or replace function rollup.move_user_of_result()
returns trigger
language plpgsql
as $$
declare
    had numeric := case when old.status = 'completed' then old.overall_band_score end;
    has numeric := case when new.status = 'completed' then new.overall_band_score end;
begin
    if new.submission_id <> old.submission_id or (had is not null and (has is null or has < had)) then
        perform rollup.recount_users(array(
            select distinct user_id from public.practice_submission where id in (old.submission_id, new.submission_id)
        ));
    else
        update rollup.user_performance as totals
        set
            scored = scored + (has is not null)::int - (had is not null)::int,
            score_sum = score_sum + coalesce(has, 0) - coalesce(had, 0),
            best_score = greatest(best_score, has)
        from public.practice_submission as submissions
        where submissions.id = new.submission_id and totals.user_id = submissions.user_id;
    end if;
    return null;
end
$$;

-- a result that goes with its essay finds no writer here: the essay's own trigger counts
create or replace function rollup.recount_users_of_gone_results()
returns trigger
language plpgsql
as $$
begin
    perform rollup.recount_users(array(
        select distinct submissions.user_id
        from gone
        inner join public.practice_submission as submissions on gone.submission_id = submissions.id
        where gone.status = 'completed'
    ));
    return null;
end
$$;

create or replace trigger rollup_user_added
after insert on public.practice_submission
referencing new table as added
for each statement execute function rollup.add_users_of_new_essays();

create or replace trigger rollup_user_moved
after update on public.practice_submission
for each row when (
    (old.user_id, old.status, old.submitted_at) is distinct from (new.user_id, new.status, new.submitted_at)
)
execute function rollup.move_user_of_essay();

create or replace trigger rollup_user_gone
after delete on public.practice_submission
referencing old table as gone
for each statement execute function rollup.recount_users_of_gone_essays();

create or replace trigger rollup_user_added
after insert on public.assessment_assessment
referencing new table as added
for each statement execute function rollup.add_users_of_new_results();

create or replace trigger rollup_user_moved
after update on public.assessment_assessment
for each row when (
    (old.status = 'completed' or new.status = 'completed')
    and (old.submission_id, old.status, old.overall_band_score)
    is distinct from (new.submission_id, new.status, new.overall_band_score)
)
execute function rollup.move_user_of_result();

create or replace trigger rollup_user_gone
after delete on public.assessment_assessment
referencing old table as gone
for each statement execute function rollup.recount_users_of_gone_results();

create or replace view rollup.user_performance_summary as
select
    users.id as user_id,
    users.username,
    users.target_band_score,
    coalesce(totals.essays, 0) as total_submissions,
    totals.score_sum / nullif(totals.scored, 0) as average_score,
    totals.best_score,
    coalesce(totals.assessed, 0) as completed_assessments,
    totals.last_handed_in as last_practice_date,
    coalesce(totals.drafts, 0) as draft_submissions

from public.accounts_customuser as users

left join rollup.user_performance as totals on users.id = totals.user_id;

create or replace view rollup.user_performance_differences as
select coalesce(exact.user_id, summed.user_id) as user_id

from public.user_performance_summary as exact

full outer join rollup.user_performance_summary as summed on exact.user_id = summed.user_id

where exact.* is distinct from summed.*;
