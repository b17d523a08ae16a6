"""Home, Practise, a task, an essay that is written already: the ways to the desk."""

from collections.abc import Mapping

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.actor import Actor
from core.practice import drafts
from db.models.content import PracticeTask
from db.models.practice import Submission
from db.repositories import task_search
from tests.factories.content import make_task, make_topic
from tests.factories.essays import ESSAY
from tests.pages.driver import components, open_app, texts
from tests.pages.learner.steps import button, hand_in, submission_in

HOME, PRACTISE, WRITE = "pages/learner/home.py", "pages/learner/practise.py", "pages/learner/write.py"
APPROACH = "pages/learner/approach.py"
RESULT, ESSAYS = "pages/learner/result.py", "pages/learner/my_essays.py"
PROGRESS, CHECK = "pages/learner/progress.py", "pages/learner/check.py"
CHART = "The chart below shows journeys by tram in one city."
FIGURES = "Year;2000;2020\nTrams;60;165"


def fill(app: AppTest, typed: Mapping[str, str]) -> None:
    for area in app.text_area:
        area.set_value(typed.get(area.label, ""))


def filled(app: AppTest) -> dict[str, str]:
    return {area.label: area.value or "" for area in app.text_area}


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
    essay_id = hand_in(session, learner, band=6)
    assert "Your result is here" in texts(open_app(learner.user_id, HOME))
    open_app(learner.user_id, RESULT, query={"submission": str(essay_id)})

    app = open_app(learner.user_id, HOME)

    assert "This one is free" in texts(app)  # to improve it
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


def test_practise_opens_with_one_task_then_another_then_the_list(session: Session, learner: Actor) -> None:
    for number in range(3):
        make_task(session, title=f"Question {number}")
    session.commit()
    app = open_app(learner.user_id, PRACTISE)

    def shown() -> list[str]:
        return [element.value for element in app.markdown if element.value.startswith("**")]

    first = shown()
    assert len(first) == 1
    button(app, "Another one")
    assert len(shown()) == 1 and shown() != first
    button(app, "All Task 2 questions")
    assert app.segmented_control[0].value == "Task 2"
    assert len(shown()) == session.scalar(select(func.count()).select_from(PracticeTask))


def test_what_is_done_can_be_left_out_and_a_misspelling_is_forgiven(session: Session, learner: Actor) -> None:
    hand_in(session, learner, band=6)
    make_task(session, title="Night trains to the mountains")
    task_search.remember_words(session)
    session.commit()
    app = open_app(learner.user_id, PRACTISE)
    app.segmented_control[0].set_value("Task 2").run()
    assert "Buses for all" in texts(app)

    app.toggle[0].set_value(True).run()
    assert "Buses for all" not in texts(app)
    app.text_input[0].set_value("mountians").run()

    assert "Night trains to the mountains" in texts(app)
    assert "These are for “mountains”" in texts(app)


def test_how_to_approach_it_shows_a_kind_and_a_topic(learner: Actor) -> None:
    app = open_app(learner.user_id, APPROACH, query={"kind": "line"})
    assert "How to approach a line graph" in texts(app) and "Your 20 minutes" in texts(app)

    app = open_app(learner.user_id, APPROACH, query={"topic": "public-transport"})
    assert "Words that belong together" in texts(app) and "keep fares low" in texts(app)
    app.segmented_control[0].set_value("Kinds of task").run()
    assert not app.exception

    assert not open_app(learner.user_id, APPROACH, query={"kind": "<b>", "topic": "../x"}).exception


def test_a_task_leads_to_similar_ones(session: Session, learner: Actor) -> None:
    topic = make_topic(session).id
    task = make_task(session, topic_id=topic)
    make_task(session, topic_id=topic, title="The other one")
    session.commit()

    app = open_app(learner.user_id, "pages/learner/task.py", query={"task": str(task.id)})

    assert any("The other one" in link.proto.label for link in app.get("page_link"))


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
    fill(app, {"The question": "Zoos?", "Your essay": ESSAY})

    button(app, "Go to the desk")

    assert len(app.warning) == 1
    assert filled(app) == {"The question": "Zoos?", "The figures": "", "Your essay": ESSAY}


def test_the_figures_of_a_chart_come_with_the_question(session: Session, learner: Actor) -> None:
    app = open_app(learner.user_id, CHECK)
    task_number = next(one for one in app.segmented_control if one.label == "Task")
    task_number.set_value(1)
    fill(app, {"The question": CHART, "The figures": FIGURES, "Your essay": ESSAY})
    app.text_input[0].set_value("thousand")

    button(app, "Go to the desk")

    draft = drafts.get(session, learner, submission_id=submission_in(app))
    assert draft.task.materials is not None
    assert draft.task.materials["series"] == [{"name": "Trams", "values": [60, 165]}]
    assert "The figures that you pasted (thousand)" in texts(app)


@pytest.mark.parametrize(
    ("number", "figures", "said"),
    [(2, FIGURES, "Only Academic Task 1"), (1, "Year;2000;2020\nTrams;60", "Row 2 of your table has 2 cells")],
)
def test_figures_that_cannot_be_used_are_refused_and_nothing_is_lost(
    session: Session, learner: Actor, number: int, figures: str, said: str
) -> None:
    app = open_app(learner.user_id, CHECK)
    next(one for one in app.segmented_control if one.label == "Task").set_value(number)
    typed = {"The question": CHART, "The figures": figures, "Your essay": ESSAY}
    fill(app, typed)

    button(app, "Go to the desk")

    assert [said in warning.value.replace("\\", "") for warning in app.warning] == [True]
    assert filled(app) == typed
    assert session.scalar(select(func.count()).select_from(Submission)) == 0


def test_an_essay_written_elsewhere_comes_to_the_desk(session: Session, learner: Actor) -> None:
    app = open_app(learner.user_id, CHECK)
    app.segmented_control[0].set_value("A task from here").run()

    app.text_area[0].set_value(ESSAY)
    button(app, "Go to the desk")

    draft_id = submission_in(app)
    assert drafts.get(session, learner, submission_id=draft_id).text == ESSAY


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
