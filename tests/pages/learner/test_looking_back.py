"""My essays and Progress, with much, little and nothing to show."""

import pytest
from sqlalchemy.orm import Session

from core.actor import Actor
from core.practice import drafts
from db.models.practice import SubmissionStatus
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.pages.driver import open_app, texts
from tests.pages.learner.steps import button, hand_in, status_of

HOME, PRACTISE, WRITE = "pages/learner/home.py", "pages/learner/practise.py", "pages/learner/write.py"
RESULT, ESSAYS = "pages/learner/result.py", "pages/learner/my_essays.py"
PROGRESS, CHECK = "pages/learner/progress.py", "pages/learner/check.py"


def test_my_essays_list_results_and_drafts(session: Session, learner: Actor) -> None:
    hand_in(session, learner, band=7)
    draft_id = drafts.begin_with(session, learner, task_id=make_task(session, title="Half done").id, text="Some words")
    session.commit()
    app = open_app(learner.user_id, ESSAYS)
    assert "Buses for all" in texts(app) and "Half done" not in texts(app)

    app.segmented_control[0].set_value("Drafts").run()

    assert "Half done" in texts(app)
    button(app, "Yes, throw it away")
    assert status_of(session, draft_id) == SubmissionStatus.abandoned


def test_progress_has_a_line_a_task_and_claims_nothing_early(session: Session, learner: Actor) -> None:
    hand_in(session, learner, band=6)

    app = open_app(learner.user_id, PROGRESS)

    assert not app.exception
    assert "Too early to see a trend: 5 more essays of Task 2 will show it." in texts(app)
    assert "No Task 1 essay yet." in texts(app)
    assert len(app.get("plotly_chart")) == 1  # the line of Task 2


@pytest.mark.parametrize("page", [HOME, PRACTISE, ESSAYS, PROGRESS, CHECK])
def test_every_page_stands_with_nothing_to_show(session: Session, page: str) -> None:
    learner = make_learner(session)
    session.commit()

    assert not open_app(learner.user_id, page).exception
