"""What a report has to have: an overview, and the main features of its chart, map or process."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.assessment.checks.directions import movements
from core.assessment.checks.statements import Finding
from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.types import CheckKind, Verdict

_MARKER = re.compile(
    r"\b(?:overall|in general|generally|in summary|to sum up|in short|in brief|broadly|as a whole|on the whole"
    r"|in conclusion|altogether"
    r"|(?:we|one|you) can (?:clearly |easily )?see|(?:can|could) be seen|it (?:is|was) (?:\w+ )?(?:clear|evident"
    r"|obvious|notable|noticeable|apparent|noticed|seen)|stands? out"
    r"|(?:main|clearest|principal|dominant) (?:trends?|changes?|differences?|developments?|features?|points?|patterns?)"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|several) (?:\w+ )?(?:steps|stages|phases)"
    r"|most (?:striking|noticeable|obvious|important|notable|evident))\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\b(?!(?:1[89]|20)\d\d(?:s|\b))\d")
_BROAD = re.compile(
    r"\b(?:all|both|every|each|most|whole|entire|completely|mainly|over the (?:\w+ )?(?:period|years|decades?)"
    r"|although|while|whereas|but)\b",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"\b(?:changed?|transform\w*|develop\w*|turned|become|became|stages|steps|process|revers(?:e|ed|al)|widen(?:s|ed|ing)?"
    r"|narrow(?:s|ed|ing)|overt(?:ook|aken)|diverg\w+|converg\w+)\b",
    re.IGNORECASE,
)


def check_coverage(
    analysis: Analysis, features: Sequence[Mapping[str, Any]], wrong: Sequence[Finding]
) -> Iterator[Finding]:
    """One finding for the overview and one for each main feature; `wrong` are statements that do not hold.

    A feature that is only named in sentences with something wrong is left out: it is neither there nor missing.
    """
    yield _overview(analysis, wrong)
    for feature in features:
        if feature["kind"] != "overview" and (found := _feature(analysis, feature, wrong)) is not None:
            yield found


def _overview(analysis: Analysis, wrong: Sequence[Finding]) -> Finding:
    sentence = next(filter(_is_overview, analysis.sentences), None)
    if sentence is None:
        truth = "A report needs one or two sentences that say what the whole picture shows, without figures."
        return Finding(CheckKind.overview, Verdict.missing, 0, 0, truth)
    start, end = sentence.start_char, sentence.start_char + len(sentence.text.rstrip())
    false = next((one for one in wrong if start <= one.start < end), None)
    if false is not None:
        return Finding(CheckKind.overview, Verdict.wrong, start, end, false.truth)
    return Finding(CheckKind.overview, Verdict.right, start, end, "An overview of the whole picture.")


def _is_overview(sentence: Token) -> bool:
    """A sentence that says so, or one without figures (but perhaps with years) on how most of the picture moves."""
    if _MARKER.search(sentence.text):
        return True
    if _FIGURE.search(sentence.text) or not _BROAD.search(sentence.text):
        return False
    return any(True for _ in movements(sentence.text)) or _TURN.search(sentence.text) is not None


def _feature(analysis: Analysis, feature: Mapping[str, Any], wrong: Sequence[Finding]) -> Finding | None:
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(term) for term in feature["terms"]) + r")", re.IGNORECASE)
    naming = [sentence for sentence in analysis.sentences[1:] if pattern.search(sentence.text)]
    if not naming:
        return Finding(CheckKind.key_feature, Verdict.missing, 0, 0, feature["text"])
    sound = [one for one in naming if not any(one.start_char <= error.start < one.end_char for error in wrong)]
    if not sound:
        return None
    end = sound[0].start_char + len(sound[0].text.rstrip())
    return Finding(CheckKind.key_feature, Verdict.right, sound[0].start_char, end, feature["text"])
