"""The report of an essay on paper."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from time import perf_counter

import pytest
from sqlalchemy.orm import Session

from core.assessment.reports import Report, get_report
from core.assessment.types import Comment, Criterion
from core.classroom.review_queue import TutorMark
from core.progress.types import Attempt
from reports.band_line import band_line
from reports.result import _essay, result_report
from tests.factories.actors import make_learner
from tests.factories.essays import ESSAY, make_result
from tests.pages.learner.steps import hand_in


@pytest.fixture
def report(session: Session) -> Report:
    learner = make_learner(session)
    essay = "Trains are more easier. #panic() $x$ *bold*\n\n" + ESSAY
    comments = (
        Comment(11, 22, "more easier", Criterion.grammar_accuracy, "comparison", "Compare once.", ("easier",), 2.0),
        Comment(16, 22, "easier", Criterion.lexical_resource, "word", "Overlaps the first."),
    )
    number = hand_in(session, learner, result=make_result(6, comments=comments), essay=essay)
    return get_report(session, learner, submission_id=number)


def test_it_is_a_pdf_in_good_time(report: Report) -> None:
    begun = perf_counter()
    made = result_report(report, writer="Mei [x] #y", timezone="Asia/Kathmandu")
    assert made.startswith(b"%PDF")
    assert perf_counter() - begun < 30


def test_comments_are_numbered_and_never_overlap(report: Report) -> None:
    assert report.result is not None
    runs = _essay(report.essay, [report.result.comments[0]])
    assert runs[0][:2] == [{"text": "Trains are ", "mark": 0}, {"text": "more easier", "mark": 1}]
    assert "".join(run["text"] for paragraph in runs for run in paragraph) == report.essay.replace("\n", "")


def test_a_tutors_words_stand_on_it(report: Report) -> None:
    mark = TutorMark(
        bands=dict.fromkeys(Criterion, Decimal(7)),
        overall=Decimal(7),
        reason="You answer #both.",
        is_upheld=True,
        tutor="Ms Ito",
        at=datetime.now(UTC),
    )
    with_mark = result_report(report, writer="Mei", timezone="UTC", mark=mark)
    assert with_mark != result_report(report, writer="Mei", timezone="UTC")


def test_an_essay_without_a_result_has_no_report(report: Report) -> None:
    with pytest.raises(ValueError, match="needs a result"):
        result_report(replace(report, result=None), writer="Mei", timezone="UTC")


def test_the_line_of_bands_stands_on_it(report: Report) -> None:
    line = band_line([attempt(5, 1), attempt(6, 9), attempt(7, 20)], target=Decimal("6.5"))
    assert line.count("<circle") == 3 and "target 6.5" in line and ">9 Mar<" in line
    made = result_report(report, writer="Mei", timezone="UTC", line=line)
    assert len(made) > len(result_report(report, writer="Mei", timezone="UTC"))


def test_one_essay_makes_no_line() -> None:
    assert band_line([attempt(5, 1)]) == "" and band_line([]) == ""


def attempt(band: int, day: int) -> Attempt:
    return Attempt(
        submission_id=day,
        task_title="Parks",
        task_number=2,
        submitted_at=datetime(2031, 3, day, tzinfo=UTC),
        band=Decimal(band),
        low=Decimal(band) - 1,
        high=Decimal(band) + 1,
        criteria=dict.fromkeys(Criterion, Decimal(band)),
        engine="offline-1",
        is_redraft=False,
    )
