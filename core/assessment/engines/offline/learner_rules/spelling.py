"""What a misspelt word was meant to be."""

from collections.abc import Sequence

from core.assessment.engines.offline.language_tools import closest_words, frequency
from core.assessment.engines.offline.text import british_spellings
from core.assessment.word_list import word_set

MOST_SUGGESTIONS = 3
_LONGEST = 30
_COST_OF_AN_EDIT = 2.2
_SAME_START = 0.6
_CLEAR_ENOUGH = 3.3
# American spellings that are also other words, or just as usual in Britain: never turned into the British one.
_KEPT_AMERICAN = word_set(
    "among while check checks story stories draft drafts curb curbs tire tires program programs practice practices "
    "practiced practicing learned burned spelled spilled spoiled leaped dreamed toward afterward inquiry inquiries "
    "inquire inquired license licenses licensed mold molds oriented meter meters airplane airplanes"
)


def spelling_suggestions(word: str, from_checker: Sequence[str], *, is_british: bool) -> tuple[str, ...]:
    """Up to three words, the likeliest first: near in letters, frequent, same first letter, liked by the checker."""
    if len(word) > _LONGEST:
        return ()
    wanted = word.lower()
    scores = _near_words(wanted)
    for rank, candidate in enumerate(from_checker[:MOST_SUGGESTIONS]):
        proposal = candidate.lower()
        if not proposal or any(len(part) < 3 for part in proposal.split()[:-1]):
            continue
        score = scores.get(proposal, frequency(proposal) - 4.2) + 1.0 - 0.3 * rank
        score -= 1.5 * (" " in proposal) + 1.0 * ("'" in proposal)
        scores[proposal] = score
    best = sorted(scores, key=lambda proposal: (-scores[proposal], proposal))[:MOST_SUGGESTIONS]
    spelt = [in_spelling(proposal, is_british=is_british) for proposal in best]
    return tuple(proposal.capitalize() if word[:1].isupper() else proposal for proposal in spelt)


def in_spelling(phrase: str, *, is_british: bool) -> str:
    """The phrase in the spelling that the writer uses."""
    if not is_british:
        return phrase
    table = british_spellings()
    return " ".join(word if word in _KEPT_AMERICAN else table.get(word, word) for word in phrase.split(" "))


def _near_words(word: str) -> dict[str, float]:
    candidates = [(term, distance) for term, distance in closest_words(word) if distance]
    first = [(term, distance) for term, distance in candidates if distance == 1]
    if first and max(frequency(term) for term, _ in first) > _CLEAR_ENOUGH:
        candidates = first
    return {
        term: frequency(term) - _COST_OF_AN_EDIT * distance + (_SAME_START if term[:1] == word[:1] else -_SAME_START)
        for term, distance in candidates
    }
