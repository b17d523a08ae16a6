-- Billable work that is going on holds a credit, and a mock test that runs one for each of its drafts.
select
    assessments.id as assessment_id,
    assessments.status

from public.assessment_assessment as assessments

where
    assessments.status in ('pending', 'running', 'manual_review')
    and assessments.billable
    and not exists (
        select 1
        from public.subscriptions_usagetracking as ledger
        where
            assessments.id = ledger.assessment_id
            and ledger.state = 'reserved'
    )

union all

select
    null as assessment_id,
    sittings.code as status

from public.practice_sitting as sittings

where
    sittings.closed_at is null
    and (
        select count(*)
        from public.practice_submission as submissions
        where
            sittings.code = submissions.session_id
            and submissions.status = 'draft'
    ) <> (
        select coalesce(sum(ledger.cost_count), 0)
        from public.subscriptions_usagetracking as ledger
        where
            sittings.id = ledger.sitting_id
            and ledger.assessment_id is null
            and ledger.state = 'reserved'
    );
