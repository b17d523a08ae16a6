"""What people read: in one place, and in sentences that an intermediate learner can read."""

import re

from core.cli.write_texts import as_markdown, texts_by_file
from tests.live import ROOT

LONGEST_SENTENCE_WORDS = 32
MEAN_SENTENCE_WORDS = 12


def test_the_page_of_texts_is_that_of_today() -> None:
    assert (ROOT / "docs" / "texts.md").read_text("utf-8") == as_markdown(ROOT), "python -m core.cli write_texts"


def test_learners_read_short_sentences() -> None:
    found = texts_by_file(ROOT)
    texts = [text for name, lines in found.items() if not name.startswith("pages/admin") for text in lines]
    sentences = [part for text in texts for part in re.split(r"(?<=[.?!]) +", text)]
    lengths = [len(part.split()) for part in sentences]

    assert [part for part, words in zip(sentences, lengths, strict=True) if words > LONGEST_SENTENCE_WORDS] == []
    assert sum(lengths) / len(lengths) <= MEAN_SENTENCE_WORDS


def test_the_screens_are_all_there() -> None:
    found = texts_by_file(ROOT)

    assert "Improve your essay" in found["pages/learner/write.py"]
    assert (
        "This essay has no result yet. You can improve it as soon as the result is here."
        in found["core/practice/errors.py"]
    )
    assert any("no connection" in text for text in found["pages/components/assets/editor.js"])
