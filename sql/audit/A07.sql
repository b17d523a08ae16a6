-- No claim has outlived its lease, and no job belongs to a worker that died, for more than five minutes.
select
    'assessment' as kind,
    assessments.id

from public.assessment_assessment as assessments

where
    assessments.status = 'running'
    and coalesce(assessments.lease_expires_at, '-infinity') < now() - interval '5 minutes'

union all

select
    'job' as kind,
    jobs.id

from public.procrastinate_jobs as jobs

left join public.procrastinate_workers as workers
    on jobs.worker_id = workers.id

where
    jobs.status = 'doing'
    and coalesce(workers.last_heartbeat, '-infinity') < now() - interval '5 minutes';
