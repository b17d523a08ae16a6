"""Inline comments: what was found in the analysed text, filtered, and put back on the essay's own characters."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.assessment.engines.offline.analysis import WORD, Analysis
from core.assessment.engines.offline.language_tools import frequency
from core.assessment.engines.offline.learner_rules.all_rules import rule_findings
from core.assessment.engines.offline.learner_rules.checker import checker_findings
from core.assessment.engines.offline.learner_rules.finding import TYPES, Finding
from core.assessment.engines.offline.text import british_spellings, spelling_variants
from core.assessment.types import Comment

MOST_COMMENTS = 40
_NEAR_A_MISSPELLING = 30
_PARSED_TYPES = frozenset({"subject_verb", "noun_number", "verb_form"})
_NOUN_TYPES = frozenset({"article", "comparison"})  # a misspelt word of theirs is the first thing to mend
_NEXT_WORD = 3
_SAME_CLAUSE = 40
_EASY_WORD = 4.5
_ONCE_ONLY = frozenset({"spelling", "capital_letter", "uncountable"})
_GREETING = re.compile(r"\b(?:dear|yours|regards|sincerely|faithfully)\b", re.IGNORECASE)


def find_faults(analysis: Analysis, essay: str) -> list[Finding]:
    """All faults worth a comment, in reading order, no two on the same words."""
    is_british = writes_british(essay)
    from_checker = list(checker_findings(analysis, is_british=is_british))
    misspelt = [finding.start for finding in from_checker if finding.type == "spelling"]
    from_rules = [
        finding
        for finding in rule_findings(analysis)
        if not (finding.type in _PARSED_TYPES and _stands_near(finding, misspelt, analysis))
        and not (finding.type in _NOUN_TYPES and any(finding.start <= place < finding.end for place in misspelt))
    ]
    numbers = [finding for finding in from_rules if finding.type == "noun_number"]
    return _without_overlaps(
        [*from_checker, *(finding for finding in from_rules if not _follows_from_noun(finding, numbers, analysis.text))]
    )


def comments_on(essay: str, analysis: Analysis, faults: Sequence[Finding]) -> tuple[Comment, ...]:
    """The faults as comments on `essay`; the same misspelling is commented once and counted."""
    seen: Counter[tuple[str, str]] = Counter(_repeat_key(analysis, fault) for fault in faults)
    told: set[tuple[str, str]] = set()
    comments = []
    for fault in faults:
        key = _repeat_key(analysis, fault)
        if fault.type in _ONCE_ONLY:
            if key in told:
                continue
            told.add(key)
            if seen[key] > 1:
                fault = replace(fault, message=f"{fault.message} (It comes {seen[key]} times.)")
        comment = _comment(essay, analysis, fault)
        if comment is not None:
            comments.append(comment)
    dearest = sorted(comments, key=lambda comment: (-comment.cost, comment.start))[:MOST_COMMENTS]
    return tuple(sorted(dearest, key=lambda comment: (comment.start, comment.end)))


def writes_british(essay: str) -> bool:
    """Whether the words that the two spellings write differently are mostly British; British where there are none."""
    words = [word.lower() for word in WORD.findall(essay)]
    british, american = spelling_variants(), british_spellings()
    return sum(word in british for word in words) >= sum(word in american for word in words)


def _comment(essay: str, analysis: Analysis, fault: Finding) -> Comment | None:
    kind = TYPES[fault.type]
    start, end = analysis.aligned.in_essay(fault.start, fault.end)
    quote = essay[start:end]
    if not quote.strip() or _GREETING.search(quote):
        return None
    suggestions = tuple(
        _spaced_like(analysis.text[fault.start : fault.end], suggestion)
        for suggestion in fault.suggestions
        if suggestion != quote
    )
    return Comment(
        start=start,
        end=end,
        quote=quote,
        criterion=kind.criterion,
        type=kind.name,
        message=fault.message,
        suggestions=suggestions[:3],
        cost=_cost(fault),
        why=fault.why or kind.why,
        how=fault.how or kind.how,
    )


def _cost(fault: Finding) -> float:
    """Easy words that are misspelt, and clauses that are joined wrongly, weigh more."""
    cost = TYPES[fault.type].cost
    if fault.type == "spelling" and fault.suggestions and frequency(fault.suggestions[0].lower()) >= _EASY_WORD:
        cost += 0.4
    return cost


def _spaced_like(original: str, suggestion: str) -> str:
    """The checker gives a comma or a word to put behind as such: a suggestion replaces the whole quote."""
    is_put_behind = suggestion.strip() == "," or (suggestion.startswith(" ") and not original.startswith(" "))
    return f"{original}{suggestion.rstrip()}" if is_put_behind else suggestion.strip()


def _repeat_key(analysis: Analysis, fault: Finding) -> tuple[str, str]:
    return fault.type, analysis.text[fault.start : fault.end].lower()


def _stands_near(finding: Finding, misspelt: Iterable[int], analysis: Analysis) -> bool:
    """A misspelt word beside it makes the parse, and so the finding, doubtful."""
    first = finding.start - 2 * _NEAR_A_MISSPELLING
    last = finding.end + _NEAR_A_MISSPELLING
    return any(
        first <= position < last
        and not re.search(r"[.!?] ", analysis.text[min(position, finding.start) : max(position, finding.end)])
        for position in misspelt
    )


def _follows_from_noun(finding: Finding, nouns: Sequence[Finding], text: str) -> bool:
    """A verb that clashes only because its noun has the wrong number: one remark is enough."""
    if finding.type != "subject_verb":
        return False
    return any(
        0
        < finding.start - noun.end
        <= (_SAME_CLAUSE if f'"{text[noun.start : noun.end]}"' in finding.message else _NEXT_WORD)
        for noun in nouns
    )


def _without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """In reading order; where two touch the same words, the dearer one stays."""
    kept: list[Finding] = []
    by_worth = sorted(findings, key=lambda finding: (-TYPES[finding.type].cost, finding.start, finding.end))
    for finding in by_worth:
        if finding.start < finding.end and all(
            finding.end <= other.start or other.end <= finding.start for other in kept
        ):
            kept.append(finding)
    return sorted(kept, key=lambda finding: (finding.start, finding.end))
