-- An essay's status agrees with its assessment's.
select
    submissions.id as submission_id,
    submissions.status,
    assessments.status as assessment_status

from public.practice_submission as submissions

left join public.assessment_assessment as assessments
    on submissions.id = assessments.submission_id

where
    case submissions.status
        when 'assessed' then coalesce(assessments.status, '') <> 'completed'
        when 'submitted' then coalesce(assessments.status, '') not in ('pending', 'running', 'manual_review')
        when 'failed' then coalesce(assessments.status, '') not in ('failed', 'cancelled')
        else assessments.id is not null
    end;
