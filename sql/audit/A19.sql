-- Every change of state was an allowed one, and the history ends at the state of today.
with

states as (

    select
        'practice_submission' as entity,
        id::text as entity_id,
        status as state
    from public.practice_submission

    union all

    select
        'assessment_assessment' as entity,
        id::text as entity_id,
        status as state
    from public.assessment_assessment

    union all

    select
        'subscriptions_usagetracking' as entity,
        id::text as entity_id,
        state
    from public.subscriptions_usagetracking

    union all

    select
        'subscriptions_usersubscription' as entity,
        id::text as entity_id,
        status as state
    from public.subscriptions_usersubscription

    union all

    select
        'subscriptions_payment' as entity,
        id::text as entity_id,
        status as state
    from public.subscriptions_payment

    union all

    select
        'subscriptions_webhookevent' as entity,
        id as entity_id,
        status as state
    from public.subscriptions_webhookevent

),

latest as (

    select distinct on (entity, entity_id)
        entity,
        entity_id,
        new as state

    from public.state_history

    order by entity asc, entity_id asc, id desc

)

select
    states.entity,
    states.entity_id,
    states.state,
    latest.state as state_in_history

from states

left join latest
    on
        states.entity = latest.entity
        and states.entity_id = latest.entity_id

where latest.state is distinct from states.state

union all

select
    history.entity,
    history.entity_id,
    history.new as state,
    history.old as state_in_history

from public.state_history as history

where
    history.old is not null
    and not exists (
        select 1
        from public.state_transition as allowed
        where
            history.entity = allowed.entity
            and history.old = allowed.old
            and history.new = allowed.new
    );
