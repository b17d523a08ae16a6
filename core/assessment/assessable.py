"""Whether a text can be assessed at all: light checks, no language library, safe in the web process."""

import re
from functools import cache
from pathlib import Path

from core.assessment.own_words import own_text
from core.assessment.types import NotAssessable, TaskFacts
from core.assessment.word_list import word_set

MOST_WORDS_OF_BAND_1 = 20
FEW_WORDS = "few_words"  # the gate of such a text

_WORDLIST = Path(__file__).parent / "wordlists" / "common_words.txt"
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SUFFIX = re.compile(r"(?:'s|s'|'|ies|es|s|ed|ing|er|est|ly|d|n't)$")
_LATIN_END = 0x24F
_FUNCTION_WORDS = word_set(
    "the of and to a in is that it for are be this with as on they have can not was were by at from or an but their "
    "will which there has we i you he she his her our my your if when who what more also so because do does would "
    "should could these those than then them some many one all about into out up very no only other such"
)
_OTHER_LANGUAGES = word_set(
    "el la los las de del que y en un una es por con para se su al lo le les des du et est dans une pour qui sur pas "
    "au ce il elle nous vous der die und das ist nicht von zu den mit ein eine auf dem sich auch es il di che e per "
    "non della sono con do da em um uma os as na no dos das mais ve bir bu da icin ile yang dan di ini itu dengan "
    "untuk dari pada tidak het een van en niet te dat op zijn w na z nie jest sie do"
)
_NON_LATIN_SHARE = 0.4
_FEWEST_FUNCTION_WORDS = 0.12
_FEWEST_KNOWN_WORDS = 0.5
_ENOUGH_WORDS_TO_JUDGE = 15
_LEAST_VARIETY = 0.06  # different words of all words, in a text of some length
_LONGEST_UNVARIED = 60


def require_assessable(content: str, task: TaskFacts) -> None:
    """Refuse a text that no band fits before anything is charged.

    A weak essay always passes: only a blank text, another language, random letters, or 20 own words or fewer
    (words copied from the task left out) are refused. A text with more than 20 own words is never refused for copying.

    Raises:
        NotAssessable: With the name of the rule and one sentence for the writer.
    """
    require_english_text(content)
    own = own_text(content, task.prompt).own_words
    if own <= MOST_WORDS_OF_BAND_1:
        raise NotAssessable("too_few_own_words", few_words_sentence(own))


def require_english_text(content: str) -> None:
    """Refuse a text that is blank, not English or not words; short ones get the benefit of the doubt.

    Raises:
        NotAssessable: "blank", "not_english" or "gibberish".
    """
    letters = sum(character.isalpha() for character in content)
    if not any(character.isalnum() for character in content):
        raise NotAssessable("blank", "There is no text yet. Write your answer first, then hand it in.")
    foreign = sum(character.isalpha() and ord(character) > _LATIN_END for character in content)
    if foreign > _NON_LATIN_SHARE * max(1, letters):
        raise _not_english()
    words = _WORD.findall(content.lower().replace("’", "'"))
    if len(words) < _ENOUGH_WORDS_TO_JUDGE:
        if not words and letters > 0:
            raise _not_english()
        return
    function_words = sum(word in _FUNCTION_WORDS for word in words) / len(words)
    other_languages = sum(word in _OTHER_LANGUAGES and word not in _FUNCTION_WORDS for word in words) / len(words)
    known = sum(_is_known(word) for word in words) / len(words)
    if function_words < _FEWEST_FUNCTION_WORDS and other_languages > function_words:
        raise _not_english()
    has_no_variety = len(words) >= _LONGEST_UNVARIED and len(set(words)) < _LEAST_VARIETY * len(words)
    if known < _FEWEST_KNOWN_WORDS or has_no_variety:
        raise NotAssessable(
            "gibberish", "Most of this text is not English words in sentences, so it cannot be given a band."
        )


def few_words_sentence(own_words: int) -> str:
    """What the writer reads about a text of 20 own words or fewer."""
    counted = {0: "No word here is", 1: "Only 1 word here is"}.get(own_words, f"Only {own_words} words here are")
    return f"{counted} your own: this would be band 1 in the test. Write more and hand it in again: your draft stays."


def _not_english() -> NotAssessable:
    return NotAssessable("not_english", "This text does not seem to be in English, so it cannot be given a band.")


@cache
def _common_words() -> frozenset[str]:
    lines = _WORDLIST.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _is_known(word: str) -> bool:
    """Whether the word, or what stands before its ending, is a common one."""
    common = _common_words()
    if word in common:
        return True
    stem = _SUFFIX.sub("", word)
    return stem != word and bool({stem, stem + "e", stem + "y", stem[:-1]} & common) and len(stem) > 1
