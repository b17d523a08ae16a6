"""My essays and Progress, with much, little and nothing to show."""

import pytest
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.types import Criterion
from core.clock import utc_now
from core.practice import drafts
from db.models.practice import SubmissionStatus
from db.models.progress import Drill
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.essays import ESSAY, make_result
from tests.factories.full_results import comment
from tests.pages.driver import components, open_app, texts
from tests.pages.learner.steps import button, hand_in, status_of

HOME, PRACTISE, WRITE = "pages/learner/home.py", "pages/learner/practise.py", "pages/learner/write.py"
RESULT, ESSAYS = "pages/learner/result.py", "pages/learner/my_essays.py"
PROGRESS, CHECK = "pages/learner/progress.py", "pages/learner/check.py"
PARAGRAPH = "pages/learner/paragraph.py"


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


def test_my_essays_are_searched_in_task_and_text(session: Session, learner: Actor) -> None:
    hand_in(session, learner, band=7)
    hand_in(session, learner, band=6, task=make_task(session, title="100% renewable"), essay=ESSAY + "Windmills help.")
    app = open_app(learner.user_id, ESSAYS)

    for words, titles in (
        ("windMILLS", ["renewable"]),
        ("0% r", ["renewable"]),
        ("parking", ["Buses", "renewable"]),
    ):
        app.text_input(key="search").set_value(words).run()
        said = texts(app)
        assert not app.exception and all(title in said for title in titles)
        assert ("Buses for all" in said) == ("Buses" in titles)

    app.text_input(key="search").set_value("nobody wrote _this_").run()
    assert "Nothing found." in app.info[0].value


def test_two_essays_are_picked_and_compared(session: Session, learner: Actor) -> None:
    for band in (5, 6, 7):
        hand_in(session, learner, band=band)
    app = open_app(learner.user_id, ESSAYS)

    for place in range(3):  # the third pick takes the place of the first
        app.checkbox[place].check().run()
    assert [box.value for box in app.checkbox] == [False, True, True]
    button(app, "Compare the two")

    assert "Two essays" in texts(app)


def test_a_paragraph_waits_on_home_and_is_compared(session: Session, learner: Actor) -> None:
    flawed = comment(ESSAY, "unhappy", Criterion.lexical_resource, "word_choice", "Look at this.", cost=2.0)
    hand_in(session, learner, result=make_result(6, comments=(flawed,)))
    drill = session.query(Drill).one()
    drill.due_on = utc_now().date()
    session.commit()
    app = open_app(learner.user_id, HOME)

    button(app, "Write it again")
    assert components(app) == ["notebook"]
    app = open_app(learner.user_id, PARAGRAPH, query={"paragraph": str(drill.id)})
    button(app, "Compare with the first version")
    assert "at least ten words" in app.warning[0].value
    drill.answer = "Somebody must pay the drivers, and repair the trains, and that costs a lot of money."
    session.commit()
    button(app, "Compare with the first version")

    assert components(app) == ["word_table"]
    assert "Look at what changed." in texts(app)
