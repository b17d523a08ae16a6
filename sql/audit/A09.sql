-- A handed-in text is the one that was sealed, and came after its start and before its deadline (30 seconds of grace).
select
    submissions.id as submission_id,
    submissions.started_at,
    submissions.submitted_at,
    submissions.deadline_at

from public.practice_submission as submissions

inner join public.accounts_customuser as users
    on submissions.user_id = users.id

where
    submissions.submitted_at is not null
    and (
        (
            users.erased_at is null
            and submissions.content_sha256
            is distinct from encode(sha256(convert_to(submissions.content, 'UTF8')), 'hex')
        )
        or submissions.submitted_at > submissions.deadline_at + interval '30 seconds'
        or submissions.submitted_at < submissions.started_at
    );
