-- Grain: one row per essay with a result: the bands and ranges that every learner and tutor chart is drawn from.
create or replace view analytics.essay_results as
select
    submissions.id as submission_id,
    submissions.user_id,
    submissions.task_id,
    tasks.title,
    tasks.module_type,
    tasks.task_number,
    submissions.started_at,
    submissions.submitted_at,
    submissions.parent_submission_id,
    submissions.word_count,
    submissions.time_spent_seconds,
    assessments.overall_band_score as overall,
    coalesce(results.range_low, assessments.overall_band_score) as low,
    coalesce(results.range_high, assessments.overall_band_score) as high,
    assessments.task_achievement_score as task_achievement,
    assessments.coherence_cohesion_score as coherence_cohesion,
    assessments.lexical_resource_score as lexical_resource,
    assessments.grammar_accuracy_score as grammar_accuracy,
    assessments.is_provisional,
    coalesce(assessments.ai_model_version, '') as engine

from public.practice_submission as submissions

inner join public.practice_practicetask as tasks on submissions.task_id = tasks.id

inner join public.assessment_assessment as assessments
    on
        submissions.id = assessments.submission_id
        and assessments.status = 'completed'

left join public.assessment_result as results
    on
        submissions.id = results.submission_id
        and assessments.ai_model_version = results.engine;

comment on view analytics.essay_results is
'One row per essay with a result: the bands that every learner and tutor chart is drawn from.';
comment on column analytics.essay_results.submission_id is
'The essay.';
comment on column analytics.essay_results.user_id is
'Who wrote it.';
comment on column analytics.essay_results.task_id is
'The task.';
comment on column analytics.essay_results.title is
'Title of the task.';
comment on column analytics.essay_results.module_type is
'Academic or General Training.';
comment on column analytics.essay_results.task_number is
'Task 1 or Task 2.';
comment on column analytics.essay_results.started_at is
'When its first word was saved.';
comment on column analytics.essay_results.submitted_at is
'When it was handed in.';
comment on column analytics.essay_results.parent_submission_id is
'The essay that it is a new draft of; empty for a first attempt.';
comment on column analytics.essay_results.word_count is
'Its words.';
comment on column analytics.essay_results.time_spent_seconds is
'Seconds of active writing.';
comment on column analytics.essay_results.overall is
'Its band.';
comment on column analytics.essay_results.low is
'Lower end of the likely range; the band itself where no range is known.';
comment on column analytics.essay_results.high is
'Upper end of the likely range; the band itself where no range is known.';
comment on column analytics.essay_results.task_achievement is
'Band for Task Achievement (Task 1) or Task Response (Task 2).';
comment on column analytics.essay_results.coherence_cohesion is
'Band for Coherence and Cohesion.';
comment on column analytics.essay_results.lexical_resource is
'Band for Lexical Resource.';
comment on column analytics.essay_results.grammar_accuracy is
'Band for Grammatical Range and Accuracy.';
comment on column analytics.essay_results.is_provisional is
'Whether a person should look at the band.';
comment on column analytics.essay_results.engine is
'The engine and version that gave the band.';
