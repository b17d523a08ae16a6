-- There is no charge without a result, and no hold without work or a mock test that is still going on.
select
    ledger.id as usage_id,
    ledger.state,
    assessments.id as assessment_id,
    assessments.status

from public.subscriptions_usagetracking as ledger

inner join public.assessment_assessment as assessments
    on ledger.assessment_id = assessments.id

where
    (ledger.state = 'reserved' and assessments.status in ('completed', 'failed', 'cancelled'))
    or (ledger.state = 'consumed' and assessments.status <> 'completed')

union all

select
    ledger.id as usage_id,
    ledger.state,
    null as assessment_id,
    'of a closed mock test' as status

from public.subscriptions_usagetracking as ledger

inner join public.practice_sitting as sittings
    on ledger.sitting_id = sittings.id

where
    ledger.state = 'reserved'
    and ledger.assessment_id is null
    and sittings.closed_at is not null;
