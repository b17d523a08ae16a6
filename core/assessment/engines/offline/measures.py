"""Plain figures of an essay for charts: only what the engine finds reliably."""

from collections import Counter
from collections.abc import Sequence

from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.reading import Reading

# Kinds of which at least half are found, read by hand; a rate of the others would mislead.
FEWEST_WORDS_A_PARAGRAPH = 8
RELIABLE_TYPES = ("spelling", "capital_letter", "uncountable", "repeated_word")


def measures(reading: Reading, faults: Sequence[Finding], essay: str) -> dict[str, float]:
    """Words, sentences, paragraphs, all errors found for each 100 words, and the reliable kinds."""
    words = max(1, len(reading.analysis.words))
    counts = Counter(fault.type for fault in faults)
    rates = {f"{kind}_per_100_words": _rate(counts[kind], words) for kind in RELIABLE_TYPES}
    return {
        "words": float(reading.own.total_words),
        "own_words": float(reading.own.own_words),
        "sentences": float(len(reading.analysis.sentences)),
        "paragraphs": float(sum(len(line.split()) >= FEWEST_WORDS_A_PARAGRAPH for line in essay.splitlines())),
        "errors_per_100_words": _rate(len(faults), words),
        **rates,
    }


def _rate(count: int, words: int) -> float:
    return float(f"{count * 100 / words:.2f}")
