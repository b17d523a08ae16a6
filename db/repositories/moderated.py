"""Essays that a tutor has marked, with the engine's bands beside."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

# the newest look at each essay that the engine had marked, of learners who are still there
_MARKED = """
    select distinct on (r.submission_id)
        r.submission_id, r.reviewer_id, tutor.display_name as tutor, t.task_number, t.module_type, t.task_code,
        a.overall_band_score as engine, r.overall_band_score as tutor_band, a.ai_model_version as version, r.decided_at,
        r.kind
    from classroom_review as r
    join assessment_assessment as a on a.submission_id = r.submission_id and a.overall_band_score is not null
    join practice_submission as s on s.id = r.submission_id
    join practice_practicetask as t on t.id = s.task_id
    join accounts_customuser as tutor on tutor.id = r.reviewer_id
    join accounts_customuser as u on u.id = s.user_id and u.erased_at is null
    where r.state = 'done'
    order by r.submission_id, r.id desc
"""


def pairs(session: Session, *, tutor_id: int | None) -> Sequence[Any]:
    """Every marked essay, or those that one tutor marked: both bands, task, version; the oldest mark first."""
    return session.execute(
        text(
            f"select * from ({_MARKED}) as marked "  # noqa: S608 (our own text)
            "where cast(:tutor_id as bigint) is null or reviewer_id = :tutor_id order by decided_at, submission_id"
        ),
        {"tutor_id": tutor_id},
    ).all()


def essays(session: Session) -> Sequence[Any]:
    """The same with the words, for a new fit: task number, prompt, task code as its group, text, tutor's band."""
    return session.execute(
        text(
            f"""
            select marked.task_number, t.prompt, marked.task_code, s.content, marked.tutor_band
            from ({_MARKED}) as marked
            join practice_submission as s on s.id = marked.submission_id
            join practice_practicetask as t on t.id = s.task_id
            order by marked.submission_id
            """  # noqa: S608 (our own text)
        )
    ).all()
