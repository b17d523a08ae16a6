"""One task under the clock: the door, the room, and where the end leads."""

import pytest
from sqlalchemy.orm import Session

from core.actor import Actor
from core.practice import sittings
from db.models.content import PracticeTask
from tests.factories.actors import make_learner
from tests.factories.classroom import make_assignment, make_class, make_member, make_tutor
from tests.factories.content import make_task
from tests.factories.essays import ESSAY
from tests.factories.sittings import held, write
from tests.pages.driver import components, open_app, texts
from tests.pages.learner.steps import button, hand_in

EXAM, END, RESULT, TASK = (f"pages/learner/{name}.py" for name in ("exam", "exam_result", "result", "task"))


@pytest.fixture
def learner(session: Session) -> Actor:
    return make_learner(session)


@pytest.fixture
def task(session: Session, learner: Actor) -> PracticeTask:
    made = make_task(session, title="Buses for all", prompt="Say whether buses should be free.", time_limit_minutes=40)
    session.commit()
    return made


def said(app: object) -> str:
    return texts(app).replace("\\", "").replace("\u2060", "")  # type: ignore[arg-type]


def test_the_door_keeps_the_question_until_the_clock_starts(
    session: Session, learner: Actor, task: PracticeTask
) -> None:
    app = open_app(learner.user_id, EXAM, query={"task": str(task.id)})
    assert "you have 40 minutes from the click" in said(app)
    assert "This costs one credit. 5 of 5 feedbacks left" in said(app)
    assert "should be free" not in said(app)
    app.toggle[0].set_value(True)
    button(app, "Start the clock")

    assert components(app) == ["exam_bar", "exam_divider", "essay_editor"]
    assert "should be free" in said(app)
    found = sittings.find_open(session, learner)
    assert found is not None and found.extra_time_percent == 25
    assert held(session, learner.user_id) == 1


def test_without_a_credit_the_door_stays_shut(session: Session, learner: Actor, task: PracticeTask) -> None:
    for number in range(5):
        hand_in(session, learner, essay=f"{ESSAY} {number}", band=6)
    app = open_app(learner.user_id, EXAM, query={"task": str(task.id)})

    assert next(each for each in app.button if each.label == "Start the clock").disabled


@pytest.mark.parametrize("wrong", ["0", "x", "99999999", "-1"])
def test_a_task_that_is_none_is_told_in_one_sentence(session: Session, learner: Actor, wrong: str) -> None:
    session.commit()
    app = open_app(learner.user_id, EXAM, query={"task": wrong})

    assert not app.exception
    assert said(app).count("find this task") == 1


def test_the_end_leads_to_the_result_of_the_essay(session: Session, learner: Actor, task: PracticeTask) -> None:
    sitting = sittings.start_task(session, learner, task_id=task.id)
    essay = write(session, learner, sitting, 1, ESSAY)
    session.commit()
    app = open_app(learner.user_id, EXAM)
    app.session_state[f"exam:{sitting.code}"] = {"finished": {"code": sitting.code}}
    app.run()

    assert not app.exception
    assert app.query_params["submission"] in (str(essay), [str(essay)])


def test_an_empty_answer_has_a_page_that_says_so(session: Session, learner: Actor, task: PracticeTask) -> None:
    sitting = sittings.start_task(session, learner, task_id=task.id)
    sittings.finish(session, learner, code=sitting.code)
    session.commit()
    app = open_app(learner.user_id, END, query={"sitting": sitting.code})

    assert "Nothing was written, so there is no band. Your credit has returned." in said(app)
    assert "mock test" not in said(app)


def test_a_task_page_and_a_tutor_show_the_way(session: Session, learner: Actor, task: PracticeTask) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    make_member(session, cohort_id, learner)
    make_assignment(session, tutor, cohort_id, task_id=task.id, is_exam=True)
    session.commit()

    assert "In 40 minutes, as in the test" in said(open_app(learner.user_id, TASK, query={"task": str(task.id)}))
    assert "Buses for all (in 40 minutes, as in the test)" in said(open_app(learner.user_id, "pages/learner/home.py"))


def test_one_version_is_told_beside_the_result(session: Session, learner: Actor, task: PracticeTask) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    make_member(session, cohort_id, learner)
    make_assignment(session, tutor, cohort_id, task_id=task.id, drafts_allowed=1)
    essay = hand_in(session, learner, band=6, task=task)
    app = open_app(learner.user_id, RESULT, query={"submission": str(essay)})

    assert "Your tutor takes no more versions until" in said(app)
    assert "Improve this essay" not in [each.label for each in app.button]
