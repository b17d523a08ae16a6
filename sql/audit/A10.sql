-- No draft is open ten minutes after its deadline.
select
    submissions.id as submission_id,
    submissions.deadline_at

from public.practice_submission as submissions

where
    submissions.status = 'draft'
    and submissions.deadline_at < now() - interval '10 minutes';
