-- Work that waits or runs has a job in the queue, so no essay is forgotten.
select
    assessments.id as assessment_id,
    assessments.submission_id,
    assessments.status

from public.assessment_assessment as assessments

where
    assessments.status in ('pending', 'running')
    and assessments.updated_at < now() - interval '2 minutes'
    and not exists (
        select 1
        from public.procrastinate_jobs as jobs
        where
            jobs.task_name = 'assess_submission'
            and jobs.status in ('todo', 'doing')
            and (jobs.args ->> 'submission_id')::bigint = assessments.submission_id
    );
