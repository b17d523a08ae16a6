-- The band of one task: the mean of its four criteria, rounded once to the nearest half, ties up.
-- The same rule as core.assessment.bands.task_band; a test compares them over every combination.
create or replace function public.writing_task_band(
    task_achievement numeric,
    coherence_cohesion numeric,
    lexical_resource numeric,
    grammar_accuracy numeric
)
returns numeric(2, 1)
language sql
immutable
strict
parallel safe
return floor((task_achievement + coherence_cohesion + lexical_resource + grammar_accuracy) / 4 * 2 + 0.5) / 2;
