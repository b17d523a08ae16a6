"""How long the essay and its sentences are."""

import math
from itertools import pairwise

from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.features.statistics import deviation, mean, share
from core.assessment.types import MINIMUM_WORDS


def measure(analysis: Analysis) -> dict[str, float]:
    """Words against the minimum; sentence lengths and their rhythm."""
    words = max(1, len(analysis.words))
    minimum = MINIMUM_WORDS[analysis.task_number]
    lengths = [float(length) for length in analysis.sentence_lengths]
    average = max(mean(lengths), 1e-9)
    spread = deviation(lengths)
    steps = [abs(after - before) for before, after in pairwise(lengths)]
    return {
        "words": words,
        "log_words": math.log(words),
        "of_minimum": min(words / minimum, 1.6),
        "shortfall": max(0.0, 1 - words / minimum),
        "sentences": analysis.sentence_count,
        "sentence_mean": average,
        "sentence_deviation": spread,
        "sentence_longest": max(lengths),
        "sentences_under_8": share(length < 8 for length in lengths),
        "sentences_over_35": share(length > 35 for length in lengths),
        "sentences_over_40": share(length > 40 for length in lengths),
        "burstiness": (spread - average) / (spread + average),
        "variation": spread / average,
        "step": mean(steps) / average,
    }
