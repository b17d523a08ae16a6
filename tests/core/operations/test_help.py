"""A question reaches every administrator, and nobody is flooded."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.operations import help as asking
from core.operations.errors import HelpWords, TooManyQuestions
from db.models.platform import OutboxMail
from tests.factories.accounts import make_user
from tests.factories.actors import make_learner


def test_it_reaches_every_administrator_with_what_it_is_about(session: Session) -> None:
    for _ in range(2):
        make_user(session, groups=("learner", "admin"))
    learner = make_learner(session)

    asking.ask(session, learner, words=" Why?\n ", page="Home", essay="Parks (7)", error_number="0a1b2c3d")

    found = session.scalars(select(OutboxMail).where(OutboxMail.template == "help_request")).all()
    assert len(found) == 2
    assert found[0].context["address"] == learner.email
    assert (found[0].context["words"], found[0].context["error"]) == ("Why?", "0a1b2c3d")


def test_no_words_and_too_many(session: Session) -> None:
    make_user(session, groups=("learner", "admin"))
    learner = make_learner(session)
    for bad in ("", "\x00 ", "x" * 3_001):
        with pytest.raises(HelpWords):
            asking.ask(session, learner, words=bad)
    for number in range(5):
        asking.ask(session, learner, words=f"Question {number}")
        session.execute(
            text("update platform_outbox set created_at = created_at - make_interval(mins => :m)"), {"m": 1}
        )
    with pytest.raises(TooManyQuestions):
        asking.ask(session, learner, words="One more")
