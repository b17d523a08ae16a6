"""Essay text as it is stored."""

import re
import unicodedata

from core.practice.errors import EssayTooLong
from core.practice.word_count import count_words

MAX_WORDS = 2_000  # check_word_count of the schema
MAX_CHARACTERS = 40_000
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> tuple[str, int]:
    """The text as PostgreSQL can hold it, and its word count.

    NUL and lone surrogates go, line ends become newlines, the rest is put into NFC, so that the same
    essay always has the same hash.

    Raises:
        EssayTooLong: More than 2,000 words, or 40,000 characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise EssayTooLong(None)
    kept = without_unstorable(text)
    words = count_words(kept)
    if words > MAX_WORDS:
        raise EssayTooLong(words)
    return kept, words


def without_unstorable(text: str) -> str:
    """The text without NUL and lone surrogates, line ends as newlines, in NFC."""
    return unicodedata.normalize("NFC", _NOT_STORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
