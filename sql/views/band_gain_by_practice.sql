-- Grain: one row per task number and amount of practice: the mean gain of the people there.
create or replace view analytics.band_gain_by_practice as
with placed as (
    select
        task_number,
        least(essays / 6, 5) * 6 as essays_from,
        hours,
        gain
    from analytics.band_gains
)

select
    task_number,
    essays_from,
    count(*) as learners,
    round(avg(hours), 1) as mean_hours,
    round(avg(gain), 2) as mean_gain
from placed
group by task_number, essays_from;

comment on view analytics.band_gain_by_practice is
'One row per task number and amount of practice: the mean gain of the people there.';
comment on column analytics.band_gain_by_practice.task_number is
'Task 1 or Task 2.';
comment on column analytics.band_gain_by_practice.essays_from is
'At least so many first attempts: 6, 12, 18, 24, or 30 and more.';
comment on column analytics.band_gain_by_practice.learners is
'People there.';
comment on column analytics.band_gain_by_practice.mean_hours is
'Their mean active writing time, hours.';
comment on column analytics.band_gain_by_practice.mean_gain is
'Their mean gain, in bands. People who see no gain may stop: this is no proof of a cause.';
