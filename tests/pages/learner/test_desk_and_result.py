"""Handing in, and what comes of it."""

import pytest
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment import assessments
from core.practice import drafts
from db.models.practice import SubmissionStatus
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.essays import ESSAY
from tests.pages.driver import components, open_app, texts
from tests.pages.learner.steps import button, hand_in, status_of

HOME, PRACTISE, WRITE = "pages/learner/home.py", "pages/learner/practise.py", "pages/learner/write.py"
RESULT, ESSAYS = "pages/learner/result.py", "pages/learner/my_essays.py"
PROGRESS, CHECK = "pages/learner/progress.py", "pages/learner/check.py"


def test_handing_in_leads_to_the_waiting_result(session: Session, learner: Actor) -> None:
    draft_id = drafts.begin_with(session, learner, task_id=make_task(session).id, text=ESSAY)
    session.commit()
    app = open_app(learner.user_id, WRITE, query={"submission": str(draft_id)})

    app.session_state[f"editor:{draft_id}"] = {"handed_in": {"revision": 0}}
    app.run()

    assert not app.exception
    assert status_of(session, draft_id) == SubmissionStatus.submitted
    assert "Your essay is next." in [status.label for status in app.status]


def test_a_refused_hand_in_keeps_the_draft(session: Session, learner: Actor) -> None:
    draft_id = drafts.begin_with(session, learner, task_id=make_task(session).id, text="Too short")
    session.commit()
    app = open_app(learner.user_id, WRITE, query={"submission": str(draft_id)})

    app.session_state[f"editor:{draft_id}"] = {"handed_in": {"revision": 0}}
    app.run()

    assert not app.exception and len(app.warning) == 1
    assert components(app) == ["essay_editor"]
    assert status_of(session, draft_id) == SubmissionStatus.draft


def test_with_no_credit_left_nothing_is_lost(session: Session, learner: Actor) -> None:
    for _ in range(5):
        hand_in(session, learner, band=6)
    draft_id = drafts.begin_with(session, learner, task_id=make_task(session).id, text=ESSAY)
    session.commit()
    app = open_app(learner.user_id, WRITE, query={"submission": str(draft_id)})

    app.session_state[f"editor:{draft_id}"] = {"handed_in": {"revision": 0}}
    app.run()

    assert "You have used all your feedbacks for this month." in app.warning[0].value.replace("\\", "")
    assert status_of(session, draft_id) == SubmissionStatus.draft


def test_an_essay_handed_in_elsewhere_shows_its_result(session: Session, learner: Actor) -> None:
    submission_id = hand_in(session, learner, band=6)

    app = open_app(learner.user_id, WRITE, query={"submission": str(submission_id)})

    assert not app.exception
    assert components(app) == ["scorecard", "annotated_essay"]


def test_a_result_says_band_range_engine_and_that_it_is_an_estimate(session: Session, learner: Actor) -> None:
    submission_id = hand_in(session, learner, band=6)

    app = open_app(learner.user_id, RESULT, query={"submission": str(submission_id)})

    said = texts(app).replace("\\", "").replace("\u2060", "")
    assert "Your Task 2 band 6.0" in said
    assert "Likely between 5.5 and 6.5: about 8 of 10 essays like this" in said
    assert "Checked by grammar rules and statistics on this computer (engine offline-1)." in said
    assert said.count("not an official score") == 1
    assert "Rewrite the third paragraph from memory." in said


def test_a_failed_essay_says_so_and_can_be_sent_again(session: Session, learner: Actor) -> None:
    submission_id = hand_in(session, learner)
    claim = assessments.claim(session, submission_id=submission_id)
    assert claim is not None
    assessments.give_up(session, claim)
    session.commit()
    app = open_app(learner.user_id, RESULT, query={"submission": str(submission_id)})
    assert "No credit was used." in texts(app)

    button(app, "Send it again")

    assert status_of(session, submission_id) == SubmissionStatus.submitted


@pytest.mark.parametrize("page", [WRITE, RESULT])
@pytest.mark.parametrize("value", ["0", "-1", "abc", "99999999999999999999", "1;drop table", "٣"])
def test_an_id_that_is_none_is_refused_in_one_sentence(session: Session, learner: Actor, page: str, value: str) -> None:
    app = open_app(learner.user_id, page, query={"submission": value})

    assert not app.exception
    assert [warning.value.replace("\\", "") for warning in app.warning] == [
        "We cannot find this essay. It may belong to another account."
    ]


@pytest.mark.parametrize("page", [WRITE, RESULT])
def test_another_persons_essay_is_refused(session: Session, learner: Actor, page: str) -> None:
    submission_id = hand_in(session, make_learner(session), band=6)

    app = open_app(learner.user_id, page, query={"submission": str(submission_id)})

    assert len(app.warning) == 1 and components(app) == []
