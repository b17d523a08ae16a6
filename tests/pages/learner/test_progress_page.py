"""Progress with nothing, one essay, redrafts alone and months of practice; names and titles of every script."""

from datetime import timedelta
from decimal import Decimal
from html import escape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.actor import Actor
from core.assessment.types import CheckKind
from core.clock import utc_now
from core.practice import drafts
from db.models.assessment import Assessment
from db.models.practice import Submission
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.content import make_task
from tests.factories.progress import error, make_attempt, make_plan, make_snapshots, missing
from tests.pages.driver import open_app, texts
from tests.pages.learner.steps import button, submission_in

PROGRESS = "pages/learner/progress.py"
TITLES = ("🏙 Cities 🏙", "المدن والناس", "ערים | *ואנשים*", "a | b | c", "# $x$ :smile: [a](http://b)")
VIEWS = ("Bands", "Criteria", "Errors", "Pace", "Days")


def attempts(session: Session, learner: Actor, count: int, **found: object) -> list[int]:
    now = utc_now()
    made = [
        make_attempt(session, learner, at=now - timedelta(days=7 * (count - number)), **found).id  # type: ignore[arg-type]
        for number in range(count)
    ]
    session.commit()
    return made


def see(app: AppTest, view: str) -> str:
    app.segmented_control[0].set_value(view).run()
    assert not app.exception
    return texts(app)


def tables(app: AppTest) -> list[str]:
    return [element.proto.body for element in app.get("html") if "<table>" in element.proto.body]


def pictures(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def test_nothing_yet_and_practice_days_from_a_plan_alone(session: Session, learner: Actor) -> None:
    app = open_app(learner.user_id, PROGRESS)
    assert not app.exception and pictures(app) == 0
    assert "Your first result will start this page." in [info.value for info in app.info]

    draft = drafts.begin_with(session, learner, task_id=make_task(session).id, text="A few words")
    make_plan(session, session.get_one(Submission, draft), at=utc_now())
    session.commit()

    assert "This week: 1 practice day." in texts(open_app(learner.user_id, PROGRESS))


def test_one_essay_claims_nothing(session: Session, learner: Actor) -> None:
    attempts(session, learner, 1, comments=[error("article")])

    app = open_app(learner.user_id, PROGRESS)

    said = texts(app)
    assert "Too early to see a trend: 5 more essays of Task 2 will show it." in said
    assert "One essay of a task is too little to say what keeps coming back." in said
    assert "You have written only Task 2 so far, so this is about your Task 2 band." in said
    assert "A forecast needs eight first attempts of one task: 7 more first attempts to go." in said
    assert "Improved" not in said and pictures(app) == 1
    assert "Articles: 1 so far." in see(app, "Errors") and pictures(app) == 0
    assert "No record for Task 2 yet" in see(app, "Pace")
    assert "No Task 1 essay yet." in see(app, "Criteria")


def test_redrafts_alone_are_shown_apart(session: Session, learner: Actor) -> None:
    (parent,) = attempts(session, actor_of(make_user(session)), 1)
    attempts(session, learner, 2, parent_id=parent)

    app = open_app(learner.user_id, PROGRESS)

    assert "No Task 2 essay yet." in texts(app) and pictures(app) == 0
    for view in VIEWS:
        see(app, view)


def test_months_of_practice_in_every_view(session: Session, learner: Actor) -> None:
    made = attempts(
        session, learner, 9, comments=[error("article")], checks=[missing(CheckKind.part, "Why *some* people <b> move")]
    )
    make_attempt(session, learner, at=utc_now(), bands=(7, 7, 7, 7), parent_id=made[-1])
    make_snapshots(session, session.get_one(Submission, made[-1]), [(10, 90), (20, 170), (31, 260)])
    session.commit()

    app = open_app(learner.user_id, PROGRESS)

    said = texts(app)
    assert "About the same: your last three essays differ too little" in said
    assert "**A part of the question was not answered** in 3 of your last 3 Task 2 essays." in said
    assert r"“Why \*some\* people \<b\> move”" in said
    assert "Your redraft went from 6.0 to 7.0." in said
    assert "1 of 1 lay inside what it had said before." in said
    assert pictures(app) == 2
    assert "none stands out" in see(app, "Criteria") and pictures(app) == 1
    assert "in 100 words in your last 3 essays, about the same as before." in see(app, "Errors")
    assert "One essay has a record so far: 90 words after 10 minutes, 170 words after 20 minutes" in see(app, "Pace")
    assert "This week: " in see(app, "Days") and pictures(app) == 1


def test_the_numbers_stand_behind_each_picture(session: Session, learner: Actor) -> None:
    attempts(session, learner, 3, comments=[error("article")])

    app = open_app(learner.user_id, PROGRESS)

    (table,) = tables(app)
    assert pictures(app) == 1
    assert table.count("<tr>") == 1 + 3 and "5.0 to 7.0" in table


def test_the_way_leads_to_the_task(session: Session, learner: Actor) -> None:
    task_id = make_task(session, title="Visitors of museums", task_number=1).id
    attempts(session, learner, 2)
    app = open_app(learner.user_id, PROGRESS)
    assert "**Next: Visitors of museums.** Task 1 is a third of your Writing band" in texts(app)

    button(app, "Write this one")

    assert session.get_one(Submission, submission_in(app)).task_id == task_id


def test_without_a_target_the_page_asks_for_one(session: Session) -> None:
    learner = make_learner(session)
    attempts(session, learner, 1)

    app = open_app(learner.user_id, PROGRESS)

    assert "You have not set a target band yet" in texts(app)
    assert "Your way" in [each.value for each in app.header]


@pytest.mark.parametrize("title", TITLES)
def test_titles_and_names_of_every_script(session: Session, title: str) -> None:
    learner = make_learner(
        session, display_name="Zoë 🌻 عمر", timezone="Asia/Kathmandu", target_band_score=Decimal("9.0")
    )
    task_id = make_task(session, title=title).id
    attempts(session, learner, 2, task_id=task_id)

    app = open_app(learner.user_id, PROGRESS)

    assert not app.exception
    (table,) = tables(app)
    assert table.count("<td") == 2 * 5
    assert escape(title) in table and "<a" not in table


def test_the_page_is_new_as_soon_as_a_result_is_there(session: Session, learner: Actor) -> None:
    attempts(session, learner, 1)
    app = open_app(learner.user_id, PROGRESS)
    assert "5 more essays of Task 2" in texts(app)

    make_attempt(session, learner, at=utc_now())
    session.commit()
    app.run()

    assert "4 more essays of Task 2" in texts(app)


def test_two_people_never_see_each_others_page(session: Session, learner: Actor) -> None:
    attempts(session, learner, 2)
    other = make_learner(session)
    session.commit()

    open_app(learner.user_id, PROGRESS)

    assert "Your first result" in [info.value[:17] for info in open_app(other.user_id, PROGRESS).info]


def test_a_provisional_band_is_shown_as_such(session: Session, learner: Actor) -> None:
    made = attempts(session, learner, 2)
    session.scalars(select(Assessment).where(Assessment.submission_id == made[1])).one().is_provisional = True
    session.commit()

    app = open_app(learner.user_id, PROGRESS)
    said = texts(app)

    assert "A hollow dot is a provisional band" in said
    assert tables(app)[0].count("6.0 (provisional)") == 1
