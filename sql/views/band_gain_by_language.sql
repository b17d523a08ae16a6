-- Grain: one row per language background with ten learners or more: the mean gain of its people.
create or replace view analytics.band_gain_by_language as
select
    users.language_background,
    count(distinct gains.user_id) as learners,
    round(avg(gains.band_before), 2) as band_before,
    round(avg(gains.gain), 2) as mean_gain

from analytics.band_gains as gains

inner join public.accounts_customuser as users on gains.user_id = users.id

where users.language_background <> ''

group by users.language_background

having count(distinct gains.user_id) >= 10;

comment on view analytics.band_gain_by_language is
'One row per language background with ten learners or more: the mean gain of its people.';
comment on column analytics.band_gain_by_language.language_background is
'First language, as people gave it.';
comment on column analytics.band_gain_by_language.learners is
'People with six first attempts or more at a task number.';
comment on column analytics.band_gain_by_language.band_before is
'Mean band of their first three essays.';
comment on column analytics.band_gain_by_language.mean_gain is
'Their mean gain, in bands.';
