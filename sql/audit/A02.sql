-- A billable result is charged once, or was refunded.
select assessments.id as assessment_id

from public.assessment_assessment as assessments

where
    assessments.status = 'completed'
    and assessments.billable
    and (
        select count(*)
        from public.subscriptions_usagetracking as ledger
        where
            assessments.id = ledger.assessment_id
            and ledger.state in ('consumed', 'refunded')
    ) <> 1;
