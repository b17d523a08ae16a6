"""Filing a result: what the assessment row, the result row and the feedback rows hold of it."""

from sqlalchemy.orm import Session

from core.assessment.criteria import label
from core.assessment.stored import comment_json, to_json
from core.assessment.task_facts import facts_of, input_sha256
from core.assessment.types import AssessmentResult, Criterion
from db.models.assessment import Assessment, AssessmentStatus, Feedback, FeedbackCriterion
from db.models.practice import Submission
from db.repositories import assessment as assessment_rows


def file(session: Session, *, submission: Submission, assessment: Assessment, result: AssessmentResult) -> None:
    """Complete an assessment with a result; one that wants a review is provisional."""
    assessment.overall_band_score = result.overall
    assessment.task_achievement_score = result.band(Criterion.task_achievement)
    assessment.coherence_cohesion_score = result.band(Criterion.coherence_cohesion)
    assessment.lexical_resource_score = result.band(Criterion.lexical_resource)
    assessment.grammar_accuracy_score = result.band(Criterion.grammar_accuracy)
    assessment.ai_model_version = result.engine
    assessment.confidence_score = result.confidence
    assessment.is_provisional = bool(result.review)
    assessment.status = AssessmentStatus.completed
    assessment.lease_expires_at = None
    assessment_rows.save_result(
        session,
        submission_id=submission.id,
        engine=result.engine,
        result=to_json(result),
        bands=(result.overall, result.low, result.high),
        input_sha256=input_sha256(submission.content, facts_of(submission.task)),
    )
    session.add_all(_feedback(assessment.id, result, task_number=submission.task.task_number))
    session.flush()


def _feedback(assessment_id: int, result: AssessmentResult, *, task_number: int) -> list[Feedback]:
    rows = [
        Feedback(
            assessment_id=assessment_id,
            criterion=FeedbackCriterion(criterion.value),
            feedback_text=found.summary or label(criterion, task_number),
            strengths=_lines(found.strengths),
            improvements=_lines(found.improvements),
            suggestions=_lines(found.suggestions),
            inline_comments=[comment_json(c) for c in result.comments if c.criterion == criterion],
        )
        for criterion, found in result.criteria.items()
    ]
    overall = Feedback(
        assessment_id=assessment_id,
        criterion=FeedbackCriterion.overall,
        feedback_text=result.summary,
        improvements=result.priority,
        suggestions=_lines((result.advice, result.next_step)),
        inline_comments=[],
    )
    return [*rows, overall]


def _lines(sentences: tuple[str, ...]) -> str | None:
    return "\n".join(sentences) or None
