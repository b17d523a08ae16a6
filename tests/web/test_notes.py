"""POST of notes and of a paragraph written again."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from db.models.practice import Plan, Submission
from db.models.progress import Drill
from tests.factories.practice import make_submission


@pytest.fixture
def draft(session: Session, learner_id: int) -> Submission:
    made = make_submission(session, user_id=learner_id, content="One two.")
    session.commit()
    return made


@pytest.fixture
def drill(session: Session, learner_id: int) -> Drill:
    essay = make_submission(session, user_id=learner_id, status="abandoned")
    made = Drill(
        user_id=learner_id,
        submission_id=essay.id,
        kind="paragraph",
        passage_start=0,
        passage_end=9,
        due_on=date(2026, 3, 3),
    )
    session.add(made)
    session.commit()
    return made


def test_notes_are_kept_and_written_over(signed_in: TestClient, session: Session, draft: Submission) -> None:
    path = f"/api/drafts/{draft.id}/notes"

    for text in ("1. my view", "1. my view\n2. an example 😀\x00"):
        assert signed_in.post(path, json={"text": text}).status_code == 204

    assert session.scalar(select(Plan.notes).where(Plan.submission_id == draft.id)) == "1. my view\n2. an example 😀"


def test_a_paragraph_is_kept_until_it_is_done(signed_in: TestClient, session: Session, drill: Drill) -> None:
    path = f"/api/paragraphs/{drill.id}"
    assert signed_in.post(path, json={"text": "From memory."}).status_code == 204
    session.refresh(drill)
    assert drill.answer == "From memory."

    drill.done_at = drill.created_at
    session.commit()

    answer = signed_in.post(path, json={"text": "Later."})
    assert answer.status_code == 404 and "may be done already" in answer.json()["error"]


@pytest.mark.parametrize(("body", "status"), [({"text": "x" * 10_001}, 413), ({"text": 5}, 422), ({}, 422), ([], 422)])
def test_what_cannot_be_kept_is_refused_in_words(
    signed_in: TestClient, draft: Submission, body: object, status: int
) -> None:
    answer = signed_in.post(f"/api/drafts/{draft.id}/notes", json=body)

    assert answer.status_code == status and answer.json()["error"]


def test_notes_of_others_and_of_what_is_closed(
    signed_in: TestClient, client: TestClient, session: Session, draft: Submission
) -> None:
    theirs = make_submission(session)
    draft.status = "abandoned"  # type: ignore[assignment]
    session.commit()

    assert signed_in.post(f"/api/drafts/{theirs.id}/notes", json={"text": "a"}).status_code == 404
    assert signed_in.post(f"/api/drafts/{'9' * 30}/notes", json={"text": "a"}).status_code == 404
    assert signed_in.post(f"/api/drafts/{draft.id}/notes", json={"text": "a"}).status_code == 410
    signed_in.cookies.clear()
    assert signed_in.post(f"/api/drafts/{draft.id}/notes", json={"text": "a"}).status_code == 401


def test_highlights_are_kept_and_written_over(signed_in: TestClient, session: Session, draft: Submission) -> None:
    path = f"/api/drafts/{draft.id}/highlights"

    for ranges in ([[0, 4], [9, 12]], [[2, 3]]):
        assert signed_in.post(path, json={"ranges": ranges}).status_code == 204

    assert session.scalar(select(Plan.highlights).where(Plan.submission_id == draft.id)) == [[2, 3]]


@pytest.mark.parametrize(
    "ranges",
    [[[4, 4]], [[-1, 4]], [[0, 50_000]], [[0, 1]] * 201, [[0]], [[0, "1"]], [[True, 2]], "all", None, [[0.5, 2]]],
)
def test_highlights_that_nobody_can_have_made_are_refused(
    signed_in: TestClient, draft: Submission, ranges: object
) -> None:
    answer = signed_in.post(f"/api/drafts/{draft.id}/highlights", json={"ranges": ranges})

    assert answer.status_code == 422 and answer.json()["error"]
