-- Grain: one row per user, including those who never wrote.
-- Scores are of completed assessments only: provisional and failed ones never enter an average.
create or replace view public.user_performance_summary as
select
    users.id as user_id,
    users.username,
    users.target_band_score,
    count(submissions.id) as total_submissions,
    avg(assessments.overall_band_score) filter (where assessments.status = 'completed') as average_score,
    max(assessments.overall_band_score) filter (where assessments.status = 'completed') as best_score,
    count(submissions.id) filter (where submissions.status = 'assessed') as completed_assessments,
    max(submissions.submitted_at) as last_practice_date,
    count(submissions.id) filter (where submissions.status = 'draft') as draft_submissions

from public.accounts_customuser as users

left join public.practice_submission as submissions
    on users.id = submissions.user_id

left join public.assessment_assessment as assessments
    on submissions.id = assessments.submission_id

group by users.id, users.username, users.target_band_score;

comment on view public.user_performance_summary is
'One row per user: how much they wrote and how it was assessed.';
comment on column public.user_performance_summary.user_id is
'The user.';
comment on column public.user_performance_summary.username is
'The generated user name; people are shown by their display name.';
comment on column public.user_performance_summary.target_band_score is
'The Writing band the user aims at; empty if none was set.';
comment on column public.user_performance_summary.total_submissions is
'Essays in any state, drafts and abandoned ones included; see draft_submissions.';
comment on column public.user_performance_summary.average_score is
'Mean band of completed assessments; empty before the first.';
comment on column public.user_performance_summary.best_score is
'Highest band of a completed assessment.';
comment on column public.user_performance_summary.completed_assessments is
'Essays that have been assessed.';
comment on column public.user_performance_summary.last_practice_date is
'When an essay was last handed in, UTC.';
comment on column public.user_performance_summary.draft_submissions is
'Essays begun and not handed in.';
