-- Grain: one row per calendar month (UTC) and task number: how fast people write.
create or replace view analytics.writing_pace as
select
    date_trunc('month', submissions.submitted_at, 'UTC') as month,
    tasks.task_number,
    count(*) as essays,
    round(sum(submissions.word_count) / (sum(submissions.time_spent_seconds) / 60.0), 1) as words_a_minute,
    round(avg(submissions.word_count), 0)::int as mean_words

from public.practice_submission as submissions

inner join public.practice_practicetask as tasks on submissions.task_id = tasks.id

where
    submissions.status in ('submitted', 'assessed', 'failed')
    and submissions.time_spent_seconds >= 60

group by date_trunc('month', submissions.submitted_at, 'UTC'), tasks.task_number;

comment on view analytics.writing_pace is
'One row per month and task number: how fast people write.';
comment on column analytics.writing_pace.month is
'Month of hand-in, UTC.';
comment on column analytics.writing_pace.task_number is
'Task 1 or Task 2.';
comment on column analytics.writing_pace.essays is
'Essays with at least a minute of active writing.';
comment on column analytics.writing_pace.words_a_minute is
'Words handed in a minute of active writing time.';
comment on column analytics.writing_pace.mean_words is
'Mean length, words.';
