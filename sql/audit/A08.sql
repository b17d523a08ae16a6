-- Criteria are whole bands from 1 to 9, and the task band follows from them by the one rule.
select
    assessments.id as assessment_id,
    assessments.overall_band_score,
    assessments.task_achievement_score,
    assessments.coherence_cohesion_score,
    assessments.lexical_resource_score,
    assessments.grammar_accuracy_score

from public.assessment_assessment as assessments

where
    assessments.status in ('completed', 'manual_review')
    and (
        assessments.overall_band_score is distinct from public.writing_task_band(
            assessments.task_achievement_score,
            assessments.coherence_cohesion_score,
            assessments.lexical_resource_score,
            assessments.grammar_accuracy_score
        )
        or exists (
            select 1
            from
                unnest(
                    array[
                        assessments.task_achievement_score,
                        assessments.coherence_cohesion_score,
                        assessments.lexical_resource_score,
                        assessments.grammar_accuracy_score
                    ]
                ) as criteria (band)
            where criteria.band <> floor(criteria.band) or criteria.band not between 1 and 9
        )
    );
