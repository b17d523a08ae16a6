-- Grain: one row per half band in which learners stand with their average band, and one (empty band) for people
-- without a result. Read over the rollup of user_performance_summary, which is proven equal to it.
create or replace view analytics.learners_by_band as
select
    floor(average_score * 2) / 2 as band_from,
    count(*) as learners,
    count(*) filter (where average_score is not null and target_band_score is not null) as with_target,
    count(*) filter (where average_score >= target_band_score) as at_target

from rollup.user_performance_summary

group by floor(average_score * 2) / 2;

comment on view analytics.learners_by_band is
'One row per half band: how many learners have their average there.';
comment on column analytics.learners_by_band.band_from is
'The average band is at least this and less than half a band more; empty for people without a result.';
comment on column analytics.learners_by_band.learners is
'People there.';
comment on column analytics.learners_by_band.with_target is
'Of these, people with a result and a target.';
comment on column analytics.learners_by_band.at_target is
'Of these, people whose average is at the target or above. Bands are estimates, about one band either way.';
