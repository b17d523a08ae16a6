"""British or American spelling: the same bands and the same comments."""

import re

import pytest

from core.assessment.criteria import CRITERIA
from core.assessment.engines import registry
from core.assessment.engines.offline.text import british_spellings, spelling_variants
from core.assessment.types import AssessmentResult
from tests.core.assessment.attacks.corpus import Clean, read_order

ADDED = (
    "\n\nOur neighbours in the city centre have analysed the programme, and they realise that travelling by "
    "aeroplane costs more than a theatre ticket. Their favourite colour is grey, and they organise everything well."
)
ESSAYS = read_order()[:4]


def respelt(text: str, variants: dict[str, str]) -> str:
    def other(match: re.Match[str]) -> str:
        word = match.group()
        found = variants.get(word.lower(), word)
        return found.capitalize() if word[0].isupper() and found != word else found

    return re.sub(r"[A-Za-z]+", other, text)


def shown(result: AssessmentResult) -> tuple[object, ...]:
    bands = tuple(result.band(criterion) for criterion in CRITERIA)
    return (result.overall, *bands, sorted(comment.type for comment in result.comments))


@pytest.mark.parametrize("essay", ESSAYS, ids=lambda essay: essay.name)
def test_both_spellings_get_the_same_result(essay: Clean) -> None:
    engine = registry.engine("offline")
    british = respelt(essay.text + ADDED, british_spellings())
    american = respelt(essay.text + ADDED, spelling_variants())

    assert british != american
    assert shown(engine.assess(british, essay.task)) == shown(engine.assess(american, essay.task))
