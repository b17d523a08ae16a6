-- No review waits longer than 72 hours, with an hour for the job that ends it.
select
    assessments.id as assessment_id,
    assessments.submission_id

from public.assessment_assessment as assessments

where
    assessments.status = 'manual_review'
    and assessments.updated_at < now() - interval '73 hours';
