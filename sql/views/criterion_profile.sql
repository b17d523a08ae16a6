-- Grain: one row per module and task number: the mean band of each criterion.
create or replace view analytics.criterion_profile as
select
    tasks.module_type,
    tasks.task_number,
    count(*) as essays,
    round(avg(assessments.task_achievement_score), 2) as task_achievement,
    round(avg(assessments.coherence_cohesion_score), 2) as coherence_cohesion,
    round(avg(assessments.lexical_resource_score), 2) as lexical_resource,
    round(avg(assessments.grammar_accuracy_score), 2) as grammar_accuracy

from public.assessment_assessment as assessments

inner join public.practice_submission as submissions on assessments.submission_id = submissions.id

inner join public.practice_practicetask as tasks on submissions.task_id = tasks.id

where assessments.status = 'completed'

group by tasks.module_type, tasks.task_number;

comment on view analytics.criterion_profile is
'One row per module and task number: the mean band of each criterion.';
comment on column analytics.criterion_profile.module_type is
'Academic or General Training.';
comment on column analytics.criterion_profile.task_number is
'Task 1 or Task 2.';
comment on column analytics.criterion_profile.essays is
'Essays with a result.';
comment on column analytics.criterion_profile.task_achievement is
'Mean band for Task Achievement (Task 1) or Task Response (Task 2).';
comment on column analytics.criterion_profile.coherence_cohesion is
'Mean band for Coherence and Cohesion.';
comment on column analytics.criterion_profile.lexical_resource is
'Mean band for Lexical Resource.';
comment on column analytics.criterion_profile.grammar_accuracy is
'Mean band for Grammatical Range and Accuracy.';
