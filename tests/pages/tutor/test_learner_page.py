"""A learner as their tutor sees them: charts, essays, and nobody else's."""

from sqlalchemy.orm import Session

from tests.factories.actors import make_learner
from tests.factories.classroom import make_class, make_member, make_tutor
from tests.pages.driver import open_app, texts
from tests.pages.learner.steps import hand_in

PAGE = "pages/tutor/learner.py"


def test_the_essays_and_the_charts_of_ones_own_learner(session: Session) -> None:
    tutor = make_tutor(session)
    learner = make_member(session, make_class(session, tutor), display_name="Mika [Sato](x)")
    hand_in(session, learner, band=6)
    session.commit()
    query = {"learner": str(learner.user_id)}

    app = open_app(tutor.user_id, PAGE, query=query)
    assert not app.exception
    assert "Mika" in app.title[0].value
    assert any("**6.0** (6 6 6 6)" in each.value for each in app.caption)

    for view in ("Bands", "Criteria", "Errors", "Pace", "Days"):
        app = open_app(tutor.user_id, PAGE, query=query)
        app.session_state["learner_view"] = view
        app.run()
        assert not app.exception
        assert "those that the learner reads" in texts(app)


def test_a_learner_of_somebody_else_is_not_found(session: Session) -> None:
    tutor, stranger = make_tutor(session), make_learner(session)
    make_member(session, make_class(session, make_tutor(session)), stranger)
    session.commit()

    app = open_app(tutor.user_id, PAGE, query={"learner": str(stranger.user_id)})

    assert not app.exception
    assert not app.title
    assert "no such learner in your classes" in texts(app)
