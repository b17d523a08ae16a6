"""The content lab's page: coverage, one task edited with its preview, reports answered, files in and out."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.content import loading, reports, seed_files
from core.content.seed_files import SEEDS
from db.models.accounts import User
from db.models.content import PracticeTask
from tests.factories.accounts import make_user
from tests.factories.actors import make_learner
from tests.factories.assessment import make_assessment
from tests.factories.content import make_task
from tests.factories.practice import make_submission
from tests.pages.driver import open_app, texts
from tests.pages.learner.steps import button

CONTENT = "pages/admin/content.py"
FIRST = [seed for seed in seed_files.read_tasks() if seed.code.endswith("001")]


@pytest.fixture
def admin(session: Session) -> User:
    loading.load_topics(session, seeds=seed_files.read_topics())
    loading.load_tasks(session, seeds=FIRST)
    made = make_user(session, groups=("learner", "admin"))
    session.commit()
    return made


def open_tab(admin: User, tab: str, **query: str) -> AppTest:
    app = open_app(admin.id, CONTENT, query=query)
    app.session_state["content_tab"] = tab
    app.run()
    assert not app.exception
    return app


def row(session: Session, code: str) -> PracticeTask:
    session.expire_all()
    return session.scalars(select(PracticeTask).where(PracticeTask.task_code == code)).one()


def test_coverage_counts_and_names_thin_topics(admin: User) -> None:
    app = open_tab(admin, "Coverage")
    assert f"{len(FIRST)} tasks on offer" in texts(app)
    assert app.dataframe[0].value["All"].iloc[0] == len(FIRST)
    assert "75 topics have fewer than 6 tasks" in [one.label for one in app.expander]
    app.selectbox[0].set_value("GT_T1").run()
    assert "1 task on offer" in texts(app)


def test_a_task_is_edited_with_a_live_preview(session: Session, admin: User) -> None:
    task = row(session, "AC_T1_001")
    app = open_tab(admin, "Tasks", task=str(task.id))
    key = f"lab_{task.id}_0_"
    assert len(app.get("plotly_chart")) == 1

    app.text_area(key=f"{key}prompt").set_value(task.prompt + " The years are in fives.").run()
    assert "The years are in fives" in texts(app)
    app.text_area(key=f"{key}materials").set_value('type = "line"').run()
    assert any("is a required property" in one.value.replace("\\", "") for one in app.warning)
    assert next(one for one in app.button if one.label == "Save the changes").disabled
    button(app, "Discard them")
    assert app.text_area(key=f"lab_{task.id}_1_prompt").value == task.prompt
    app.text_input(key=f"lab_{task.id}_1_title").set_value("Journeys by four kinds of transport").run()
    button(app, "Save the changes")

    assert row(session, "AC_T1_001").title == "Journeys by four kinds of transport"
    button(app, "Take it off offer")
    assert not row(session, "AC_T1_001").is_active
    button(app, "I have read it: put it on offer")
    assert row(session, "AC_T1_001").is_active


def test_a_new_task_is_written_and_waits(session: Session, admin: User) -> None:
    app = open_tab(admin, "Tasks")
    button(app, "New task")
    app.text_input(key="lab_new_0_code").set_value("AC_T2_950")
    app.text_input(key="lab_new_0_title").set_value("Gardens on the roofs of schools")
    app.selectbox(key="lab_new_0_topic").set_value("education-and-schools")
    app.text_area(key="lab_new_0_prompt").set_value(
        "Some head teachers want every new school to have a garden on its roof.\n\nDo you agree or disagree?"
    ).run()
    button(app, "Save the new task")

    assert not row(session, "AC_T2_950").is_active
    assert "AC_T2_950" in " ".join(one.value for one in app.subheader)


def test_a_near_duplicate_is_warned_of(session: Session, admin: User) -> None:
    task = row(session, "AC_T2_001")
    make_task(session, task_code="GT_T2_901", prompt=task.prompt, module_type="general")
    session.commit()
    app = open_tab(admin, "Tasks", task=str(task.id))
    assert any("Very close to GT" in one.value for one in app.warning)


def test_a_report_is_answered(session: Session, admin: User) -> None:
    learner = make_learner(session)
    reason = reports.ReportReason.unclear
    reports.report(
        session, learner, task_id=row(session, "AC_T1_001").id, reason=reason, comment="*Which* <b>year</b>?"
    )
    session.commit()
    app = open_tab(admin, "Reported")
    assert "Which" in texts(app) and "<b>" not in texts(app)
    button(app, "Open this task")
    assert "AC_T1_001" in " ".join(one.value for one in app.subheader)
    app = open_tab(admin, "Reported")

    app.text_area[0].set_value("The title says it now.")
    button(app, "Answer")

    assert "Every report has an answer." in texts(app)
    answered = reports.own_report(session, learner, task_id=row(session, "AC_T1_001").id)
    assert answered is not None and answered.answer == "The title says it now."


def test_statistics_say_small_numbers_as_counts(session: Session, admin: User) -> None:
    task = row(session, "AC_T2_001")
    make_assessment(session, make_submission(session, task=task, status="assessed"))
    session.commit()
    shown = open_tab(admin, "Statistics").dataframe[0].value
    assert list(shown["Task"]) == ["AC_T2_001"] and list(shown["Assessed"]) == [1]
    assert list(shown["Against its label"]) == ["too few essays to say (1 of 10)"]


def test_a_file_with_a_fault_loads_nothing_and_a_good_one_all(session: Session, admin: User) -> None:
    good = (SEEDS / "tasks/academic/task_1/AC_T1_002.toml").read_bytes()
    app = open_tab(admin, "Import and export")
    app.file_uploader[0].upload("tasks.csv", b"code,colour\nx,y\n", "text/csv").run()
    assert any("The columns of this file are not right" in one.value for one in app.warning)

    archive = _zip({"AC_T1_002.toml": good.replace(b"values = [", b"values = [1, ", 1)})
    app.file_uploader[0].set_value(("bank.zip", archive, "application/zip")).run()
    assert "Nothing can be loaded yet" in app.error[0].value
    assert app.dataframe[0].value["Where"][0] == "AC_T1_002.toml"

    app.file_uploader[0].set_value(("bank.zip", _zip({"AC_T1_002.toml": good}), "application/zip")).run()
    button(app, "Load 1 task")
    assert row(session, "AC_T1_002").is_active
    button(app, "Make the export")
    actions = session.scalars(text("select action from platform_auditlog where action <> 'page.opened' order by id"))
    assert list(actions) == ["task_bank.imported", "task_bank.exported"]


def _zip(files: dict[str, bytes]) -> bytes:
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
