"""Essays with their results: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import essay_results
from db.scope import Scope
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment
from tests.factories.content import make_task
from tests.factories.practice import make_submission


def test_one_row_an_essay_with_a_result_and_only_of_that_person(session: Session) -> None:
    ada, task = make_user(session), make_task(session, task_number=2)
    first = make_submission(session, ada, task, status="assessed")
    make_assessment(session, first, bands=(6, 6, 7, 6))
    again = make_submission(session, ada, task, status="assessed", parent_submission_id=first.id)
    make_assessment(session, again, bands=(7, 7, 7, 7))
    make_submission(session, ada, task)
    other = make_submission(session, make_user(session), task, status="assessed")
    make_assessment(session, other, bands=(5, 5, 5, 5))

    frame = essay_results.read(session, Scope.self(ada.id))

    assert sorted(frame["submission_id"]) == sorted([first.id, again.id])
    row = frame.set_index("submission_id").loc[first.id]
    assert (row["overall"], row["task_achievement"], row["lexical_resource"], row["low"]) == (6.5, 6, 7, 6.5)
    assert (row["task_number"], row["word_count"]) == (2, first.word_count)


def test_the_line_shows_first_attempts_alone(session: Session) -> None:
    ada, task = make_user(session), make_task(session)
    first = make_submission(session, ada, task, status="assessed")
    make_assessment(session, first, bands=(6, 6, 6, 6))
    again = make_submission(session, ada, task, status="assessed", parent_submission_id=first.id)
    make_assessment(session, again, bands=(9, 9, 9, 9))

    [line] = essay_results.chart(essay_results.read(session, Scope.self(ada.id))).data

    assert list(line.y) == [6.0]


def test_totals_of_everybody_are_no_chart_of_one(session: Session) -> None:
    make_assessment(session, make_submission(session, status="assessed"), bands=(6, 6, 6, 6))

    assert essay_results.read(session, Scope.all()).empty
