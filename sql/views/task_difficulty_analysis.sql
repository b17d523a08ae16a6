-- Grain: one row per task of the public bank, including those that nobody has tried.
-- An attempt was handed in (submitted, assessed or failed); scores are of completed assessments only.
create or replace view public.task_difficulty_analysis as
select
    tasks.id,
    tasks.task_code,
    tasks.difficulty_level,
    count(submissions.id) as attempt_count,
    avg(assessments.overall_band_score) as average_score,
    stddev_samp(assessments.overall_band_score) as score_variance,
    count(assessments.id) as completed_count,
    stddev_samp(assessments.overall_band_score) as score_stddev,
    var_samp(assessments.overall_band_score) as score_var

from public.practice_practicetask as tasks

left join public.practice_submission as submissions
    on
        tasks.id = submissions.task_id
        and submissions.status in ('submitted', 'assessed', 'failed')

left join public.assessment_assessment as assessments
    on
        submissions.id = assessments.submission_id
        and assessments.status = 'completed'

where tasks.visibility = 'public'

group by tasks.id, tasks.task_code, tasks.difficulty_level;

comment on view public.task_difficulty_analysis is
'One row per public task: how often it was tried and which bands it got.';
comment on column public.task_difficulty_analysis.id is
'The task.';
comment on column public.task_difficulty_analysis.task_code is
'The code of the task, such as AC_T1_001.';
comment on column public.task_difficulty_analysis.difficulty_level is
'Our estimate of the difficulty; the exam has no levels.';
comment on column public.task_difficulty_analysis.attempt_count is
'Essays handed in on the task, whether assessed yet or not.';
comment on column public.task_difficulty_analysis.average_score is
'Mean band of completed assessments; empty before the first.';
comment on column public.task_difficulty_analysis.score_variance is
'The specification''s name; the value is the sample standard deviation, as in score_stddev. The variance is score_var.';
comment on column public.task_difficulty_analysis.completed_count is
'Completed assessments, the number behind average_score.';
comment on column public.task_difficulty_analysis.score_stddev is
'Sample standard deviation of the bands, in bands; empty under two.';
comment on column public.task_difficulty_analysis.score_var is
'Sample variance of the bands, in bands squared; empty under two.';
