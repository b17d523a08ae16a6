-- Grain: one row per question asked of paid terms that are over, and answer: how many were followed by another term.
-- Learning joined to money: does who learns stay? A term that was cut short by an upgrade is not over.
-- No now(): a term is over when a later day than its end plus three days of grace is on record in the book.
create or replace view analytics.renewals_by_learning as
with clock as (
    select max(created_at) as book_until
    from public.subscriptions_payment
),

ended as (
    select
        terms.payment_id,
        terms.user_id,
        terms.starts_at,
        terms.ends_at,
        exists(
            select 1
            from analytics.paid_terms as later
            where
                later.user_id = terms.user_id
                and later.starts_at >= terms.ends_at
                and later.starts_at <= terms.ends_at + interval '3 days'
        ) as is_renewed
    from analytics.paid_terms as terms
    cross join clock
    where terms.ends_at + interval '3 days' <= clock.book_until
),

credits as (
    select
        payment_id,
        bool_or(reserved + consumed >= feedback_limit + bonus_limit) as is_at_limit,
        1 - sum(reserved + consumed)::numeric / nullif(sum(feedback_limit + bonus_limit), 0) as unused_share
    from public.subscriptions_usageperiod
    group by payment_id
),

asked as (
    select
        ended.payment_id,
        ended.is_renewed,
        gains.gain,
        credits.is_at_limit,
        credits.unused_share,
        users.test_date - (ended.ends_at at time zone 'UTC')::date as days_to_test,
        case
            when official.band is not null then official.band >= users.target_band_score
            when essay.low >= users.target_band_score then true
            when essay.high < users.target_band_score then false
        end as is_at_target,
        coalesce(official.band, essay.high) is not null and users.target_band_score is not null as is_known
    from ended
    inner join public.accounts_customuser as users on ended.user_id = users.id
    left join lateral (
        select results.band
        from public.progress_officialresult as results
        where
            results.user_id = ended.user_id
            and results.band is not null
            and results.test_date <= (ended.ends_at at time zone 'UTC')::date + 30
        order by results.test_date desc
        limit 1
    ) as official on true
    left join lateral (
        select
            results.low,
            results.high
        from analytics.essay_results as results
        where results.user_id = ended.user_id and results.submitted_at < ended.ends_at
        order by results.started_at desc
        limit 1
    ) as essay on true
    left join analytics.band_gains as gains on ended.user_id = gains.user_id and gains.task_number = 2
    left join credits on ended.payment_id = credits.payment_id
),

answers as (
    select
        asked.is_renewed,
        answer.question,
        answer.place,
        answer.answer
    from asked
    cross join lateral (
        values
        (
            'Band gain in Task 2',
            case when asked.gain is null then 1 when asked.gain < 0.5 then 2 else 3 end,
            case
                when asked.gain is null then 'too few essays to say'
                when asked.gain < 0.5 then 'under half a band'
                else 'half a band and more'
            end
        ),
        (
            'Credits left unused',
            case when asked.unused_share <= 0.33 then 1 when asked.unused_share <= 0.67 then 2 else 3 end,
            case
                when asked.unused_share <= 0.33 then 'a third or less'
                when asked.unused_share <= 0.67 then 'up to two thirds'
                else 'more than two thirds'
            end
        ),
        (
            'Ran out of credits',
            case when asked.is_at_limit then 2 else 1 end,
            case when asked.is_at_limit then 'in at least one month' else 'never' end
        ),
        (
            'Days to the test at the end of the term',
            case
                when asked.days_to_test is null then 4
                when asked.days_to_test < 0 then 1
                when asked.days_to_test <= 30 then 2
                else 3
            end,
            case
                when asked.days_to_test is null then 'no test date given'
                when asked.days_to_test < 0 then 'the test was over'
                when asked.days_to_test <= 30 then '30 days or fewer'
                else 'more than 30 days'
            end
        ),
        (
            'Test result, or else the last range, against the target',
            case
                when not asked.is_known then 4
                when asked.is_at_target is null then 2
                when asked.is_at_target then 3
                else 1
            end,
            case
                when not asked.is_known then 'no target or no result'
                when asked.is_at_target is null then 'within the last range'
                when asked.is_at_target then 'at the target'
                else 'below the target'
            end
        )
    ) as answer (question, place, answer)
)

select
    question,
    place,
    answer,
    count(*) as terms_ended,
    count(*) filter (where is_renewed) as renewed
from answers
group by question, place, answer;

comment on view analytics.renewals_by_learning is
'One row per question asked of paid terms that are over, and answer: how many were followed by another term.';
comment on column analytics.renewals_by_learning.question is
'What is asked of each term.';
comment on column analytics.renewals_by_learning.place is
'Place of the answer among the answers.';
comment on column analytics.renewals_by_learning.answer is
'The answer.';
comment on column analytics.renewals_by_learning.terms_ended is
'Paid terms that are over, with this answer.';
comment on column analytics.renewals_by_learning.renewed is
'Of these, followed by another paid term within three days. People differ in more than this: no proof of a cause.';
