"""Which words, how rare, how varied."""

import math
import re
from collections import Counter

from core.assessment.engines.offline.analysis import CONTENT_TAGS, Analysis
from core.assessment.engines.offline.features.statistics import mean, percentile, share, types_per_root
from core.assessment.engines.offline.language_tools import cefr_level, frequency
from core.assessment.engines.offline.phrases import ACADEMIC_ENDING, NOUN_ENDING, TEMPLATES, VAGUE, word_stem

_MTLD_THRESHOLD = 0.72
_WINDOW = 50
_SHORT_NOUN_ENDING = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence|ism)s?$")
_UNKNOWN = 1.5  # Zipf: below it a word is a name or a misspelling


def measure(analysis: Analysis) -> dict[str, float]:
    """Variety, rarity, level and form of the words."""
    return _variety(analysis) | _rarity(analysis) | _level(analysis) | _form(analysis)


def _variety(analysis: Analysis) -> dict[str, float]:
    words = analysis.lower
    lemmas = Counter(token.lemma_.lower() for token in analysis.content_words)
    total = max(1, sum(lemmas.values()))
    by_kind = {
        f"{kind.lower()}_lemmas": types_per_root(
            [token.lemma_.lower() for token in analysis.words if token.pos_ == kind and not token.is_stop]
        )
        for kind in sorted(CONTENT_TAGS)
    }
    return by_kind | {
        "mtld": min(_mtld(words), 250.0),
        "moving_ttr": _moving_type_ratio(words),
        "root_ttr": types_per_root(words),
        "content_types": len(lemmas) / math.sqrt(total),
        "once_only": sum(count == 1 for count in lemmas.values()) / max(1, len(lemmas)),
        "yule": 1e4 * (sum(count * count for count in lemmas.values()) - total) / total / total,
        "top_five_share": sum(count for _, count in lemmas.most_common(5)) / total,
        "verb_types": len({token.lemma_ for token in analysis.doc if token.pos_ == "VERB"})
        / math.sqrt(max(1, len(words))),
    }


def _rarity(analysis: Analysis) -> dict[str, float]:
    root = math.sqrt(max(1, len(analysis.lower)))
    commonness = [(token.lower_, frequency(token.lower_)) for token in analysis.content_words]
    known = [zipf for _, zipf in commonness if zipf > _UNKNOWN] or [4.5]
    rare = {word for word, zipf in commonness if _UNKNOWN < zipf < 4}
    prompt_stems = {word_stem(word) for word in analysis.prompt_words if len(word) > 3 and frequency(word) < 5.6}
    rare_beyond_prompt = {
        token.lower_
        for token in analysis.words
        if token.pos_ != "PROPN"
        and _UNKNOWN < frequency(token.lower_) < 4.2
        and word_stem(token.lower_) not in prompt_stems
    }
    return {
        "zipf_mean": mean(known),
        "zipf_p20": percentile(known, 20),
        "zipf_under_4": share(zipf < 4 for zipf in known),
        "zipf_under_3_5": share(zipf < 3.5 for zipf in known),
        "unknown": share(zipf <= _UNKNOWN for _, zipf in commonness),
        "rare_types": len(rare) / root,
        "rare_types_beyond_prompt": len(rare_beyond_prompt) / root,
    }


def _level(analysis: Analysis) -> dict[str, float]:
    found = (cefr_level(token.lemma_.lower(), token.tag_) for token in analysis.content_words)
    levels = [level for level in found if level] or [2.0]
    return {
        "cefr_mean": mean(levels),
        "cefr_b2": share(level >= 4 for level in levels),
        "cefr_c1": share(level >= 5 for level in levels),
        "cefr_p80": percentile(levels, 80),
    }


def _form(analysis: Analysis) -> dict[str, float]:
    words = analysis.lower
    per = analysis.per_100_words
    long_words = [word for word in words if len(word) > 6]
    academic = [word for word in long_words if ACADEMIC_ENDING.search(word)]
    return {
        "word_length": mean(len(word) for word in words),
        "over_6_letters": share(len(word) >= 7 for word in words),
        "over_9_letters": share(len(word) >= 10 for word in words),
        "abstract_nouns": sum(bool(_SHORT_NOUN_ENDING.search(word)) for word in long_words) * per,
        "noun_endings": sum(bool(NOUN_ENDING.search(word)) for word in long_words) * per,
        "academic_endings": len(academic) * per,
        "academic_types": len(set(academic)) / math.sqrt(max(1, len(words))),
        "vague": len(VAGUE.findall(analysis.text)) * per,
        "templates": len(TEMPLATES.findall(analysis.text)) * per,
        "density": len(analysis.content_words) / max(1, len(words)),
    }


def _mtld(words: list[str]) -> float:
    """Mean length of runs whose type-token ratio stays above the threshold, read in both directions."""
    if len(words) < 10:
        return float(len(words))
    return (_run_length(words) + _run_length(words[::-1])) / 2


def _run_length(words: list[str]) -> float:
    runs = 0.0
    seen: set[str] = set()
    count = 0
    for word in words:
        count += 1
        seen.add(word)
        if len(seen) / count < _MTLD_THRESHOLD:
            runs += 1
            seen, count = set(), 0
    if count:
        runs += (1 - len(seen) / count) / (1 - _MTLD_THRESHOLD)
    return len(words) / runs if runs > 0 else float(len(words))


def _moving_type_ratio(words: list[str]) -> float:
    if len(words) < _WINDOW:
        return len(set(words)) / max(1, len(words))
    counts = Counter(words[:_WINDOW])
    ratios = [len(counts) / _WINDOW]
    for leaving, entering in zip(words, words[_WINDOW:], strict=False):
        counts[leaving] -= 1
        if not counts[leaving]:
            del counts[leaving]
        counts[entering] += 1
        ratios.append(len(counts) / _WINDOW)
    return mean(ratios)
