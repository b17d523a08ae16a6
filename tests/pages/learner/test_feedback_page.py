"""The feedback page with every part of a result: what stands there, in which order, and what is left out."""

import json
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.actor import Actor
from core.assessment.comment_votes import Vote, vote
from core.assessment.types import AssessmentResult, CheckKind, Verdict
from core.content import seed_files, tasks
from core.content.types import ModuleType
from db.models.assessment import Assessment
from db.models.content import PracticeTask
from tests.factories.content import make_task
from tests.factories.essays import ESSAY, make_result
from tests.factories.full_results import REPORT, check, essay_result, report_result
from tests.pages.driver import components, open_app, texts
from tests.pages.learner.steps import hand_in

RESULT = "pages/learner/result.py"


def chart_task(session: Session) -> PracticeTask:
    seed = next(seed for seed in seed_files.read_tasks() if seed.code == "AC_T1_004")
    return make_task(session, task_number=1, title=seed.title, additional_materials=dict(seed.materials))


def opened(session: Session, learner: Actor, result: AssessmentResult, **more: Any) -> AppTest:
    submission_id = hand_in(session, learner, result=result, **more)
    app = open_app(learner.user_id, RESULT, query={"submission": str(submission_id)})
    assert not app.exception
    return app


def sent_to(app: AppTest, component: str, *, which: int = 0) -> dict[str, Any]:
    """What a component of ours gets from the page."""
    found = [one.proto for one in app.get("bidi_component") if one.proto.component_name.endswith(component)]
    return dict(json.loads(found[which].json))


def headings(app: AppTest) -> list[str]:
    return [element.value for element in app.header]


def test_a_report_shows_its_parts_in_order(session: Session, learner: Actor) -> None:
    app = opened(session, learner, report_result(), essay=REPORT, task=chart_task(session))

    assert app.title[0].value == "Your Task 1 band 6.0"
    assert headings(app) == [
        "Why these bands",
        "The essay with comments",
        "Checked against the chart",
        "Your paragraph with its errors corrected",
        "For tomorrow",
    ]
    assert components(app) == ["scorecard", "annotated_essay", "word_table", "word_table"]
    assert texts(app).count("For band 7:") == 4


def test_comments_say_what_why_and_how(session: Session, learner: Actor) -> None:
    app = opened(session, learner, report_result(), essay=REPORT, task=chart_task(session))

    sent = sent_to(app, "annotated_essay")
    rised = next(one for one in sent["comments"] if one["quote"] == "rised")
    assert rised["why"].startswith("It is irregular") and rised["how"] and rised["suggestions"] == ["rose"]
    assert sent["comments"][sent["dearest"][0]]["quote"] == "rised"
    assert "".join(piece[0] for piece in sent["pieces"]) == REPORT


def test_checks_stand_wrong_first_and_the_right_ones_are_folded(session: Session, learner: Actor) -> None:
    app = opened(session, learner, report_result(), essay=REPORT, task=chart_task(session))

    table = sent_to(app, "word_table")
    verdicts = [row[2]["text"] for row in table["rows"]]
    assert verdicts == ["Wrong", "Wrong", "Cannot be checked"] + ["Right"] * 5
    assert (table["shown"], table["more_label"]) == (3, "Show the 5 right ones")
    assert [row[0]["text"] for row in table["rows"][:2]] == ["56%", "men overtook women again after the age of 55"]
    place = table["rows"][0][0]["place"]
    assert "56%" in "".join(text for text, _, places in sent_to(app, "annotated_essay")["pieces"] if place in places)
    shown = texts(app).replace("\\", "")
    assert "8 statements were compared with the data of the chart: 2 wrong, 1 that cannot be checked, 5 right." in shown
    assert "Not in your report:" in shown and "- Main feature: Only among people aged 18 to 24" in shown


def test_a_report_without_a_mistake_is_told_so(session: Session, learner: Actor) -> None:
    checks = tuple(one for one in report_result().checks if one.verdict == Verdict.right)
    app = opened(session, learner, report_result(checks=checks[:1]), essay=REPORT, task=chart_task(session))

    table = sent_to(app, "word_table")
    assert (table["shown"], table["more_label"]) == (0, "Show the one right statement")
    assert "1 statement was compared with the data of the chart: 1 right." in texts(app)


def test_what_the_task_asked_for(session: Session, learner: Actor) -> None:
    app = opened(session, learner, essay_result())

    assert "What the task asked for" in headings(app)
    table = sent_to(app, "word_table")
    assert [row[2]["text"] for row in table["rows"]] == ["Missing", "Not right", "Cannot be checked", "Done", "Done"]
    assert table["rows"][0][1]["text"] == "(not found)"
    assert table["rows"][3][0]["kind"] == "Your position" and table["rows"][3][1]["text"] == "In my opinion"


def test_a_letter_has_its_points_checked(session: Session, learner: Actor) -> None:
    kinds = (CheckKind.bullet, CheckKind.tone, CheckKind.opening, CheckKind.closing, CheckKind.purpose)
    result = make_result(checks=tuple(check(ESSAY, kind, Verdict.right, "As asked.", "Many people") for kind in kinds))
    letter = make_task(session, task_number=1, module_type=ModuleType.general)

    app = opened(session, learner, result, task=letter)

    said = [row[0]["kind"] for row in sent_to(app, "word_table")["rows"]]
    assert said == ["Point of the task", "Tone", "Opening", "Closing", "Purpose"]
    assert "not checked" not in texts(app)


@pytest.mark.parametrize(
    ("engine", "heading"),
    [("offline-2", "Your paragraph with its errors corrected"), ("gpt-x", "One paragraph, written better")],
)
def test_a_paragraph_before_and_after(session: Session, learner: Actor, engine: str, heading: str) -> None:
    app = opened(session, learner, report_result(engine=engine), essay=REPORT, task=chart_task(session))

    assert heading in headings(app)
    rows = sent_to(app, "word_table", which=1)["rows"]
    assert [row[1]["text"] for row in rows][::3] == ["(as it was)", "(as it was)"]
    assert [words for words, mark in rows[1][1]["changes"] if mark == "ins"] == ["rose"]
    assert rows[1][2]["more"] == ["“Rise” is irregular: rise, rose, risen."]


def test_provisional_bands_say_why_and_that_the_credit_is_back(session: Session, learner: Actor) -> None:
    submission_id = hand_in(session, learner, result=essay_result(review="The essay speaks to *the marker*."))
    found = session.scalars(select(Assessment)).one()
    found.is_provisional, found.billable = True, False
    session.commit()

    app = open_app(learner.user_id, RESULT, query={"submission": str(submission_id)})

    said = app.warning[0].value.replace("\\", "")
    assert said == ("**These bands are provisional**: The essay speaks to *the marker*. Your credit has returned.")


def test_an_ordinary_result_has_no_such_notice(session: Session, learner: Actor) -> None:
    assert not opened(session, learner, essay_result()).warning


def test_a_stand_in_for_the_model_is_named(session: Session, learner: Actor) -> None:
    said = "The language model could not read this essay just now"

    assert said in texts(opened(session, learner, essay_result(raw={"stood_in": 1.0})))
    assert said not in texts(opened(session, learner, essay_result()))


def test_an_own_question_without_figures_says_that_none_were_checked(session: Session, learner: Actor) -> None:
    own = tasks.create_own_task(session, learner, task_number=1, prompt="The chart shows how many people use trams.")
    row = session.get_one(PracticeTask, own.task_id)

    app = opened(session, learner, make_result(essay=REPORT), essay=REPORT, task=row)

    assert "The figures in your report were not checked: this is your own question" in texts(app)


def test_an_own_question_with_figures_shows_them_as_plain_text(session: Session, learner: Actor) -> None:
    own = tasks.create_own_task(
        session,
        learner,
        task_number=1,
        prompt="The chart shows how many people use trams.",
        table="*Year*;2000;2020\n<b>Trams</b>;1;2",
        unit="[a](b)",
    )
    row = session.get_one(PracticeTask, own.task_id)

    app = opened(session, learner, report_result(), essay=REPORT, task=row)

    assert not app.table, "sent to those who open the task"
    app.session_state["the_task"] = True
    app.run()
    (table,) = app.table
    assert list(table.value.columns) == ["\\*Year\\*", "2000", "2020"]
    assert "<b>" not in str(table.value.to_dict())
    assert "[a](b)" not in texts(app)


def test_votes_come_back_with_the_page(session: Session, learner: Actor) -> None:
    result = report_result()
    submission_id = hand_in(session, learner, result=result, essay=REPORT, task=chart_task(session))
    vote(session, learner, submission_id=submission_id, key=result.comments[0].key, vote=Vote.wrong)
    session.commit()

    app = open_app(learner.user_id, RESULT, query={"submission": str(submission_id)})

    sent = sent_to(app, "annotated_essay")
    assert (sent["submission"], sent["votes"]) == (submission_id, {result.comments[0].key: "wrong"})


def test_nobody_votes_on_the_sample(session: Session) -> None:
    sent = sent_to(open_app(None, "pages/public/sample_report.py"), "annotated_essay")

    assert (sent["submission"], sent["votes"]) == (None, None)
