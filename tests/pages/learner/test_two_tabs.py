"""Two tabs that hand in the same essay at the same moment."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.actor import Actor
from core.billing import credits
from core.billing.types import Balance
from core.practice import drafts, submissions
from db.models.assessment import Assessment
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.essays import ESSAY
from tests.pages.driver import open_app


def test_the_later_of_two_tabs_goes_on_to_the_same_result(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    learner = make_learner(session)
    draft_id = drafts.begin_with(session, learner, task_id=make_task(session).id, text=ESSAY)
    session.commit()
    app = open_app(learner.user_id, "pages/learner/write.py", query={"submission": str(draft_id)})
    balance = credits.balance

    # The desk has read an open draft and asks for the credits: exactly now the other tab is the first.
    def overtaken(tx: Session, actor: Actor) -> Balance | None:
        monkeypatch.setattr(credits, "balance", balance)
        submissions.submit(tx, actor, submission_id=draft_id, revision=0)
        return balance(tx, actor)

    monkeypatch.setattr(credits, "balance", overtaken)
    app.session_state[f"editor:{draft_id}"] = {"handed_in": {"revision": 0}}
    app.run()

    assert not app.exception and not app.warning
    assert "Your essay is next." in [status.label for status in app.status]
    assert session.scalar(select(func.count()).where(Assessment.submission_id == draft_id)) == 1
