"""Remarks of the grammar checker that are worth a learner's time, in our words.

The checker's kinds are wide and its remarks of very different worth: what is not listed here is not shown.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.assessment.engines.offline.analysis import WORD, Analysis
from core.assessment.engines.offline.language_tools import Lint, bigrams, frequency
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.spelling import in_spelling, spelling_suggestions

MOST_SUGGESTIONS = 3
_FREQUENT = 3.0
_TERM_COUNT = 4
_USUAL_AS_ONE = 3.5  # below it two words ("flow chart") are written as often as one
_ALIKE = 0.7
_COMMA_IS_FREE = frozenset({"nowadays", "today", "recently", "sometimes"})
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s*[\"(]?\s?)$")


@dataclass(frozen=True)
class _Kept:
    """Remarks of `kinds` whose message fits: what they become."""

    kinds: frozenset[str]
    pattern: re.Pattern[str]
    type: str
    message: str


def _kept(kinds: str, pattern: str, type_: str, message: str) -> _Kept:
    return _Kept(frozenset(kinds.split()), re.compile(pattern), type_, message)


_ANY = ""
_KEPT = (
    _kept(
        "Capitalization", "sentence does not start", "capital_letter", "A new sentence starts with a capital letter."
    ),
    _kept("Capitalization", "first-person", "capital_letter", 'The word "I" is always a capital letter.'),
    _kept("Grammar", "mass noun", "uncountable", '"{word}" cannot be counted here, so it takes no -s.'),
    _kept(
        "Agreement", "mass noun", "uncountable", '"{word}" names something that cannot be counted: no "a" before it.'
    ),
    _kept(
        "Miscellaneous", "indefinite article", "article", 'The sound that follows decides: "an" before a vowel sound.'
    ),
    _kept("Repetition", "repeat this word", "repeated_word", "The same word stands here twice. Keep one."),
    _kept("Repetition", "[Pp]lural", "noun_number", "Check singular and plural here."),
    _kept(
        "Punctuation",
        "Discourse markers",
        "punctuation",
        "A word that opens a sentence like this is followed by a comma.",
    ),
    _kept("Grammar", "base form", "verb_form", "Here the verb stands in its base form."),
    _kept("Grammar", "irregular form", "verb_form", "This word has an irregular form; learn it by heart."),
    _kept("Grammar", "form that ends in", "verb_form", "Here the verb takes the form with -ing."),
    _kept("Grammar", "Drop the repeated|follows a preposition", "grammar", "Something here is not quite right."),
    _kept(
        "Miscellaneous",
        "modal verb and adjective",
        "verb_form",
        'Between this verb and the next word, "be" is missing.',
    ),
    _kept("Miscellaneous", "modal verbs in a row", "verb_form", "Two modal verbs cannot stand together: keep one."),
    _kept("Miscellaneous", "need to use", "article", "A small word is missing here."),
    _kept("Usage", _ANY, "word_choice", "English uses other words in this place."),
    _kept(
        "WordChoice", "is a noun, the verb|usually a verb; use", "word_choice", "This noun and this verb look alike."
    ),
    _kept("WordChoice", "base form of the verb", "verb_form", 'After "to" the verb stands in its base form.'),
    _kept("Typo", "comparison that should|might be a typo", "word_choice", "These two words are easily confused."),
    _kept("Miscellaneous", "^Did you mean", "word_choice", "These two words are easily confused."),
    _kept("Typo", "^Did you mean", "punctuation", "Check the apostrophe in this word."),
)
_COMPOUND = re.compile("closed compound")


def checker_findings(analysis: Analysis, *, is_british: bool) -> Iterator[Finding]:
    """The kept remarks; a misspelling comes with suggestions ranked for learners."""
    # a word that comes again and again is a term or a name, not a slip
    repeated = {word for word, count in Counter(analysis.lower).items() if count >= _TERM_COUNT}
    known = analysis.prompt_words | repeated
    for remark in analysis.lints:
        word = analysis.text[remark.start : remark.end]
        if remark.kind == "Spelling" or (remark.kind == "Typo" and "written as" in remark.message):
            if _is_misspelling(analysis.text, remark, word, known):
                suggestions = spelling_suggestions(word, remark.suggestions, is_british=is_british)
                if not suggestions or _is_near(word, suggestions[0]):
                    yield _misspelling(remark, suggestions)
            continue
        if remark.kind == "WordChoice" and _COMPOUND.search(remark.message):
            if word.islower() and remark.suggestions and frequency(remark.suggestions[0].lower()) >= _USUAL_AS_ONE:
                suggestion = remark.suggestions[0]
                message = f'This is written as one word: "{suggestion}".'
                yield Finding(remark.start, remark.end, "spelling", "one_word", message, (suggestion,))
            continue
        yield from _other(analysis, remark, word, is_british=is_british)


def _is_misspelling(text: str, remark: Lint, word: str, known: frozenset[str]) -> bool:
    if not WORD.fullmatch(word) or "prefix" in remark.message or word.lower() in known or len(word) < 3:
        return False
    if any(letter.isupper() for letter in word[1:]) or frequency(word.lower()) >= _FREQUENT:
        return False
    if word.endswith("ly") and frequency(word[:-2].lower()) >= _FREQUENT:
        return False  # an adverb of a word that everybody knows
    # a capital inside a sentence is a name
    return word[0].islower() or _SENTENCE_START.search(text[max(0, remark.start - 4) : remark.start]) is not None


def _is_near(word: str, meant: str) -> bool:
    """Whether the word can be a slip for what the dictionary offers, and is no name or term that it does not know."""
    if " " in meant:
        return meant.lower() in bigrams()
    return SequenceMatcher(None, word.lower(), meant.lower()).ratio() >= _ALIKE


def _misspelling(remark: Lint, suggestions: tuple[str, ...]) -> Finding:
    if suggestions:
        message = f'Did you mean "{suggestions[0]}"? Say the word in parts, then write it once from memory.'
    else:
        message = "This word is not in our dictionary. Check its spelling."
    return Finding(remark.start, remark.end, "spelling", "misspelt", message, suggestions)


def _other(analysis: Analysis, remark: Lint, word: str, *, is_british: bool) -> Iterator[Finding]:
    for kept in _KEPT:
        if remark.kind not in kept.kinds or not kept.pattern.search(remark.message):
            continue
        proposals = [proposal for proposal in remark.suggestions if _is_sound(proposal)]
        if not proposals or _is_mistaken(analysis, remark, kept.type, word):
            return
        yield Finding(
            remark.start,
            remark.end,
            kept.type,
            f"checker_{remark.kind.lower()}",
            kept.message.format(word=word),
            tuple(in_spelling(proposal, is_british=is_british) for proposal in proposals[:MOST_SUGGESTIONS]),
        )
        return


def _is_sound(proposal: str) -> bool:
    """Some proposals of the checker are empty, masked or have capitals inside a word."""
    return bool(proposal.strip()) and "*" not in proposal and re.search(r"[a-z][A-Z]|\b[a-z][A-Z]", proposal) is None


def _is_mistaken(analysis: Analysis, remark: Lint, type_: str, word: str) -> bool:
    """Remarks that were wrong more often than right when read by hand."""
    if type_ == "punctuation" and word.lower() in _COMMA_IS_FREE:
        return True
    if type_ == "uncountable" and " " in word:
        return word[:1].isupper() or word.split(" ", 1)[0] not in ("a", "an")
    if type_ == "article" and word == "A":  # a label, as in "place A", unless it opens a sentence
        return _SENTENCE_START.search(analysis.text[max(0, remark.start - 4) : remark.start]) is None
    return False
