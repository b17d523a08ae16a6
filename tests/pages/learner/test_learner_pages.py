"""The learner's screens: what they show with nothing, with a draft, with a result; what their buttons do."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.actor import Actor
from core.assessment import assessments
from core.assessment.marking import Outcome
from core.practice import drafts, submissions
from db.models.practice import Submission, SubmissionStatus
from tests.factories.actors import make_learner
from tests.factories.content import make_task, make_topic
from tests.factories.essays import ESSAY, make_result
from tests.pages.driver import components, open_app, texts

HOME, PRACTISE, WRITE = "pages/learner/home.py", "pages/learner/practise.py", "pages/learner/write.py"
RESULT, ESSAYS = "pages/learner/result.py", "pages/learner/my_essays.py"
PROGRESS, CHECK = "pages/learner/progress.py", "pages/learner/check.py"


@pytest.fixture
def learner(session: Session) -> Actor:
    learner = make_learner(session, display_name="Mai", target_band_score=Decimal("6.5"))
    make_task(
        session, title="Trains and cars", topic_id=make_topic(session).id, additional_materials={"type": "opinion"}
    )
    session.commit()
    return learner


def hand_in(session: Session, learner: Actor, *, band: int | None = None) -> int:
    task = make_task(session, title="Buses for all")
    draft_id = drafts.begin_with(session, learner, task_id=task.id, text=ESSAY)
    submissions.submit(session, learner, submission_id=draft_id, revision=0)
    if band is not None:
        claim = assessments.claim(session, submission_id=draft_id)
        assert claim is not None
        assessments.finish(session, claim, Outcome(make_result(band), None, Decimal("0.2")))
    session.commit()
    return draft_id


def button(app: AppTest, label: str) -> None:
    next(element for element in app.button if element.label == label).click().run()
    assert not app.exception


def submission_in(app: AppTest) -> int:
    """The essay that the address names."""
    value = app.query_params["submission"]
    return int(value if isinstance(value, str) else value[-1])


def status_of(session: Session, submission_id: int) -> SubmissionStatus | None:
    session.expire_all()
    return session.scalar(select(Submission.status).where(Submission.id == submission_id))


def test_home_of_a_newcomer_leads_to_the_first_essay(session: Session, learner: Actor) -> None:
    app = open_app(learner.user_id, HOME)

    assert "Hello, Mai" in texts(app)
    assert "5 of 5 feedbacks left" in texts(app)
    assert "Writing target 6.5" in texts(app)
    button(app, "Write my first essay")
    assert components(app) == ["essay_editor"]


def test_home_goes_on_with_an_open_draft(session: Session, learner: Actor) -> None:
    draft_id = drafts.begin_with(
        session, learner, task_id=make_task(session, title="Ships").id, text="Three words here"
    )
    session.commit()

    app = open_app(learner.user_id, HOME)

    assert "Ships" in texts(app) and "You have written 3 words" in texts(app)
    button(app, "Go on writing")
    assert submission_in(app) == draft_id


def test_home_after_a_result_shows_band_and_range(session: Session, learner: Actor) -> None:
    hand_in(session, learner, band=6)

    app = open_app(learner.user_id, HOME)

    assert [(metric.label, metric.value) for metric in app.metric] == [("Task 2 band", "6.0")]
    assert "likely 5.5 to 6.5" in texts(app)
    assert "This week: 1 of 7 days" in texts(app)


def test_practise_filters_the_bank(session: Session, learner: Actor) -> None:
    make_task(session, title="A chart of rain", task_number=1)
    session.commit()
    app = open_app(learner.user_id, PRACTISE)

    app.segmented_control[0].set_value("Task 1").run()

    assert not app.exception
    assert "A chart of rain" in texts(app) and "Trains and cars" not in texts(app)
    app.text_input[0].set_value("nothing like this").run()
    assert "No task fits these filters" in texts(app)


def test_an_own_question_goes_to_the_desk_and_stays_out_of_the_bank(session: Session, learner: Actor) -> None:
    app = open_app(learner.user_id, PRACTISE)
    app.segmented_control[0].set_value("Own question").run()

    app.text_area[0].set_value("Some people say that zoos are cruel. Do you agree or disagree?")
    button(app, "Go to the desk")

    assert components(app) == ["essay_editor"]
    app = open_app(learner.user_id, PRACTISE)
    app.segmented_control[0].set_value("Task 2").run()
    assert "zoos" not in texts(app)


def test_too_short_a_question_is_refused_in_one_sentence_and_stays(session: Session, learner: Actor) -> None:
    app = open_app(learner.user_id, CHECK)
    app.text_area[0].set_value("Zoos?")
    app.text_area[1].set_value(ESSAY)

    button(app, "Go to the desk")

    assert len(app.warning) == 1
    assert (app.text_area[0].value, app.text_area[1].value) == ("Zoos?", ESSAY)


def test_an_essay_written_elsewhere_comes_to_the_desk(session: Session, learner: Actor) -> None:
    app = open_app(learner.user_id, CHECK)
    app.segmented_control[0].set_value("A task from here").run()

    app.text_area[0].set_value(ESSAY)
    button(app, "Go to the desk")

    draft_id = submission_in(app)
    assert drafts.get(session, learner, submission_id=draft_id).text == ESSAY


def test_handing_in_leads_to_the_waiting_result(session: Session, learner: Actor) -> None:
    draft_id = drafts.begin_with(session, learner, task_id=make_task(session).id, text=ESSAY)
    session.commit()
    app = open_app(learner.user_id, WRITE, query={"submission": str(draft_id)})

    app.session_state[f"editor:{draft_id}"] = {"handed_in": {"revision": 0}}
    app.run()

    assert not app.exception
    assert status_of(session, draft_id) == SubmissionStatus.submitted
    assert "Your essay is next." in [status.label for status in app.status]


def test_a_refused_hand_in_keeps_the_draft(session: Session, learner: Actor) -> None:
    draft_id = drafts.begin_with(session, learner, task_id=make_task(session).id, text="Too short")
    session.commit()
    app = open_app(learner.user_id, WRITE, query={"submission": str(draft_id)})

    app.session_state[f"editor:{draft_id}"] = {"handed_in": {"revision": 0}}
    app.run()

    assert not app.exception and len(app.warning) == 1
    assert components(app) == ["essay_editor"]
    assert status_of(session, draft_id) == SubmissionStatus.draft


def test_with_no_credit_left_nothing_is_lost(session: Session, learner: Actor) -> None:
    for _ in range(5):
        hand_in(session, learner, band=6)
    draft_id = drafts.begin_with(session, learner, task_id=make_task(session).id, text=ESSAY)
    session.commit()
    app = open_app(learner.user_id, WRITE, query={"submission": str(draft_id)})

    app.session_state[f"editor:{draft_id}"] = {"handed_in": {"revision": 0}}
    app.run()

    assert "You have used all your feedbacks for this month." in app.warning[0].value.replace("\\", "")
    assert status_of(session, draft_id) == SubmissionStatus.draft


def test_an_essay_handed_in_elsewhere_shows_its_result(session: Session, learner: Actor) -> None:
    submission_id = hand_in(session, learner, band=6)

    app = open_app(learner.user_id, WRITE, query={"submission": str(submission_id)})

    assert not app.exception
    assert components(app) == ["scorecard", "annotated_essay"]


def test_a_result_says_band_range_engine_and_that_it_is_an_estimate(session: Session, learner: Actor) -> None:
    submission_id = hand_in(session, learner, band=6)

    app = open_app(learner.user_id, RESULT, query={"submission": str(submission_id)})

    said = texts(app).replace("\\", "").replace("\u2060", "")
    assert "Your Task 2 band 6.0" in said
    assert "Likely between 5.5 and 6.5: about 8 of 10 essays like this" in said
    assert "Checked by grammar rules and statistics on this computer (engine offline-1)." in said
    assert said.count("not an official score") == 1
    assert "Rewrite the third paragraph from memory." in said


def test_a_failed_essay_says_so_and_can_be_sent_again(session: Session, learner: Actor) -> None:
    submission_id = hand_in(session, learner)
    claim = assessments.claim(session, submission_id=submission_id)
    assert claim is not None
    assessments.give_up(session, claim)
    session.commit()
    app = open_app(learner.user_id, RESULT, query={"submission": str(submission_id)})
    assert "No credit was used." in texts(app)

    button(app, "Send it again")

    assert status_of(session, submission_id) == SubmissionStatus.submitted


@pytest.mark.parametrize("page", [WRITE, RESULT])
@pytest.mark.parametrize("value", ["0", "-1", "abc", "99999999999999999999", "1;drop table", "٣"])
def test_an_id_that_is_none_is_refused_in_one_sentence(session: Session, learner: Actor, page: str, value: str) -> None:
    app = open_app(learner.user_id, page, query={"submission": value})

    assert not app.exception
    assert [warning.value.replace("\\", "") for warning in app.warning] == [
        "We cannot find this essay. It may belong to another account."
    ]


@pytest.mark.parametrize("page", [WRITE, RESULT])
def test_another_persons_essay_is_refused(session: Session, learner: Actor, page: str) -> None:
    submission_id = hand_in(session, make_learner(session), band=6)

    app = open_app(learner.user_id, page, query={"submission": str(submission_id)})

    assert len(app.warning) == 1 and components(app) == []


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
    assert len(app.get("plotly_chart")) == 2  # the line of Task 2, and the practice days


@pytest.mark.parametrize("page", [HOME, PRACTISE, ESSAYS, PROGRESS, CHECK])
def test_every_page_stands_with_nothing_to_show(session: Session, page: str) -> None:
    learner = make_learner(session)
    session.commit()

    assert not open_app(learner.user_id, page).exception


def test_a_task_can_be_read_without_beginning_it(session: Session, learner: Actor) -> None:
    task = make_task(session, title="Night trains")
    session.commit()

    app = open_app(learner.user_id, "pages/learner/task.py", query={"task": str(task.id)})

    assert not app.exception
    assert "Night trains" in texts(app)
    assert session.scalar(select(func.count()).where(Submission.task_id == task.id)) == 0
    button(app, "Write this one")
    assert components(app) == ["essay_editor"]


def test_a_task_shows_what_was_written_on_it_before(session: Session, learner: Actor) -> None:
    submission_id = hand_in(session, learner, band=6)
    task_id = session.get_one(Submission, submission_id).task_id
    drafts.begin_with(session, learner, task_id=task_id, text="Two words")
    session.commit()

    app = open_app(learner.user_id, "pages/learner/task.py", query={"task": str(task_id)})

    assert [link.proto.label[-8:] for link in app.get("page_link") if "band" in link.proto.label] == ["band 6.0"]
    assert "You have begun: 2 words so far." in texts(app)


def test_a_task_of_nobody_is_refused_in_one_sentence(session: Session, learner: Actor) -> None:
    app = open_app(learner.user_id, "pages/learner/task.py", query={"task": "0"})

    assert [warning.value.replace("\\", "") for warning in app.warning] == ["We cannot find this task."]
