"""What a tutor notices about the answer to the task."""

import re
from collections.abc import Iterator

from core.assessment.engines.offline.letters import is_letter
from core.assessment.engines.offline.phrases import CONCLUSION, CONNECTIVES, FIGURE, THESIS
from core.assessment.engines.offline.tutor import check_observer
from core.assessment.engines.offline.tutor.observation import Essay, Observation, Span, sentence_span
from core.assessment.types import Check, CheckKind, Criterion, Verdict

TASK = Criterion.task_achievement
_ASKS_POSITION = re.compile(
    r"agree or disagree|to what extent|your (?:own )?opinion|your (?:own )?view|do you think (?:this|that|it|the)\b"
    r"|positive or (?:a )?negative|outweigh|do you agree|which (?:view|opinion)",
    re.IGNORECASE,
)
_OPINION_IN_REPORT = re.compile(r"\b(?:I (?:think|believe|feel|agree)|in my opinion|in my view)\b")
_CAUSE = re.compile(
    r"\b(?:because|since|as a result|therefore|this means|which means|so that|leads? to)\b", re.IGNORECASE
)
_OVERVIEW = re.compile(
    r"\b(?:overall|in general|generally|in summary|to sum up|in short|in brief|as a whole|on the whole"
    r"|it (?:is|was) (?:\w+ )?\w+ that|can be seen|it stands out"
    r"|it can be (?:\w+ )?\w+ that|the main (?:trend|difference)"
    r"|the most (?:striking|noticeable|obvious))\b",
    re.IGNORECASE,
)
_THIN_PARAGRAPH_WORDS = 35
_FEW_FIGURES = 3
_SHORT_WEIGHT = 6.0
_NEARLY_FULL_WEIGHT = 2.0
_NEARLY_FULL_LIMIT = 7


def observe(essay: Essay) -> Iterator[Observation]:
    """Task 2, report or letter: each has its own needs."""
    yield from _gates(essay)
    yield from check_observer.demands(essay)
    if essay.task.task_number == 2:
        yield from _position(essay)
        yield from _support(essay)
        yield from _ending(essay)
    elif is_letter(essay.task):
        yield from check_observer.letter(essay)
    else:
        yield from _report(essay)


def _gates(essay: Essay) -> Iterator[Observation]:
    for gate in essay.gates:
        if gate.name == "off_topic":
            yield Observation(
                TASK,
                False,
                10,
                "This text does not answer the question that was asked.",
                advice="Read the question twice and underline what it asks before you plan your answer.",
            )
        elif gate.name == "short":
            yield Observation(
                TASK,
                False,
                _SHORT_WEIGHT if (gate.limit or 9) < _NEARLY_FULL_LIMIT else _NEARLY_FULL_WEIGHT,
                "The answer stops before its ideas are complete.",
                advice=_advice_for_short(essay),
            )
        elif gate.name == "prompt_copied":
            yield Observation(
                TASK,
                False,
                4,
                "A part of the answer is copied from the task and does not count.",
                advice="Say the question again in your own words.",
            )


def _advice_for_short(essay: Essay) -> str:
    if essay.task.task_number == 2:
        return "Plan two main ideas and, for each, a reason and a case that shows it."
    if is_letter(essay.task):
        return "Go through the points of the task one by one, and give each of them a detail."
    return "Report one more main feature of the picture, with what it is compared to."


def _position(essay: Essay) -> Iterator[Observation]:
    asks = _ASKS_POSITION.search(essay.task.prompt) is not None
    stated = _first_sentence_with(essay, THESIS)
    if stated is not None and asks:
        is_early = stated[0] < max(1, len(essay.analysis.text)) * 0.35
        yield Observation(
            TASK,
            True,
            4.0 if is_early else 2.5,
            "You say what you think" + (" early, so the reader knows where you stand." if is_early else "."),
            stated,
        )
    elif asks and stated is None and not _first_sentence_with(essay, CONNECTIVES["stance"]):
        opening = _opening(essay)
        yield Observation(
            TASK,
            False,
            5.0,
            "The question asks what you think, and no sentence says it plainly.",
            opening,
            "End your introduction with one sentence that gives your answer to the question.",
        )


def _support(essay: Essay) -> Iterator[Observation]:
    example = _first_sentence_with(essay, CONNECTIVES["example"])
    if example is not None:
        yield Observation(TASK, True, 2.5, "You support an idea with a case that the reader can picture.", example)
    middle = essay.paragraphs[1:-1]
    thin = [span for span in middle if len(essay.analysis.text[span[0] : span[1]].split()) < _THIN_PARAGRAPH_WORDS]
    if thin:
        sentences = essay.sentences_in(thin[0])
        yield Observation(
            TASK,
            False,
            4.0,
            "An idea is named here, but not explained.",
            sentence_span(sentences[0]) if sentences else thin[0],
            "Add why it is true, and one case that shows it.",
        )
    elif not example:
        reason = _first_sentence_with(essay, _CAUSE)
        if reason is not None:
            yield Observation(TASK, True, 1.5, "You give a reason for what you say.", reason)


def _ending(essay: Essay) -> Iterator[Observation]:
    if not essay.analysis.sentences:
        return
    last = sentence_span(essay.analysis.sentences[-1])
    tail = essay.analysis.text[int(len(essay.analysis.text) * 0.7) :]
    if CONCLUSION.search(tail) or THESIS.search(tail):
        found = _last_sentence_with(essay, CONCLUSION) or last
        yield Observation(TASK, True, 1.2, "The ending comes back to the question.", found)
    else:
        yield Observation(
            TASK,
            False,
            3.0,
            "The answer stops without coming back to the question.",
            last,
            "Close with one or two sentences that give your answer again in other words.",
        )


def _report(essay: Essay) -> Iterator[Observation]:
    checked = next((one for one in essay.checks if one.kind is CheckKind.overview), None)
    overview = _first_sentence_with(essay, _OVERVIEW) or _opening_of(checked, essay)
    if overview is not None:
        yield Observation(TASK, True, 4.0, "You give an overview of the whole picture.", overview)
    else:
        yield Observation(
            TASK,
            False,
            6.0,
            "There is no overview: no sentence says what the whole picture shows.",
            _opening(essay),
            "After your first sentence, write one or two that name the biggest change or difference, without figures.",
        )
    opinion = _first_sentence_with(essay, _OPINION_IN_REPORT)
    if opinion is not None:
        yield Observation(
            TASK,
            False,
            4.0,
            "A report gives what the data show, not what the writer thinks.",
            opinion,
            "Take your opinion out and report one more comparison instead.",
        )
    comparison = _first_sentence_with(essay, CONNECTIVES["comparison"])
    if comparison is not None:
        yield Observation(TASK, True, 2.5, "You compare, and do not only list.", comparison)
    if len(FIGURE.findall(essay.analysis.text)) < _FEW_FIGURES and re.search(
        r"chart|graph|table", essay.task.prompt, re.IGNORECASE
    ):
        yield Observation(
            TASK,
            False,
            4.5,
            "The main points are reported with few figures.",
            _opening(essay),
            "Give the figure, with its unit, for the highest and the lowest point.",
        )


def _opening_of(check: Check | None, essay: Essay) -> Span | None:
    return essay.span_of(check) if check is not None and check.verdict is not Verdict.missing else None


def _opening(essay: Essay) -> Span | None:
    sentences = essay.analysis.sentences
    return sentence_span(sentences[0]) if sentences else None


def _first_sentence_with(essay: Essay, pattern: re.Pattern[str]) -> Span | None:
    for sentence in essay.analysis.sentences:
        if pattern.search(sentence.text):
            return sentence_span(sentence)
    return None


def _last_sentence_with(essay: Essay, pattern: re.Pattern[str]) -> Span | None:
    for sentence in reversed(essay.analysis.sentences):
        if pattern.search(sentence.text):
            return sentence_span(sentence)
    return None
