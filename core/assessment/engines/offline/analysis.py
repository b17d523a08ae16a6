"""One essay, read once: the parse and the checker's remarks that features, comments and evidence share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.assessment.engines.offline import language_tools
from core.assessment.engines.offline.language_tools import Lint
from core.assessment.engines.offline.text import AlignedText, spelling_variants

Token = Any  # spaCy gives no types
Doc = Any

WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
STYLE_KINDS = frozenset({"Readability", "Style", "Enhancement", "Redundancy"})
COMMON_ENOUGH = 3.0  # Zipf: a word this frequent is no misspelling, whatever the checker's dictionary says
CONTENT_TAGS = frozenset({"NOUN", "VERB", "ADJ", "ADV"})


@dataclass(frozen=True)
class Analysis:
    """The analysed text of an essay with everything that is computed from it once.

    `words` are spaCy tokens that are words, `lower` the same in lower case, `sentences` spaCy spans with a letter.
    """

    aligned: AlignedText
    prompt: str
    task_number: int
    doc: Doc
    lints: Sequence[Lint]

    @cached_property
    def text(self) -> str:
        """The analysed text."""
        return self.aligned.text

    @cached_property
    def words(self) -> list[Token]:
        """Tokens that are words."""
        return [token for token in self.doc if WORD.fullmatch(token.text) or token.is_alpha]

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return [token.lower_ for token in self.words]

    @cached_property
    def content_words(self) -> list[Token]:
        """Nouns, verbs, adjectives and adverbs that carry meaning."""
        return [
            token for token in self.words if token.pos_ in CONTENT_TAGS and not token.is_stop and len(token.text) > 2
        ]

    @cached_property
    def sentences(self) -> list[Token]:
        """Sentences with at least one letter."""
        return [sentence for sentence in self.doc.sents if any(token.is_alpha for token in sentence)]

    @cached_property
    def sentence_lengths(self) -> list[int]:
        """Words in each sentence; one length of all words when there is no sentence."""
        return [sum(token.is_alpha for token in sentence) for sentence in self.sentences] or [len(self.words)]

    @cached_property
    def finite_verbs(self) -> list[Token]:
        """Verbs that carry tense, and modals."""
        return [token for token in self.doc if token.tag_ in ("VBZ", "VBP", "VBD", "MD")]

    @cached_property
    def prompt_words(self) -> frozenset[str]:
        """The words of the task in lower case, in American spelling."""
        variants = spelling_variants()
        words = (word.lower() for word in WORD.findall(self.prompt))
        return frozenset(variants.get(word, word) for word in words)

    @property
    def per_100_words(self) -> float:
        """The factor that turns a count into a rate for each 100 words."""
        return 100 / max(1, len(self.words))

    @property
    def sentence_count(self) -> int:
        """At least 1, so that it can divide."""
        return max(1, len(self.sentences))


def analyse(aligned: AlignedText, prompt: str, task_number: int) -> Analysis:
    """Parse and check the analysed text (about 0.1 s for 300 words)."""
    lints = [remark for remark in language_tools.lint(aligned.text) if not _is_false_alarm(remark, aligned.text)]
    return Analysis(aligned, prompt, task_number, language_tools.parse(aligned.text), lints)


def _is_false_alarm(remark: Lint, text: str) -> bool:
    """Spelling remarks on frequent words, and remarks on a dialect, say nothing about the writer."""
    if remark.kind == "Regionalism" or remark.end <= remark.start:
        return True
    is_spelling = remark.kind in ("Spelling", "Typo")
    word = text[remark.start : remark.end]
    return is_spelling and WORD.fullmatch(word) is not None and language_tools.frequency(word.lower()) >= COMMON_ENOUGH
