"""Tasks and the bands they bring: rows in, rows out."""

import math

import pytest
from sqlalchemy.orm import Session

from analytics import task_difficulty_analysis as difficulty
from db.scope import Scope
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment
from tests.factories.content import make_task
from tests.factories.practice import make_submission


def read_one(session: Session, task_id: int) -> dict:
    frame = difficulty.read(session, Scope.all())
    [row] = frame[frame["id"] == task_id].to_dict("records")
    return row


def test_attempts_are_what_was_handed_in_and_averages_what_completed(session: Session) -> None:
    task = make_task(session, difficulty_level="advanced")
    for bands in ((5, 5, 5, 5), (7, 7, 7, 7)):
        make_assessment(session, make_submission(session, task=task, status="assessed"), bands=bands)
    make_assessment(session, make_submission(session, task=task, status="failed"), status="failed")
    make_submission(session, task=task)
    make_submission(session, task=task, status="abandoned")

    row = read_one(session, task.id)

    assert (row["attempt_count"], row["completed_count"]) == (3, 2)
    assert row["average_score"] == 6.0
    assert row["score_var"] == pytest.approx(2.0)
    assert row["score_stddev"] == pytest.approx(math.sqrt(2))


def test_a_task_nobody_tried_is_there_without_a_band(session: Session) -> None:
    row = read_one(session, make_task(session).id)

    assert row["attempt_count"] == 0
    assert math.isnan(row["average_score"])
    assert math.isnan(row["score_stddev"])


def test_one_result_has_an_average_and_no_spread(session: Session) -> None:
    task = make_task(session)
    make_assessment(session, make_submission(session, task=task, status="assessed"))

    row = read_one(session, task.id)

    assert row["average_score"] == 6.0
    assert math.isnan(row["score_stddev"])


def test_an_own_question_is_not_of_the_bank(session: Session) -> None:
    own = make_task(session, visibility="private", owner_id=make_user(session).id)

    assert own.id not in set(difficulty.read(session, Scope.all())["id"])


def test_only_everybody_sees_figures_over_all_learners(session: Session) -> None:
    make_task(session)

    frame = difficulty.read(session, Scope.self(1))

    assert frame.empty
    assert tuple(frame.columns) == difficulty.COLUMNS
    assert difficulty.chart(frame).layout.annotations[0].text == "No essay has been assessed yet."


def test_the_chart_has_a_box_for_each_level_with_results(session: Session) -> None:
    for level in ("beginner", "advanced"):
        task = make_task(session, difficulty_level=level)
        make_assessment(session, make_submission(session, task=task, status="assessed"))
    make_task(session, difficulty_level="intermediate")
    frame = difficulty.read(session, Scope.all())

    figure = difficulty.chart(frame)

    assert [box.name for box in figure.data] == ["beginner", "advanced"]
    assert tuple(figure.layout.yaxis.range) == (1, 9)


def _assess(session: Session, code: str, bands: list[int], **task: int) -> None:
    made = make_task(session, task_code=code, difficulty_level="intermediate", **task)
    writer = make_user(session)
    for band in bands:
        essay = make_submission(session, writer, made, status="assessed")
        make_assessment(session, essay, bands=(band,) * 4)


def test_a_label_is_judged_by_the_other_tasks_of_the_same_number_and_level(session: Session) -> None:
    _assess(session, "AC_T2_001", [6, 6, 6, 7] * 8)
    _assess(session, "AC_T2_002", [5, 5] * 5)
    _assess(session, "GT_T2_003", [8, 7] * 5)
    _assess(session, "GT_T2_004", [6, 6, 7, 6, 6] * 2)
    _assess(session, "AC_T2_005", [3] * 9)
    _assess(session, "AC_T1_001", [3] * 10, task_number=1)

    frame = difficulty.read(session, Scope.all())
    said = dict(zip(frame["task_code"], difficulty.against_label(frame), strict=True))

    assert said["AC_T2_002"].startswith("harder than its label says, by 1.")
    assert said["GT_T2_003"].startswith("easier than its label says, by 1.")
    assert said["GT_T2_004"] == "as its label says"
    assert said["AC_T2_005"] == "too few essays to say (9 of 10)"
    assert said["AC_T1_001"] == "too few essays on other intermediate tasks (0 of 30)"


def test_an_empty_bank_has_nothing_to_judge(session: Session) -> None:
    frame = difficulty.read(session, Scope.all())
    assert list(difficulty.against_label(frame)) == []
