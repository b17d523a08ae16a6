"""What a tutor notices about sentences and their correctness."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from core.assessment.engines.offline.analysis import Token
from core.assessment.engines.offline.features.clauses import comma_splices
from core.assessment.engines.offline.features.statistics import share
from core.assessment.engines.offline.features.syntax import CLAUSE_DEPENDENCIES
from core.assessment.engines.offline.language_tools import bigrams
from core.assessment.engines.offline.learner_rules.finding import GRAMMAR, TYPES, Finding
from core.assessment.engines.offline.tutor.observation import Essay, Observation, sentence_span

_ADVICE = {
    "subject_verb": "Find the subject of each verb, and ask: one or more than one?",
    "verb_form": 'Check what stands before the verb: after "can", "will" or "to" it keeps its base form.',
    "tense": "Underline each time word, and check the verb beside it.",
    "missing_word": "In each part of a sentence, put one finger on the subject and one on the verb.",
    "word_order": "Say the short form first (who does what), then add the rest.",
    "sentence_joining": 'Between two whole sentences put a full stop, or a joining word such as "because".',
    "noun_number": "Look at the word before each noun: does it speak of one or of several?",
    "uncountable": "Learn these nouns as ones that have no plural.",
    "article": "Before each single thing that can be counted, ask: a, the, or another small word?",
    "preposition": "Learn the verb or adjective together with its preposition.",
    "comparison": 'Compare once: with -er or with "more", not with both.',
    "grammar": "Read the sentence aloud, slowly, and listen for what is missing.",
    "capital_letter": 'Read once only for the first letter after each full stop, and for "I".',
    "punctuation": "Read aloud, and put a comma where you pause after an opening word.",
}
_ONE_ERROR_WEIGHT = 1.0
_OTHER_JOINS = frozenset({";", ":", "-", "–", "—", '"'})
_MANY_SPLICES = 2
_SCATTERED = 4
_MOSTLY_SIMPLE = 0.3
_ENOUGH_SENTENCES = 5
_SHORTEST_GOOD = 10
_LONGEST_GOOD = 38


def observe(essay: Essay) -> Iterator[Observation]:
    """The costliest kind of error, joined sentences, range, and a sentence that works."""
    yield from _costliest(essay)
    yield from _splices(essay)
    yield from _range(essay)
    yield from _good_sentence(essay)


def _costliest(essay: Essay) -> Iterator[Observation]:
    faults = [fault for fault in essay.faults if TYPES[fault.type].criterion == GRAMMAR]
    costs: Counter[str] = Counter()
    for fault in faults:
        costs[fault.type] += int(TYPES[fault.type].cost * 10)
    if not costs:
        return
    worst, cost = min(costs.items(), key=lambda entry: (-entry[1], entry[0]))
    examples = [fault for fault in faults if fault.type == worst]
    if len(examples) == 1 and len(faults) >= _SCATTERED:
        yield _scattered(essay, faults, examples[0])
        return
    yield Observation(
        GRAMMAR,
        False,
        _ONE_ERROR_WEIGHT if len(examples) == 1 else 1.5 + cost / 10 * 60 / max(60, len(essay.analysis.words)),
        _count(worst, examples),
        (examples[0].start, examples[0].end),
        _ADVICE[worst],
    )


def _scattered(essay: Essay, faults: list[Finding], dearest: Finding) -> Observation:
    """No kind of error comes twice, but together they cost."""
    sentences = essay.analysis.sentences
    touched = [one for one in sentences if any(one.start_char <= fault.start < one.end_char for fault in faults)]
    around = next((one for one in touched if one.start_char <= dearest.start < one.end_char), None)
    return Observation(
        GRAMMAR,
        False,
        1.5 + len(faults) * 20 / max(60, len(essay.analysis.words)),
        f"Small errors of different kinds stand in {len(touched)} of your {len(sentences)} sentences.",
        sentence_span(around) if around is not None else (dearest.start, dearest.end),
        "Before you hand in, read once only for the verbs and once only for the nouns.",
    )


def _count(kind: str, examples: list[Finding]) -> str:
    label = TYPES[kind].label
    if len(examples) == 1:
        return f"One error with {label} was found."
    return f"The error that costs most here is {label}: it was found {len(examples)} times."


def _splices(essay: Essay) -> Iterator[Observation]:
    doc = essay.analysis.doc
    verbs = [
        verb
        for verb in comma_splices(essay.analysis)
        if not any(token.text in _OTHER_JOINS for token in doc[verb.i : verb.head.i])
    ]
    if len(verbs) >= _MANY_SPLICES:
        yield Observation(
            GRAMMAR,
            False,
            2.4,
            "Two whole sentences are joined by a comma alone.",
            sentence_span(verbs[0].sent),
            _ADVICE["sentence_joining"],
        )


def _range(essay: Essay) -> Iterator[Observation]:
    sentences = essay.analysis.sentences
    if len(sentences) >= _ENOUGH_SENTENCES and share(map(_is_complex, sentences)) < _MOSTLY_SIMPLE:
        simple = next(sentence for sentence in sentences if not _is_complex(sentence))
        yield Observation(
            GRAMMAR,
            False,
            2.5,
            "Most sentences say one thing each, so reasons and results stay apart.",
            sentence_span(simple),
            "Where one sentence gives the reason for the next, make one sentence of them.",
        )


def _good_sentence(essay: Essay) -> Iterator[Observation]:
    """Of the complex sentences in which nothing wrong was found, the most natural one."""
    candidates = [
        sentence
        for sentence in essay.analysis.sentences
        if _is_complex(sentence)
        and _SHORTEST_GOOD <= sum(token.is_alpha for token in sentence) <= _LONGEST_GOOD
        and not essay.has_fault(sentence_span(sentence))
    ]
    if candidates:
        best = max(candidates, key=lambda sentence: (_naturalness(sentence), -sentence.start))
        yield Observation(
            GRAMMAR, True, 2.8, "This sentence joins several ideas, and we found no error in it.", sentence_span(best)
        )


def _naturalness(sentence: Token) -> float:
    """The share of word pairs that are in common use."""
    words = [token.lower_ for token in sentence if token.is_alpha]
    return share(f"{first} {second}" in bigrams() for first, second in pairwise(words))


def _is_complex(sentence: Token) -> bool:
    return any(token.dep_ in CLAUSE_DEPENDENCIES for token in sentence)
