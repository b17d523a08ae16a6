"""The exam room's screens: the door, the room, the end, and the result."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.accounts import preferences
from core.actor import Actor
from core.assessment import assessments
from core.assessment.marking import Outcome
from core.assessment.types import NotAssessable
from core.practice import closing, sittings
from core.practice.types import Sitting, SubmissionStatus
from db.models import practice as rows
from tests.factories.actors import make_learner
from tests.factories.essays import ESSAY, make_result
from tests.factories.sittings import begin, make_candidate, move_deadline, write
from tests.pages.driver import components, open_app, texts
from tests.pages.learner.steps import button, hand_in, status_of

EXAM, RESULT, ONE_RESULT = "pages/learner/exam.py", "pages/learner/exam_result.py", "pages/learner/result.py"
HOME, PRACTISE, WRITE, ESSAYS = (f"pages/learner/{name}.py" for name in ("home", "practise", "write", "my_essays"))


@pytest.fixture
def candidate(session: Session) -> Actor:
    learner = make_candidate(session)
    session.commit()
    return learner


@pytest.fixture
def sitting(session: Session, candidate: Actor) -> Sitting:
    begun = begin(session, candidate)
    write(session, candidate, begun, 1, ESSAY)
    write(session, candidate, begun, 2, ESSAY)
    session.commit()
    return begun


def said(app: AppTest) -> str:
    return texts(app).replace("\\", "").replace("\u2060", "")


def finish(app: AppTest, sitting: Sitting) -> AppTest:
    """What the browser sends at the click on "Hand in both parts", or at zero."""
    app.session_state[f"exam:{sitting.code}"] = {"finished": {"code": sitting.code}}
    app.run()
    assert not app.exception
    return app


def test_the_door_says_what_it_costs_and_starts_with_one_click(session: Session, candidate: Actor) -> None:
    app = open_app(candidate.user_id, EXAM)
    assert "This costs 2 credits, one for each task. 5 of 5 feedbacks left" in said(app)

    button(app, "Start the clock")

    assert components(app) == ["exam_bar", "exam_divider", "essay_editor", "essay_editor"]
    found = sittings.find_open(session, candidate)
    assert found is not None
    assert (found.mode, found.extra_time_percent) == ("exam", 0)


def test_relaxed_with_the_extra_time_of_the_preferences(session: Session, candidate: Actor) -> None:
    kept = preferences.get(session, candidate)
    preferences.save(session, candidate, replace(kept, extra_time_percent=25))
    session.commit()
    app = open_app(candidate.user_id, EXAM)
    assert app.toggle[0].value is True
    app.radio[0].set_value("relaxed").run()

    button(app, "Start the clock")

    found = sittings.find_open(session, candidate)
    assert found is not None
    assert (found.mode, found.extra_time_percent) == ("relaxed", 25)


def test_with_one_credit_left_the_door_stays_shut_and_says_why(session: Session, candidate: Actor) -> None:
    for number in range(4):
        hand_in(session, candidate, band=6, essay=f"{ESSAY} {number}")

    app = open_app(candidate.user_id, EXAM)

    [start] = [one for one in app.button if one.label == "Start the clock"]
    assert start.disabled
    assert "A mock test costs 2 credits; you have 1 left." in said(app)


def test_an_address_that_was_never_confirmed_is_told_so(session: Session) -> None:
    learner = make_candidate(session, email_verified_at=None)
    session.commit()
    app = open_app(learner.user_id, EXAM)

    button(app, "Start the clock")

    assert "Please confirm your e-mail address first" in app.warning[0].value.replace("\\", "")
    assert sittings.find_open(session, learner) is None


def test_a_running_test_opens_by_itself(session: Session, candidate: Actor, sitting: Sitting) -> None:
    app = open_app(candidate.user_id, EXAM)

    assert components(app) == ["exam_bar", "exam_divider", "essay_editor", "essay_editor"]
    assert "Academic Writing Task 1" in said(app) and "Academic Writing Task 2" in said(app)


def test_handing_in_leads_to_the_result_that_waits(session: Session, candidate: Actor, sitting: Sitting) -> None:
    app = finish(open_app(candidate.user_id, EXAM), sitting)

    assert app.query_params["sitting"] in (sitting.code, [sitting.code])
    assert [status.label for status in app.status] == ["We are reading your answers, one after the other."]
    for part in sitting.parts:
        assert status_of(session, part.submission_id) == SubmissionStatus.submitted


def test_what_the_sweeper_closed_meanwhile_leads_to_the_result(
    session: Session, candidate: Actor, sitting: Sitting
) -> None:
    app = open_app(candidate.user_id, EXAM)
    sittings.finish(session, candidate, code=sitting.code)
    session.commit()

    app.run()

    assert "Your mock test" in said(app)
    assert len(app.status) == 1


def test_a_test_whose_time_is_long_over_is_closed_at_the_door(
    session: Session, candidate: Actor, sitting: Sitting
) -> None:
    move_deadline(session, sitting.code, seconds_ago=closing.SWEPT_AFTER.total_seconds() + 2)
    session.commit()

    app = open_app(candidate.user_id, EXAM)

    assert not app.exception and len(app.status) == 1
    assert sittings.find_open(session, candidate) is None


def test_the_result_shows_our_sum(session: Session, candidate: Actor, sitting: Sitting) -> None:
    sittings.finish(session, candidate, code=sitting.code)
    for part, band in zip(sitting.parts, (5, 7), strict=True):
        claim = assessments.claim(session, submission_id=part.submission_id)
        assert claim is not None
        assessments.finish(session, claim, Outcome(make_result(band), None, Decimal("0.2")))
    session.commit()

    app = open_app(candidate.user_id, RESULT, query={"sitting": sitting.code})

    assert "Your Writing band 6.5" in said(app)
    assert "Likely between 6.0 and 7.0" in said(app)
    assert "Our sum: Task 2 counts twice, so (5.00 + 2 × 7.00) ÷ 3 = 6.33, rounded to 6.5." in said(app)
    assert said(app).count("not an official score") == 1
    button(app, "Read the result")
    assert "Your Task 1 band 5.0" in said(app)
    door = open_app(candidate.user_id, EXAM)
    assert "Your mock tests" in said(door)
    button(door, "Read the result")
    assert "Your Writing band 6.5" in said(door)


def test_an_empty_part_and_one_that_no_band_fits_say_why(session: Session, candidate: Actor) -> None:
    sitting = begin(session, candidate)
    foreign = write(session, candidate, sitting, 2, "Ta odpowiedź nie jest po angielsku. " * 8)
    sittings.finish(session, candidate, code=sitting.code)
    claim = assessments.claim(session, submission_id=foreign)
    assert claim is not None
    refusal = NotAssessable("not_english", "This text does not seem to be in English.")
    assessments.finish(session, claim, Outcome(None, refusal, Decimal("0.1")))
    session.commit()

    app = open_app(candidate.user_id, RESULT, query={"sitting": sitting.code})

    assert "There is no Writing band, because Task 1 was left empty." in said(app)
    assert "This text does not seem to be in English." in said(app)
    button(app, "Read your text")
    assert "Ta odpowiedź nie jest" in said(app)
    assert not [one for one in app.button if one.label == "Send it again"]


@pytest.mark.parametrize("code", ["", "mock-nobody", "\u0000", "9" * 500])
def test_a_code_that_is_none_is_refused_in_one_sentence(session: Session, candidate: Actor, code: str) -> None:
    app = open_app(candidate.user_id, RESULT, query={"sitting": code})

    assert not app.exception
    assert [one.value.replace("\\", "") for one in app.warning] == [
        "We cannot find this test. It may belong to another account."
    ]


def test_another_persons_result_is_refused(session: Session, sitting: Sitting) -> None:
    stranger = make_learner(session)
    session.commit()

    app = open_app(stranger.user_id, RESULT, query={"sitting": sitting.code})

    assert len(app.warning) == 1 and "Task 1" not in said(app)


def test_a_result_that_is_asked_for_too_early_leads_back_to_the_room(
    session: Session, candidate: Actor, sitting: Sitting
) -> None:
    app = open_app(candidate.user_id, RESULT, query={"sitting": sitting.code})

    assert "exam_bar" in components(app)


def test_home_and_the_desk_lead_into_the_room_and_the_drafts_stay_out_of_the_list(
    session: Session, candidate: Actor, sitting: Sitting
) -> None:
    home = open_app(candidate.user_id, HOME)
    assert "Your mock test is running" in said(home)
    button(home, "Back to the test")
    assert "exam_bar" in components(home)

    desk = open_app(candidate.user_id, WRITE, query={"submission": str(sitting.parts[1].submission_id)})
    assert "exam_bar" in components(desk)

    lists = open_app(candidate.user_id, ESSAYS)
    lists.segmented_control[0].set_value("Drafts").run()
    assert "Go on" not in [one.label for one in lists.button]


def test_practise_shows_the_way(session: Session, candidate: Actor) -> None:
    app = open_app(candidate.user_id, PRACTISE)
    app.segmented_control[0].set_value("Mock test").run()

    button(app, "Look at it")

    assert "Start the clock" in [one.label for one in app.button]
    assert session.scalars(select(rows.Sitting)).all() == []
