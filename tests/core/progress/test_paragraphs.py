"""Tomorrow's paragraph."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.types import Comment, Criterion, RevisedSentence
from core.clock import utc_now
from core.progress import paragraphs
from core.progress.errors import ParagraphNotFound, ParagraphTooShort
from tests.factories.actors import make_learner
from tests.factories.essays import ESSAY, make_result
from tests.factories.full_results import comment
from tests.pages.learner.steps import hand_in

SECOND, THIRD = (ESSAY.split("\n\n")[place] for place in (1, 2))


@pytest.fixture
def learner(session: Session) -> Actor:
    return make_learner(session)


def on(quote: str, cost: float) -> Comment:
    return comment(ESSAY, quote, Criterion.grammar_accuracy, "article", "Look at this.", cost=cost)


def chosen(*comments: Comment, **changes: object) -> str | None:
    place = paragraphs.weakest_paragraph(ESSAY, make_result(6, comments=comments, **changes))
    return ESSAY[slice(*place)] if place else None


def test_the_paragraph_with_the_dearest_comments_for_its_length_is_chosen() -> None:
    assert chosen(on("benefits", 0.5), on("quieter", 1.0), on("unhappy", 2.5)) == THIRD
    assert chosen(on("quieter", 3.0), on("unhappy", 0.5)) == SECOND


def test_the_one_that_the_result_corrects_goes_first() -> None:
    start = ESSAY.index(SECOND)
    revised = (RevisedSentence(start, start + 5, SECOND[:5], "That"),)

    assert chosen(on("unhappy", 9.0), revision=revised) == SECOND


def test_an_essay_without_comments_has_none() -> None:
    assert chosen() is None


def test_it_waits_for_the_next_day_where_the_learner_lives(session: Session) -> None:
    learner = make_learner(session, timezone="Pacific/Auckland")  # 13 hours ahead in January
    with time_machine.travel(datetime(2027, 1, 10, 20, 0, tzinfo=UTC), tick=False):  # there it is the 11th
        hand_in(session, learner, result=make_result(6, comments=(on("unhappy", 1.0),)))
        assert paragraphs.waiting(session, learner) is None
    with time_machine.travel(datetime(2027, 1, 11, 10, 0, tzinfo=UTC), tick=False):
        assert paragraphs.waiting(session, learner) is None
    with time_machine.travel(datetime(2027, 1, 11, 12, 0, tzinfo=UTC), tick=False):
        found = paragraphs.waiting(session, learner)
    assert found is not None and (found.before, found.place) == (THIRD, 3)


def test_it_is_written_then_compared_once(session: Session, learner: Actor) -> None:
    hand_in(session, learner, result=make_result(6, comments=(on("unhappy", 1.0),)))
    with time_machine.travel(utc_now() + timedelta(days=1, hours=1)):
        found = paragraphs.waiting(session, learner)
        assert found is not None
        with pytest.raises(ParagraphTooShort):
            paragraphs.finish(session, learner, drill_id=found.drill_id)
        paragraphs.save(session, learner, drill_id=found.drill_id, text="Somebody has to pay for it " * 3)

        paragraphs.finish(session, learner, drill_id=found.drill_id)
        paragraphs.finish(session, learner, drill_id=found.drill_id)

        assert paragraphs.waiting(session, learner) is None
        assert paragraphs.get(session, learner, drill_id=found.drill_id).is_done
        with pytest.raises(ParagraphNotFound):
            paragraphs.save(session, learner, drill_id=found.drill_id, text="Later")


def test_after_two_weeks_and_for_others_it_is_gone(session: Session, learner: Actor) -> None:
    hand_in(session, learner, result=make_result(6, comments=(on("unhappy", 1.0),)))
    with time_machine.travel(utc_now() + timedelta(days=2)):
        found = paragraphs.waiting(session, learner)
    assert found is not None

    with time_machine.travel(utc_now() + timedelta(days=17)):
        assert paragraphs.waiting(session, learner) is None
    stranger = make_learner(session)
    for use in (paragraphs.get, paragraphs.finish):
        with pytest.raises(ParagraphNotFound):
            use(session, stranger, drill_id=found.drill_id)
    with pytest.raises(ParagraphNotFound):
        paragraphs.save(session, stranger, drill_id=found.drill_id, text="mine")
