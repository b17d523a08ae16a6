"""The tutor's pages on an empty class and on a full one."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from core.assessment.types import Criterion
from core.classroom import assignments, cohorts, messages, review_queue
from core.clock import utc_now
from core.content import tasks
from db.models.accounts import User
from tests.factories.classroom import make_assignment, make_class, make_member, make_tutor
from tests.factories.content import make_task
from tests.pages.driver import open_app, texts
from tests.pages.learner.steps import button, hand_in

TABS = ("Cockpit", "Needs a word", "Errors", "People", "Settings")


@pytest.mark.parametrize("page", ["today", "classes", "review", "set_work", "tasks"])
@pytest.mark.parametrize("learners", [None, 0, 2])
def test_every_page_opens(session: Session, page: str, learners: int | None) -> None:
    tutor = make_tutor(session)
    if learners is not None:
        cohort_id = make_class(session, tutor, learners=learners)
        make_assignment(session, tutor, cohort_id)
    session.commit()

    app = open_app(tutor.user_id, f"pages/tutor/{page}.py")

    assert not app.exception
    assert app.title[0].value


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_of_a_class_opens(session: Session, tab: str) -> None:
    tutor = make_tutor(session)
    learner = make_member(session, make_class(session, tutor))
    hand_in(session, learner, band=6)

    app = open_app(tutor.user_id, "pages/tutor/classes.py")
    app.session_state["class_tab"] = tab
    app.run()

    assert not app.exception


def test_an_essay_is_commented_marked_and_read(session: Session) -> None:
    tutor = make_tutor(session, display_name="Ms Ito")
    learner = make_member(session, make_class(session, tutor))
    essay = hand_in(session, learner, band=6)

    app = open_app(tutor.user_id, "pages/tutor/essay.py", query={"submission": str(essay)})
    assert not app.exception
    next(each for each in app.text_input if each.label == "Words of the essay").input("no such words at all")
    next(each for each in app.text_area if each.label == "Your comment").input("Say more.")
    button(app, "Add it")
    assert "do not stand in the essay" in texts(app)

    review_queue.decide(
        session, tutor, submission_id=essay, bands=dict.fromkeys(Criterion, Decimal(7)), reason="Richer words."
    )
    session.commit()
    app = open_app(learner.user_id, "pages/learner/result.py", query={"submission": str(essay)})
    assert not app.exception
    assert "Your tutor Ms Ito says: band 7.0" in texts(app)
    app.session_state["how_written"] = True
    app.run()
    assert "no record of how this essay was written" in texts(app)


def test_the_engine_and_the_tutor_are_compared(session: Session) -> None:
    tutor = make_tutor(session)
    learner = make_member(session, make_class(session, tutor))
    essay = hand_in(session, learner, band=6)
    review_queue.decide(
        session, tutor, submission_id=essay, bands=dict.fromkeys(Criterion, Decimal(7)), reason="Richer words."
    )
    session.commit()

    app = open_app(tutor.user_id, "pages/tutor/review.py")
    app.session_state["agreeing"] = True
    app.run()

    [table] = [each.value for each in app.dataframe if "Kappa" in each.value]
    assert list(table["Marks"])[:2] == ["All", "Task 2"]


def test_a_word_waits_on_the_first_page_until_it_is_read(session: Session) -> None:
    tutor = make_tutor(session, display_name="Ms Ito")
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    messages.send_to_class(session, tutor, cohort_id=cohort_id, text="Read <b>this</b> [first](x)")
    session.commit()

    app = open_app(learner.user_id, "pages/learner/home.py")
    assert "Ms Ito" in texts(app)
    button(app, "I have read it")

    assert "I have read it" not in [each.label for each in app.button]


def test_wishes_of_a_class_are_kept(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    session.commit()
    app = open_app(tutor.user_id, "pages/tutor/classes.py")
    app.session_state["class_tab"] = "Settings"
    app.run()
    next(each for each in app.checkbox if "by mail on Mondays" in each.label).check()
    next(each for each in app.select_slider if "sample" in each.label).set_value(20)
    button(app, "Save")

    session.expire_all()
    assert cohorts.settings_of(session, tutor, cohort_id=cohort_id) == (20, True)


def test_a_mock_test_is_set_to_one_learner(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner, other = make_member(session, cohort_id), make_member(session, cohort_id)
    session.commit()
    app = open_app(tutor.user_id, "pages/tutor/set_work.py")
    app.session_state["work_kind"] = "A mock test"
    app.run()
    next(each for each in app.multiselect if each.label == "For whom").select(learner.user_id)
    button(app, "Set it")

    assert "Mock test" in texts(open_app(learner.user_id, "pages/learner/home.py"))
    assert "Mock test: both" not in texts(open_app(other.user_id, "pages/learner/home.py"))


def test_a_task_is_set_as_in_the_test(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    make_task(session, title="Buses for all", time_limit_minutes=40)
    session.commit()
    app = open_app(tutor.user_id, "pages/tutor/set_work.py")
    assert [each.label for each in app.selectbox if each.label.startswith("Versions")] == [
        "Versions that each may hand in until then"
    ]
    app.session_state["work_mode"] = "Exam"
    app.run()
    assert not [each for each in app.selectbox if each.label.startswith("Versions")]
    button(app, "Set it")
    assert [each.value for each in app.toast] == ["It is set. Your learners see it on their first page."]
    app.run()
    assert not app.toast

    home = open_app(learner.user_id, "pages/learner/home.py")
    assert "Buses for all (in 40 minutes, as in the test)" in texts(home).replace("\\", "")


def test_two_versions_of_a_task_are_set(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    make_member(session, cohort_id)
    make_task(session)
    session.commit()
    app = open_app(tutor.user_id, "pages/tutor/set_work.py")
    next(each for each in app.selectbox if each.label.startswith("Versions")).select(2)
    button(app, "Set it")

    assert [each.drafts_allowed for each in assignments.list_work(session, tutor, cohort_id=cohort_id)] == [2]


def test_today_names_tests_moves_and_the_error_of_the_week(session: Session) -> None:
    tutor = make_tutor(session)
    empty = make_class(session, tutor, name="A new group")
    cohort_id = make_class(session, tutor, name="Evening group")
    learner = make_member(session, cohort_id, display_name="Mei *Tanaka*", target_band_score=Decimal("6.5"))
    session.get_one(User, learner.user_id).test_date = (utc_now() + timedelta(days=5)).date()
    hand_in(session, learner, band=6)
    make_assignment(session, tutor, cohort_id, due_at=utc_now() + timedelta(days=2))
    code = next(card.code for card in cohorts.list_mine(session, tutor) if card.cohort_id == empty)
    session.commit()

    app = open_app(tutor.user_id, "pages/tutor/today.py")
    said = texts(app).replace("\\", "").replace("\u2060", "")
    assert "Mei *Tanaka*" in said
    assert "newest band 6.0, target 6.5" in said
    assert "This week's error: " in "".join(each.label for each in app.expander)
    assert code in "".join(each.value for each in app.code)
    assert "due on" in said
    next(each for each in app.button if each.label == "Send it").click().run()

    assert "Sent to one learner" in "".join(each.value for each in app.success)
    assert re.match("“.+” is due on .+, and I have nothing from you yet", messages.inbox(session, learner)[0].words)


def test_a_bar_of_the_cockpit_shows_who_stands_there(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor, learners=2)
    hand_in(session, make_member(session, cohort_id, target_band_score=Decimal("6.5")), band=6)
    app = open_app(tutor.user_id, "pages/tutor/classes.py")
    for group, shown in (("half", "Shown: 1 of 3 (half a band to go)"), ("unknown:later", "Shown: 2 of 3"), ("x", "")):
        app.session_state[f"distance_group:{cohort_id}"] = group
        app.run()
        assert not app.exception
        assert shown in texts(app)
        assert bool(shown) is ("Shown:" in texts(app))


def test_what_is_refused_stays_in_the_form_and_what_was_kept_leaves_it(session: Session) -> None:
    tutor = make_tutor(session)
    session.commit()
    app = open_app(tutor.user_id, "pages/tutor/tasks.py")

    def question() -> Any:
        return next(each for each in app.text_area if each.label == "The question")

    question().set_value("Too short")
    button(app, "Keep it")
    assert question().value == "Too short"
    assert app.warning
    question().set_value("Some people say that every town should have a public garden. Do you agree or disagree?")
    button(app, "Keep it")
    assert question().value == ""
    assert len(tasks.list_own(session, tutor)) == 1


def test_a_comment_that_is_refused_stays_to_be_mended(session: Session) -> None:
    tutor = make_tutor(session)
    learner = make_member(session, make_class(session, tutor))
    essay = hand_in(session, learner, band=6)
    app = open_app(tutor.user_id, "pages/tutor/essay.py", query={"submission": str(essay)})

    def field(label: str) -> Any:
        return next(each for each in (*app.text_input, *app.text_area) if each.label == label)

    field("Words of the essay").set_value("words that do not stand there")
    field("Your comment").set_value("Say how fast.")
    button(app, "Add it")
    assert field("Your comment").value == "Say how fast."
    field("Words of the essay").set_value("public transport")
    button(app, "Add it")
    assert field("Your comment").value == ""
    assert field("Words of the essay").value == ""


def labelled(app: Any, label: str) -> Any:
    return next(each for each in (*app.text_area, *app.select_slider, *app.multiselect) if label in each.label)


def test_what_is_typed_for_one_class_stays_with_it(session: Session) -> None:
    tutor = make_tutor(session)
    one, _ = (make_class(session, tutor, learners=1, name=name) for name in ("A group", "B group"))
    session.commit()
    app = open_app(tutor.user_id, "pages/tutor/classes.py", query={"class": str(one), "class_tab": "People"})
    app.session_state["class_tab"] = "People"
    app.run()
    labelled(app, "Addresses").set_value("new@example.org").run()
    assert any(each.label == "Invite one person" for each in app.button)
    app.selectbox[0].select_index(1)
    app.session_state["class_tab"] = "People"
    app.run()
    assert labelled(app, "Addresses").value == ""


def test_a_class_that_joins_meanwhile_changes_nobody_chosen(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    chosen = make_member(session, cohort_id, display_name="Ana")
    make_task(session)
    session.commit()
    app = open_app(tutor.user_id, "pages/tutor/set_work.py")
    labelled(app, "For whom").select(chosen.user_id)
    make_member(session, cohort_id, display_name="Ana")
    session.commit()
    button(app, "Set it")

    [work] = assignments.list_work(session, tutor, cohort_id=cohort_id)
    assert work.learners == 1
    assert assignments.homework(session, chosen)
    assert labelled(app, "For whom").value == []


def test_a_refused_mark_leaves_the_page_as_it_is(session: Session) -> None:
    tutor = make_tutor(session)
    learner = make_member(session, make_class(session, tutor))
    essay = hand_in(session, learner, band=6)
    app = open_app(tutor.user_id, "pages/tutor/essay.py", query={"submission": str(essay)})
    app.select_slider[0].set_value(8)
    button(app, "Save my bands")

    assert any("say why" in each.value for each in app.warning)
    assert app.select_slider[0].value == 8
    assert "Comment on words of the essay" in [each.label for each in app.expander]
