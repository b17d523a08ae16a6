-- public.task_difficulty_analysis without reading essays. Many people write on one task at once, so nobody waits
-- for a row: each change adds a row of differences, a job adds them up, and a reader sums what is there.
-- An essay and its result count together. Whoever moves one of them reads the other under this lock, or two
-- writers would each count with what the other is just changing. Taken after the lock of the row itself.
create or replace function rollup.hold_pair(submission_id bigint)
returns void
language sql
as $$
    select pg_advisory_xact_lock(hashtext('rollup.task_difficulty'), (submission_id % 2147483647)::int)
$$;

create or replace function rollup.add_tasks_of_new_essays()
returns trigger
language plpgsql
as $$
begin
    insert into rollup.task_difficulty (task_id, attempts)
    select
        task_id,
        count(*)
    from added
    where status in ('submitted', 'assessed', 'failed')
    group by task_id;
    return null;
end
$$;

-- What an essay and its result put into the sums of a task, once (sign 1) or taken back (sign -1).
create or replace function rollup.add_to_task(
    task bigint, essay_status text, result_status text, score numeric, sign int
)
returns void
language sql
as $$
    insert into rollup.task_difficulty (task_id, attempts, completed, score_sum, score_square_sum)
    select task, sign, sign * counts, sign * counts * coalesce(score, 0), sign * counts * coalesce(score * score, 0)
    from (select (coalesce(result_status, '') = 'completed')::int as counts) as result
    where essay_status in ('submitted', 'assessed', 'failed')
$$;

create or replace function rollup.move_task_of_essay()
returns trigger
language plpgsql
as $$
declare
    result record;
begin
    perform rollup.hold_pair(old.id);
    select status, overall_band_score into result
    from public.assessment_assessment
    where submission_id = old.id;
    if tg_op = 'DELETE' then
        perform rollup.add_to_task(old.task_id, old.status, result.status, result.overall_band_score, -1);
        return old;
    end if;
    -- the way from submitted to assessed and back changes nothing here: no row is written
    if new.task_id <> old.task_id
        or (old.status in ('submitted', 'assessed', 'failed')) <> (new.status in ('submitted', 'assessed', 'failed')) then
        perform rollup.add_to_task(old.task_id, old.status, result.status, result.overall_band_score, -1);
        perform rollup.add_to_task(new.task_id, new.status, result.status, result.overall_band_score, 1);
    end if;
    return null;
end
$$;

create or replace function rollup.add_tasks_of_new_results()
returns trigger
language plpgsql
as $$
begin
    perform rollup.hold_pair(in_order.submission_id)
    from (select submission_id from added where status = 'completed' order by submission_id) as in_order;

    insert into rollup.task_difficulty (task_id, completed, score_sum, score_square_sum)
    select
        submissions.task_id,
        count(*),
        sum(added.overall_band_score),
        sum(added.overall_band_score * added.overall_band_score)
    from added
    inner join public.practice_submission as submissions on added.submission_id = submissions.id
    where added.status = 'completed' and submissions.status in ('submitted', 'assessed', 'failed')
    group by submissions.task_id;
    return null;
end
$$;

-- Only `completed` counts; a result that goes with its essay finds no essay here, and was counted out with it.
create or replace function rollup.move_task_of_result()
returns trigger
language plpgsql
as $$
begin
    perform rollup.hold_pair(old.submission_id);
    if old.status = 'completed' then
        insert into rollup.task_difficulty (task_id, completed, score_sum, score_square_sum)
        select task_id, -1, -old.overall_band_score, -old.overall_band_score * old.overall_band_score
        from public.practice_submission
        where id = old.submission_id and status in ('submitted', 'assessed', 'failed');
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    if new.status = 'completed' then
        insert into rollup.task_difficulty (task_id, completed, score_sum, score_square_sum)
        select task_id, 1, new.overall_band_score, new.overall_band_score * new.overall_band_score
        from public.practice_submission
        where id = new.submission_id and status in ('submitted', 'assessed', 'failed');
    end if;
    return null;
end
$$;

create or replace trigger rollup_task_added
after insert on public.practice_submission
referencing new table as added
for each statement execute function rollup.add_tasks_of_new_essays();

create or replace trigger rollup_task_moved
after update on public.practice_submission
for each row when ((old.task_id, old.status) is distinct from (new.task_id, new.status))
execute function rollup.move_task_of_essay();

-- before: its result is still there
create or replace trigger rollup_task_gone
before delete on public.practice_submission
for each row execute function rollup.move_task_of_essay();

create or replace trigger rollup_task_added
after insert on public.assessment_assessment
referencing new table as added
for each statement execute function rollup.add_tasks_of_new_results();

create or replace trigger rollup_task_moved
after update on public.assessment_assessment
for each row when (
    (old.status = 'completed' or new.status = 'completed')
    and (old.submission_id, old.status, old.overall_band_score)
    is distinct from (new.submission_id, new.status, new.overall_band_score)
)
execute function rollup.move_task_of_result();

create or replace trigger rollup_task_gone
before delete on public.assessment_assessment
for each row execute function rollup.move_task_of_result();

create or replace view rollup.task_difficulty_analysis as
with sums as (
    select
        task_id,
        sum(attempts)::bigint as attempts,
        sum(completed)::bigint as completed,
        sum(score_sum) as score_sum,
        sum(score_square_sum) as score_square_sum
    from rollup.task_difficulty
    group by task_id
),

totals as (
    select
        task_id,
        attempts,
        completed,
        score_sum / nullif(completed, 0) as score_mean,
        case
            when completed > 1
                then greatest(completed * score_square_sum - score_sum * score_sum, 0) / (completed * (completed - 1))
        end as score_var
    from sums
)

select
    tasks.id,
    tasks.task_code,
    tasks.difficulty_level,
    coalesce(totals.attempts, 0) as attempt_count,
    totals.score_mean as average_score,
    sqrt(totals.score_var) as score_variance,
    coalesce(totals.completed, 0) as completed_count,
    sqrt(totals.score_var) as score_stddev,
    totals.score_var

from public.practice_practicetask as tasks

left join totals on tasks.id = totals.task_id

where tasks.visibility = 'public';

-- a square root keeps other decimals than stddev_samp does: compared at twelve
create or replace view rollup.task_difficulty_differences as
select coalesce(exact.id, summed.id) as task_id

from public.task_difficulty_analysis as exact

full outer join rollup.task_difficulty_analysis as summed on exact.id = summed.id

where
    (exact.id, exact.task_code, exact.difficulty_level, exact.attempt_count, exact.completed_count, exact.average_score)
    is distinct from (
        summed.id,
        summed.task_code,
        summed.difficulty_level,
        summed.attempt_count,
        summed.completed_count,
        summed.average_score
    )
    or round(exact.score_variance, 12) is distinct from round(summed.score_variance, 12)
    or round(exact.score_stddev, 12) is distinct from round(summed.score_stddev, 12)
    or round(exact.score_var, 12) is distinct from round(summed.score_var, 12);
