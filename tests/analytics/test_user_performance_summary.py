"""Learners and their bands: rows in, rows out."""

import math

from sqlalchemy.orm import Session

from analytics import user_performance_summary as performance
from db.scope import Scope
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment
from tests.factories.practice import make_submission


def test_completed_assessments_alone_make_the_average(session: Session) -> None:
    user = make_user(session, target_band_score=7)
    for bands in ((6, 6, 6, 6), (7, 7, 7, 7)):
        make_assessment(session, make_submission(session, user, status="assessed"), bands=bands)
    make_assessment(session, make_submission(session, user, status="submitted"), status="manual_review", bands=(9,) * 4)
    make_assessment(session, make_submission(session, user, status="failed"), status="failed")
    make_submission(session, user)

    [row] = performance.read(session, Scope.self(user.id)).to_dict("records")

    assert row["average_score"] == 6.5
    assert row["best_score"] == 7.0
    assert (row["total_submissions"], row["completed_assessments"], row["draft_submissions"]) == (5, 2, 1)
    assert row["target_band_score"] == 7.0


def test_a_person_who_never_wrote_has_no_band(session: Session) -> None:
    user = make_user(session)

    [row] = performance.read(session, Scope.self(user.id)).to_dict("records")

    assert row["total_submissions"] == 0
    assert math.isnan(row["average_score"])


def test_a_scope_sees_its_own_people(session: Session) -> None:
    first, second = make_user(session), make_user(session)

    assert list(performance.read(session, Scope.self(first.id))["user_id"]) == [first.id]
    assert performance.read(session, Scope.cohorts(frozenset({1}))).empty
    assert {first.id, second.id} <= set(performance.read(session, Scope.all())["user_id"])


def test_the_chart_counts_learners_in_steps_of_half_a_band(session: Session) -> None:
    user = make_user(session)
    make_assessment(session, make_submission(session, user, status="assessed"))

    figure = performance.chart(performance.read(session, Scope.self(user.id)))

    assert list(figure.data[0].x) == [6.25]
    assert list(figure.data[0].y) == [1]
    assert tuple(figure.data[0].customdata[0]) == (6.0, 6.5)
    assert "1 to 9" in figure.layout.xaxis.title.text


def test_nobody_assessed_is_said_in_words(session: Session) -> None:
    user = make_user(session)
    for scope in (Scope.self(user.id), Scope.cohorts(frozenset())):
        figure = performance.chart(performance.read(session, scope))
        assert figure.layout.annotations[0].text == "No essay has been assessed yet."


def test_the_people_behind_a_bar_are_listed_best_first(session: Session) -> None:
    users = [make_user(session) for _ in range(3)]
    for user, band in zip(users, (6, 7, 6), strict=True):
        make_assessment(session, make_submission(session, user, status="assessed"), bands=(band,) * 4)

    frame = performance.read_between(session, Scope.all(), low=6, high=6.5, limit=10)

    assert list(frame["user_id"]) == [users[0].id, users[2].id]
    assert performance.read_between(session, Scope.self(users[0].id), low=1, high=9, limit=10).empty
