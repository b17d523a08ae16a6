"""Recall on the marked essays, and what each comment keeps to wherever it stands."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.assessment.engines import registry
from core.assessment.engines.base import Engine
from core.assessment.types import TaskFacts
from tests.core.assessment.marked_essays.corpus import read_marked_essays
from tests.core.assessment.texts import OPINION_ESSAY, OPINION_PROMPT

LEAST_RECALL = 0.70
LEAST_ON_A_MARK = 0.93
FAULTS = ("She bought car. ", "People who is rich travel. ", "The plan depends of luck. ", "They has many advices. ")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return registry.engine("offline")


def test_most_marked_errors_of_the_seen_essays_are_found(engine: Engine) -> None:
    marked = found = comments = on_a_mark = 0
    for essay in read_marked_essays("seen"):
        given_comments = engine.assess(essay.text, TaskFacts(essay.task_number, essay.prompt)).comments
        places = [(error.start, error.end) for error in essay.errors]
        marked += len(places)
        found += sum(any(c.start < end and start < c.end for c in given_comments) for start, end in places)
        comments += len(given_comments)
        on_a_mark += sum(any(c.start < end and start < c.end for start, end in places) for c in given_comments)
        for comment in given_comments:
            assert comment.why, comment
            assert comment.how, comment
            assert len(comment.suggestions) <= 3

    assert found / marked >= LEAST_RECALL
    assert on_a_mark / comments >= LEAST_ON_A_MARK


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sign=st.sampled_from(["", "\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467 ", "é", "\u00a0"]),
    faults=st.permutations(FAULTS),
)
def test_a_quote_is_the_essay_at_its_place(engine: Engine, sign: str, faults: list[str]) -> None:
    essay = sign.join([sign, *faults, "\n\n" + OPINION_ESSAY])

    comments = engine.assess(essay, TaskFacts(2, OPINION_PROMPT)).comments

    assert comments
    for comment in comments:
        assert essay[comment.start : comment.end] == comment.quote
