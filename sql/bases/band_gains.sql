-- Grain: one row per person and task number with six first attempts or more: how far their band moved.
-- First attempts alone: a redraft says little about the next task. Three against three, as a single band is noisy.
create or replace view analytics.band_gains as
with attempts as (
    select
        submissions.user_id,
        tasks.task_number,
        assessments.overall_band_score as band,
        coalesce(submissions.time_spent_seconds, 0) as seconds,
        row_number() over attempts_up as place,
        row_number() over attempts_down as place_from_end
    from public.practice_submission as submissions
    inner join public.practice_practicetask as tasks on submissions.task_id = tasks.id
    inner join public.assessment_assessment as assessments on submissions.id = assessments.submission_id
    where
        assessments.status = 'completed'
        and submissions.parent_submission_id is null
    window
        attempts_up as (
            partition by submissions.user_id, tasks.task_number
            order by submissions.submitted_at asc, submissions.id asc
        ),
        attempts_down as (
            partition by submissions.user_id, tasks.task_number
            order by submissions.submitted_at desc, submissions.id desc
        )
)

select
    user_id,
    task_number,
    count(*) as essays,
    round(sum(seconds) / 3600.0, 1) as hours,
    round(avg(band) filter (where place <= 3), 2) as band_before,
    round(avg(band) filter (where place_from_end <= 3), 2) as band_now,
    round(avg(band) filter (where place_from_end <= 3) - avg(band) filter (where place <= 3), 2) as gain
from attempts
group by user_id, task_number
having count(*) >= 6;

comment on view analytics.band_gains is
'One row per person and task number with six first attempts or more: how far their band moved.';
comment on column analytics.band_gains.user_id is
'Who.';
comment on column analytics.band_gains.task_number is
'Task 1 or Task 2.';
comment on column analytics.band_gains.essays is
'First attempts with a result.';
comment on column analytics.band_gains.hours is
'Active writing time of these essays, hours.';
comment on column analytics.band_gains.band_before is
'Mean band of the first three.';
comment on column analytics.band_gains.band_now is
'Mean band of the last three.';
comment on column analytics.band_gains.gain is
'band_now less band_before, in bands. One band is noisy: a gain under half a band may be chance.';
