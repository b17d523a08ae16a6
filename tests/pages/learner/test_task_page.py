"""What stands around a task: models that open after a result, and a way to say that the task is wrong."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.actor import Actor, Role
from core.content import reports
from db.models.content import TaskReport
from db.models.practice import Submission
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of
from tests.factories.content import make_model_answer, make_task
from tests.pages.driver import open_app, texts
from tests.pages.learner.steps import button, hand_in

TASK, WRITE, RESULT = "pages/learner/task.py", "pages/learner/write.py", "pages/learner/result.py"


def opened(app: AppTest, key: str) -> AppTest:
    app.session_state[key] = True
    return app.run()


def test_a_task_is_reported_once_and_the_answer_is_read(session: Session, learner: Actor) -> None:
    task = make_task(session)
    session.commit()
    app = opened(open_app(learner.user_id, TASK, query={"task": str(task.id)}), f"report_{task.id}")
    app.selectbox(key="report_reason").set_value(reports.ReportReason.wrong_figures)
    app.text_area(key="report_words").set_value("The <b>bar</b> for 2010")
    button(app, "Send the report")

    assert "You told us: the figures or the drawing are wrong" in texts(app)
    assert session.scalar(select(func.count()).select_from(TaskReport)) == 1
    admin = actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.admin,))
    (waiting,) = reports.waiting(session, admin)
    reports.answer(session, admin, report_id=waiting.report_id, text="The bar is right now.")
    session.commit()
    app = opened(open_app(learner.user_id, TASK, query={"task": str(task.id)}), f"report_{task.id}")
    assert "The bar is right now" in texts(app)


def test_a_report_from_a_second_tab_is_refused_kindly(session: Session, learner: Actor) -> None:
    task = make_task(session)
    session.commit()
    app = opened(open_app(learner.user_id, TASK, query={"task": str(task.id)}), f"report_{task.id}")
    reports.report(session, learner, task_id=task.id, reason=reports.ReportReason.other)
    session.commit()

    next(one for one in app.button if one.label == "Send the report").click().run()

    assert not app.exception
    assert "You told us: something else" in texts(app)


def test_the_desk_has_it_too(session: Session, learner: Actor) -> None:
    task = make_task(session)
    session.commit()
    app = open_app(learner.user_id, WRITE, query={"task": str(task.id)})
    assert "Report this task" in [one.label for one in app.expander]


def test_models_open_with_the_own_result(session: Session, learner: Actor) -> None:
    task = make_task(session)
    make_model_answer(session, task.id)
    session.commit()
    app = open_app(learner.user_id, TASK, query={"task": str(task.id)})
    assert "They open when your own answer has a result" in texts(app)
    assert "learn best alone" not in texts(app)

    submission_id = hand_in(session, learner, band=6, task=task)
    app = opened(open_app(learner.user_id, RESULT, query={"submission": str(submission_id)}), f"models_{task.id}")

    shown = texts(app)
    assert "Written by us to show band 7.5; not marked by an examiner." in shown
    assert ":blue-background[learn best alone] (1)" in shown and "A natural phrase" in shown
    assert session.get_one(Submission, submission_id).task_id == task.id
