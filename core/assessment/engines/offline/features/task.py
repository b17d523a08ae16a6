"""How the essay meets its task: position, conclusion, examples, overview, the prompt's own words."""

import math

from core.assessment.engines.offline.analysis import WORD, Analysis
from core.assessment.engines.offline.features.statistics import mean, share
from core.assessment.engines.offline.language_tools import frequency
from core.assessment.engines.offline.phrases import (
    BOOSTERS,
    CONCLUSION,
    CONNECTIVES,
    FIGURE,
    HEDGES,
    LATE_CONCLUSION,
    OVERVIEW,
    THESIS,
    word_stem,
)

_KEY_WORD_LIMIT = 5.6  # Zipf: more frequent words of a prompt say nothing about its topic
_NEUTRAL_COVER = 0.5
_NEUTRAL_FIFTH = 0.4


def measure(analysis: Analysis) -> dict[str, float]:
    """Cues by their place in the text, and how far the prompt's key words are taken up."""
    return _cues(analysis) | _prompt_cover(analysis) | _prompt_copy(analysis)


def _cues(analysis: Analysis) -> dict[str, float]:
    text = analysis.text
    per = analysis.per_100_words
    fifth = int(len(text) * 0.2)
    opening = text[: fifth + 150]
    ending = text[max(0, len(text) - fifth - 100) :]
    hedges, boosters = len(HEDGES.findall(text)), len(BOOSTERS.findall(text))
    return {
        "has_conclusion": bool(LATE_CONCLUSION.search(text[int(len(text) * 0.6) :])),
        "has_stance": bool(CONNECTIVES["stance"].search(text)),
        "has_example": bool(CONNECTIVES["example"].search(text)),
        "has_overview": bool(OVERVIEW.search(text)),
        "figures": len(FIGURE.findall(text)) * per,
        "hedges": hedges * per,
        "boosters": boosters * per,
        "hedge_balance": math.log1p(hedges) - math.log1p(boosters),
        "thesis_early": bool(THESIS.search(opening)),
        "conclusion_late": bool(CONCLUSION.search(ending)),
        "thesis_late": bool(THESIS.search(ending)),
        "is_task_1": analysis.task_number == 1,
    }


def prompt_stems(analysis: Analysis) -> frozenset[str]:
    """Stems of the words that make the prompt's topic."""
    return frozenset(
        word_stem(word) for word in analysis.prompt_words if len(word) > 3 and frequency(word) < _KEY_WORD_LIMIT
    )


def _prompt_cover(analysis: Analysis) -> dict[str, float]:
    words = analysis.lower
    stems = prompt_stems(analysis)
    keys = [word for word in sorted(analysis.prompt_words) if len(word) > 3 and frequency(word) < _KEY_WORD_LIMIT]
    used = {token.lemma_.lower() for token in analysis.words} | set(words)
    fifths = [words[part * len(words) // 5 : (part + 1) * len(words) // 5] for part in range(5)]
    covers = [
        share(stem in {word_stem(word) for word in part} for stem in stems) if stems else _NEUTRAL_FIFTH
        for part in fifths
    ]
    return {
        "cover": share(word in used or word.rstrip("s") in used for word in keys) if keys else _NEUTRAL_COVER,
        "cover_first": covers[0],
        "cover_last": covers[-1],
        "cover_middle": mean(covers[1:4]),
        "cover_least": min(covers),
        "cover_slope": covers[-1] - covers[0],
        "key_word_density": sum(word_stem(word) in stems for word in words) / max(1, len(words)),
    }


def _prompt_copy(analysis: Analysis) -> dict[str, float]:
    """How many runs of five words stand in the prompt too."""
    prompt = [word.lower() for word in WORD.findall(analysis.prompt)]
    known = set(_fives(prompt))
    own = _fives(analysis.lower)
    return {"copied_fives": share(five in known for five in own) if known else 0.0}


def _fives(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[shift:] for shift in range(5)), strict=False))
