"""What every engine promises, held by the offline one: quotes, determinism, one spelling, any input."""

import json
import re
import time
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.assessment import essay_files, stored
from core.assessment.bands import task_band
from core.assessment.criteria import CRITERIA
from core.assessment.engines import registry
from core.assessment.engines.base import Engine
from core.assessment.engines.offline.text import align, readable, spelling_variants
from core.assessment.types import AssessmentResult, ModuleType, NotAssessable, TaskFacts
from tests.core.assessment.texts import (
    LETTER,
    LETTER_PROMPT,
    OPINION_ESSAY,
    OPINION_PROMPT,
    REPORT,
    REPORT_PROMPT,
    WEAK_ESSAY,
)

TASK = TaskFacts(2, OPINION_PROMPT)
REPORT_TASK = TaskFacts(1, REPORT_PROMPT, word_limit_min=150)
LETTER_TASK = TaskFacts(1, LETTER_PROMPT, module_type=ModuleType.general, word_limit_min=150)
ANSWERS = [
    pytest.param(OPINION_ESSAY, TASK, id="essay"),
    pytest.param(WEAK_ESSAY, TASK, id="weak essay"),
    pytest.param(REPORT, REPORT_TASK, id="report"),
    pytest.param(LETTER, LETTER_TASK, id="letter"),
]
FEATURE_TALK = re.compile(
    r"type-token|\bttr\b|zipf|n-gram|bigram|lexical diversity|rarer words|more linkers|write longer|longer words",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return registry.engine("offline")


def all_sentences(result: AssessmentResult) -> list[str]:
    """Everything that a learner reads, quotes of the essay left out."""
    found = [result.summary, result.priority, result.advice, result.next_step, *(gate.reason for gate in result.gates)]
    found += [comment.message for comment in result.comments]
    for criterion in result.criteria.values():
        found += [criterion.summary, *criterion.strengths, *criterion.improvements, *criterion.suggestions]
        found += [evidence.why for evidence in criterion.evidence]
    return found


def require_exact_quotes(result: AssessmentResult, essay: str) -> None:
    for comment in result.comments:
        assert essay[comment.start : comment.end] == comment.quote
        assert comment.quote.strip()
        assert len(comment.suggestions) <= 3
    evidence = [entry for found in result.criteria.values() for entry in found.evidence]
    if result.priority_evidence:
        evidence.append(result.priority_evidence)
    for entry in evidence:
        assert essay[entry.start : entry.end] == entry.quote


@pytest.mark.parametrize(("essay", "task"), ANSWERS)
def test_the_contract(engine: Engine, essay: str, task: TaskFacts) -> None:
    result = engine.assess(essay, task)

    assert tuple(result.criteria) == CRITERIA
    bands = [found.band for found in result.criteria.values()]
    assert all(band == band // 1 and 1 <= band <= 9 for band in bands)
    assert result.overall == task_band(bands)
    assert 1 <= result.low <= result.overall <= result.high <= 9
    assert all((end * 2) % 1 == 0 for end in (result.low, result.high))
    assert Decimal("0.5") < result.coverage <= 1
    assert 0 < result.confidence <= 1
    assert (result.engine, result.rubric) == (engine.version, "rubric-2")
    assert stored.from_json(json.loads(json.dumps(stored.to_json(result)))) == result
    require_exact_quotes(result, essay)


@pytest.mark.parametrize(("essay", "task"), ANSWERS)
def test_every_criterion_rests_on_a_quote(engine: Engine, essay: str, task: TaskFacts) -> None:
    result = engine.assess(essay, task)

    assert all(found.evidence for found in result.criteria.values())


@pytest.mark.parametrize(("essay", "task"), ANSWERS)
def test_a_learner_reads_a_tutor_and_no_statistics(engine: Engine, essay: str, task: TaskFacts) -> None:
    result = engine.assess(essay, task)

    assert not [sentence for sentence in all_sentences(result) if FEATURE_TALK.search(sentence)]
    assert sum(len(found.improvements) for found in result.criteria.values()) <= 3
    strengths = [strength for found in result.criteria.values() for strength in found.strengths]
    assert len(strengths) <= 2
    assert all("You write:" in strength for strength in strengths)
    assert result.priority
    assert "paragraph" in result.next_step or "essay" in result.next_step


def test_better_writing_gets_better_bands(engine: Engine) -> None:
    good, weak = engine.assess(OPINION_ESSAY, TASK), engine.assess(WEAK_ESSAY, TASK)

    assert good.overall >= weak.overall + Decimal("1.5")
    assert len(weak.comments) > 10 > len(good.comments)
    assert weak.confidence <= good.confidence


def test_same_essay_same_result(engine: Engine) -> None:
    first = engine.assess(WEAK_ESSAY, TASK)
    engine.assess(OPINION_ESSAY, TASK)  # what was read in between leaves no trace

    assert engine.assess(WEAK_ESSAY, TASK) == first


def test_line_breaks_reach_no_feature(engine: Engine) -> None:
    """Only the paragraph rule may see them."""
    block = engine.read(" ".join(OPINION_ESSAY.split()), TASK)  # type: ignore[attr-defined]

    assert engine.read(OPINION_ESSAY, TASK).features == block.features  # type: ignore[attr-defined]


def in_american(text: str) -> str:
    variants = spelling_variants()

    def other(found: re.Match[str]) -> str:
        word = found.group()
        american = variants.get(word.lower(), word.lower())
        return american.capitalize() if word[0].isupper() else american

    return re.sub(r"[A-Za-z]+", other, text)


def test_british_and_american_spelling_count_alike(engine: Engine) -> None:
    british = OPINION_ESSAY + (
        "My neighbour, who organised a programme for teenagers at the sports centre, recognised that their behaviour "
        "and their favourite meals had changed. He travelled to other cities and analysed the colour, the flavour and "
        "the labelling of ready-made food. The defence of good habits is honourable labour."
    )
    american = in_american(british)
    assert american != british

    in_britain, in_america = engine.assess(british, TASK), engine.assess(american, TASK)

    assert [found.band for found in in_britain.criteria.values()] == [f.band for f in in_america.criteria.values()]
    assert (in_britain.overall, in_britain.low, in_britain.high) == (
        in_america.overall,
        in_america.low,
        in_america.high,
    )
    for result in (in_britain, in_america):
        assert not [comment for comment in result.comments if comment.type == "spelling"]


@pytest.mark.parametrize(
    "essay",
    [
        pytest.param(WEAK_ESSAY.replace("\n", "\r\n"), id="windows line ends"),
        pytest.param("👩‍🎓🏫 " + WEAK_ESSAY.replace("school", "school 😀"), id="emoji"),
        pytest.param(WEAK_ESSAY.replace("school", "sch\x00ool").replace("food", "fo\ud800od"), id="broken characters"),
        pytest.param("\u202e مرحبا " + WEAK_ESSAY, id="right to left"),
        pytest.param(f"<script>alert(1)</script><b>{WEAK_ESSAY}</b>", id="html"),
        pytest.param(WEAK_ESSAY.replace(" ", "\u00a0").replace("'", "’"), id="hard spaces"),
        pytest.param("\n\n\n\t" + WEAK_ESSAY.replace(" ", "  "), id="wide spaces"),
        pytest.param(WEAK_ESSAY.replace("e", "e\u0301", 5), id="combining marks"),
        pytest.param("(" * 3000 + WEAK_ESSAY + "'" * 5000, id="rows of marks"),
        pytest.param("x" * 30_000 + " " + WEAK_ESSAY, id="an endless word"),
        pytest.param("\n".join(WEAK_ESSAY.split()), id="one word a line"),
        pytest.param(WEAK_ESSAY.upper(), id="capitals"),
        pytest.param(re.sub(r"[.,]", "", WEAK_ESSAY), id="no punctuation"),
    ],
)
def test_offsets_hold_whatever_the_characters(engine: Engine, essay: str) -> None:
    result = engine.assess(essay, TASK)

    assert result.comments
    require_exact_quotes(result, essay)
    assert json.loads(essay_files.as_json(essay_files.as_dict(result)))["engine"] == engine.version


PIECES = st.sampled_from(
    [
        *WEAK_ESSAY.split(),
        "\n\n",
        "\r\n",
        "😀",
        "\x00",
        "\ud83d",
        "’",
        "“",
        "colour",
        "i",
        "teh",
        "<b>",
        "é",
        "\u202e",
        "-",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), min_size=40, max_size=90))
def test_any_mixture_of_pieces_has_exact_quotes_or_a_reason(pieces: list[str]) -> None:
    essay = " ".join(pieces)
    try:
        result = registry.engine("offline").assess(essay, TASK)
    except NotAssessable as refused:
        assert refused.reason
        return
    require_exact_quotes(result, essay)


@given(st.text(max_size=300))
def test_the_analysed_text_knows_where_it_came_from(essay: str) -> None:
    legible = readable(essay)
    assert len(legible) == len(essay)

    aligned = align(legible, [(0, len(legible))])

    assert len(aligned.text) == len(aligned.starts) == len(aligned.ends)
    assert "\n" not in aligned.text
    assert all(0 <= start <= end <= len(essay) for start, end in zip(aligned.starts, aligned.ends, strict=True))
    assert list(aligned.starts) == sorted(aligned.starts)


def test_long_bad_input_takes_linear_time(engine: Engine) -> None:
    words = re.sub(r"[.,]", "", OPINION_ESSAY).split()

    def seconds(count: int) -> float:
        text = " ".join((words * 9)[:count])
        began = time.process_time()
        engine.assess(text, TASK)
        return time.process_time() - began

    seconds(500)
    assert seconds(2000) < 12 * max(seconds(500), 0.02)


def test_a_megabyte_is_cut_not_read(engine: Engine) -> None:
    began = time.process_time()

    engine.assess(OPINION_ESSAY * 700, TASK)

    assert time.process_time() - began < 5


def test_standard_output_stays_clean(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    engine.assess(WEAK_ESSAY, TASK)

    assert capfd.readouterr().out == ""


def test_engines_load_once_and_unknown_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert registry.engine("offline") is registry.engine("offline")
    with pytest.raises(registry.UnknownEngine, match="offline or openai"):
        registry.engine("oracle")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(registry.EngineNotConfigured, match="OPENAI_API_KEY"):
        registry.engine("openai")
