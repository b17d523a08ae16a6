"""From a result to a redraft and back, and two essays side by side."""

from decimal import Decimal

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment import assessments
from core.assessment.marking import Outcome
from core.practice import drafts, redrafts, submissions
from tests.factories.actors import make_learner
from tests.factories.essays import ESSAY, make_result
from tests.pages.driver import components, open_app, texts
from tests.pages.learner.steps import button, hand_in, submission_in

RESULT, WRITE, COMPARE = "pages/learner/result.py", "pages/learner/write.py", "pages/learner/compare.py"
BETTER = ESSAY.replace("many citizens will be unhappy", "most citizens will be angry")


def improved(session: Session, learner: Actor, essay_id: int, *, band: int = 7) -> int:
    redraft_id = redrafts.begin(session, learner, submission_id=essay_id)
    saved = drafts.save(session, learner, submission_id=redraft_id, revision=0, text=BETTER)
    submissions.submit(session, learner, submission_id=redraft_id, revision=saved.revision)
    claim = assessments.claim(session, submission_id=redraft_id)
    assert claim is not None
    assessments.finish(session, claim, Outcome(make_result(band, essay=BETTER), None, Decimal("0.1")))
    session.commit()
    return redraft_id


def test_the_button_leads_to_the_desk_with_the_feedback_beside_the_text(session: Session, learner: Actor) -> None:
    essay_id = hand_in(session, learner, band=6)
    app = open_app(learner.user_id, RESULT, query={"submission": str(essay_id)})
    assert "Your first redraft is free until" in texts(app)

    button(app, "Improve this essay")

    assert submission_in(app) != essay_id
    assert components(app) == ["essay_editor"]
    said = texts(app)
    assert "Your second idea stands without a reason." in said.replace("\\", "")
    assert "“Many”" in said
    assert "This first redraft is free" in said


def test_the_result_of_a_redraft_says_what_became_of_the_comments(session: Session, learner: Actor) -> None:
    essay_id = hand_in(session, learner, band=6)
    redraft_id = improved(session, learner, essay_id)

    app = open_app(learner.user_id, RESULT, query={"submission": str(redraft_id)})

    assert "The one comment still stands" in texts(app)
    assert "A redraft uses one feedback." in texts(app)


def test_two_versions_side_by_side(session: Session, learner: Actor) -> None:
    essay_id = hand_in(session, learner, band=6)
    redraft_id = improved(session, learner, essay_id)

    app = open_app(learner.user_id, COMPARE, query={"first": str(redraft_id), "second": str(essay_id)})

    assert not app.exception
    assert components(app) == ["word_table"] * 2  # comments, texts
    assert "Two versions" in texts(app) and "You fixed 0 of 1." in texts(app)


def test_two_essays_that_cannot_be_compared_get_one_sentence(session: Session, learner: Actor) -> None:
    essay_id = hand_in(session, learner, band=6)
    theirs = hand_in(session, make_learner(session), band=6)

    for other in (essay_id, theirs):
        app = open_app(learner.user_id, COMPARE, query={"first": str(essay_id), "second": str(other)})
        assert not app.exception and len(app.warning) == 1


def test_comparing_needs_two_numbers(session: Session, learner: Actor) -> None:
    app = open_app(learner.user_id, COMPARE, query={"first": "1"})

    assert not app.exception
    assert "My essays" in texts(app)
