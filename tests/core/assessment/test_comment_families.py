"""Each family of rules: sentences with a fault, and sound ones beside them that look like it."""

from collections.abc import Iterator

import pytest

from core.assessment.engines.offline.analysis import analyse
from core.assessment.engines.offline.comments import find_faults
from core.assessment.engines.offline.learner_rules.all_rules import FAMILIES
from core.assessment.engines.offline.learner_rules.finding import TYPES, FaultType, Finding
from core.assessment.engines.offline.text import align, readable
from tests.core.assessment.comment_sentences import SENTENCES


def faulty() -> Iterator[tuple[str, str, str]]:
    return ((family, kind, sentence) for family, (bad, _) in SENTENCES.items() for kind, sentence in bad)


def sound() -> Iterator[tuple[str, str]]:
    return ((family, sentence) for family, (_, good) in SENTENCES.items() for sentence in good)


def faults_in(text: str) -> list[Finding]:
    return find_faults(analyse(align(readable(text), [(0, len(text))]), "", 2), text)


def test_no_family_is_without_sentences() -> None:
    assert set(SENTENCES) == set(FAMILIES)


@pytest.mark.parametrize(("family", "kind", "sentence"), faulty())
def test_a_fault_is_found_where_it_stands(family: str, kind: str, sentence: str) -> None:
    before, quote, after = sentence.replace("]", "[").split("[")
    text = f"{before}{quote}{after}"

    found = faults_in(text)

    assert any(
        fault.type == kind and fault.start < len(before) + len(quote) and fault.end > len(before) for fault in found
    ), (family, found)


@pytest.mark.parametrize(("family", "sentence"), sound())
def test_a_sound_sentence_is_left_alone(family: str, sentence: str) -> None:
    assert faults_in(sentence) == [], family


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_every_kind_says_why_and_how(kind: FaultType) -> None:
    assert kind.why.endswith((".", "?"))
    assert kind.how.endswith((".", "?"))
