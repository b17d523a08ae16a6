"""The language of a task: British spelling, names that we know, and sentences that a learner at band 6 can read.

The speller is Harper with its British dictionary, the pairs of British and American spellings are those that the
engine counts alike, and how common a word is comes from wordfreq. Loading them takes a second: commands and tests only.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from core.assessment.engines.offline import language_tools
from core.assessment.engines.offline.text import british_spellings
from core.assessment.word_list import word_set
from core.content.seed_files import SEEDS

NAMES_FILE = SEEDS / "names.txt"
UNKNOWN_NAME = f"a name that is not in {NAMES_FILE.name}"
MAX_SENTENCE_WORDS = 45
MAX_MEAN_WORDS = 35
MAX_RARE_SHARE = 0.1
COMMON_ZIPF = 4.0
RARE_ZIPF = 3.0  # the Zipf scale of wordfreq: below 3 a word is met less than once in a million words
MIN_WORDS_FOR_SHARE = 25

# good in British texts as well, at least in one of their senses
NEUTRAL = word_set("""
acknowledgment acknowledgments among artifact artifacts benefited benefiting biased burned check checks coloration curb
curbs disoriented distill draft drafts dreamed dwelled encyclopedia encyclopedic focused focuses focusing glamorous
honorary humorous inquire inquired inquires inquiries inquiring inquiry judgment judgmental judgments leaped learned
license licensed licenses licensing likable livable medalist medalists meter meters oriented panelist panelists practice
practices savior saviors sizable spelled spilled spoiled story stories tire tires toward tranquility unshakable while
yogurt yogurts instill instills technicolor datacenter omelet omelets scepter harborside
""")
NEVER_IZE = word_set("""
size sizes sized prize prizes prized seize seizes seized capsize capsizes capsized downsize downsized oversize oversized
resize resized resizes midsize midsized outsize outsized
""")
IZE = re.compile(r"[a-z]{2,}(?:iz(?:e|es|ed|ing|ation|ations|er|ers)|yz(?:e|es|ed|ing))")
MANYFOLD = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten)fold")
COMPUTER_PROGRAM = re.compile(r"\b(computer|software) programs?\b", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
ANY_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


def faults(text: str) -> Iterator[str]:
    """Words that are not spelled as British English, and capitalised ones that are not among our names."""
    for word in sorted({found[0] for found in WORD.finditer(COMPUTER_PROGRAM.sub("", text))}):
        if (british := _british(word.lower())) is not None:
            yield f"American spelling: {word!r}, in British English {british!r}"
    known = names()
    for word in sorted(_misspelt(text)):
        bare = word.removesuffix("'s").removesuffix("’s")
        if bare in known or _british(word.lower()) is not None or MANYFOLD.fullmatch(word):
            continue
        yield f"{UNKNOWN_NAME}: {bare!r}" if bare[:1].isupper() else f"unknown word: {word!r}"


def hard_to_read(prompt: str) -> Iterator[str]:
    """Sentences that are too long for a learner at band 6, and prompts with many rare words."""
    lengths = [len(WORD.findall(sentence)) for sentence in SENTENCE_END.split(prompt) if WORD.search(sentence)]
    if not lengths:
        return
    if max(lengths) > MAX_SENTENCE_WORDS:
        yield f"a sentence of {max(lengths)} words; at most {MAX_SENTENCE_WORDS}"
    if sum(lengths) / len(lengths) > MAX_MEAN_WORDS:
        yield f"sentences of {sum(lengths) / len(lengths):.0f} words on average; at most {MAX_MEAN_WORDS}"
    words = [found[0].lower() for found in WORD.finditer(prompt) if found[0][0].islower()]
    rare = sorted({word for word in words if language_tools.frequency(word) < RARE_ZIPF})
    if len(words) >= MIN_WORDS_FOR_SHARE and len(rare) / len(words) > MAX_RARE_SHARE:
        yield f"{len(rare)} of {len(words)} words are rare ({', '.join(rare[:6])}); at most {MAX_RARE_SHARE:.0%}"


@cache
def names() -> frozenset[str]:
    """Names of places and people that we made up, and other words that no dictionary has: one or more a line."""
    lines = NAMES_FILE.read_text("utf-8").splitlines()
    return word_set(" ".join(line.partition("#")[0] for line in lines))


def accept_names(found: Iterable[str]) -> tuple[str, ...]:
    """Add names that somebody has read and found right to the list, sorted; those that were new."""
    new = tuple(sorted(set(found) - names()))
    if new:
        lines = NAMES_FILE.read_text("utf-8").rstrip("\n").split("\n")
        NAMES_FILE.write_text("\n".join([*lines, *new]) + "\n", "utf-8")
        names.cache_clear()
    return new


def _british(word: str) -> str | None:
    if word in NEUTRAL or word in NEVER_IZE:
        return None
    if word in british_spellings():
        return british_spellings()[word]
    if IZE.fullmatch(word):
        return word.replace("iz", "is").replace("yz", "ys")
    return None


def _misspelt(text: str) -> set[str]:
    return {found[0] for found in ANY_WORD.finditer(text) if not _is_known(found[0])}


@cache
def _is_known(word: str) -> bool:
    """Whether a word is common or the speller knows it; by the word alone, for a word stands in many texts."""
    if word.islower() and language_tools.frequency(word) >= COMMON_ZIPF:
        return True
    with language_tools.quiet_stdout():
        remarks = _speller().lint(word, language="plaintext")
    return all(str(remark.lint_kind) not in ("Spelling", "Typo") for remark in remarks)


@cache
def _speller() -> Any:
    from harper import Dialect, Linter

    return Linter(Dialect.BRITISH)
