-- Views over all payments and essays are too slow for a screen and small when done: a job keeps a copy of each.
create or replace function rollup.refresh(view_name text)
returns void
language plpgsql
as $$
begin
    execute format('delete from rollup.%I', view_name);
    execute format('insert into rollup.%1$I select * from analytics.%1$I', view_name);
end
$$;

-- How many rows of a copy are not as its view says now.
create or replace function rollup.stale_rows(view_name text)
returns bigint
language plpgsql
as $$
declare
    found_rows bigint;
begin
    execute format(
        'select count(*) from ('
        '(select * from analytics.%1$I except all select * from rollup.%1$I) union all '
        '(select * from rollup.%1$I except all select * from analytics.%1$I)) as differing',
        view_name
    )
    into found_rows;
    return found_rows;
end
$$;

-- Who moved MRR, person by person: the rows behind the months.
create or replace function rollup.refresh_mrr_movements()
returns void
language plpgsql
as $$
begin
    create temporary table mrr_now on commit drop as
    select user_id, month, kind, amount_usd from analytics.mrr_movements;

    delete from public.subscriptions_mrrmovement as kept
    where not exists (
        select from mrr_now
        where (mrr_now.user_id, mrr_now.month, mrr_now.kind, mrr_now.amount_usd)
            = (kept.user_id, kept.month, kept.kind, kept.amount_usd)
    );

    insert into public.subscriptions_mrrmovement (user_id, month, kind, amount_usd)
    select user_id, month, kind, amount_usd from mrr_now
    on conflict (user_id, month) do nothing;

    drop table mrr_now;
end
$$;
