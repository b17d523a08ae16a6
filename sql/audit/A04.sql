-- Billable work that is going on holds a credit.
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
    );
