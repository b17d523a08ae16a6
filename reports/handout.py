"""A handout of one kind of error: sentences to mend, and on the last page what was meant."""

from collections.abc import Sequence

from core.classroom.error_examples import Example
from reports.typesetting import pdf


def class_handout(*, kind: str, class_name: str, examples: Sequence[Example]) -> bytes:
    """The PDF. Whoever calls hands in only sentences that their writers share."""
    return pdf(
        "handout",
        {
            "title": f"Find and mend: {kind}",
            "intro": "Each sentence has one mistake, underlined. Write the words as they should be.",
            "footer": f"{class_name}. Sentences of the class, with their writers' consent.",
            "examples": [{"before": each.before, "quote": each.quote, "after": each.after} for each in examples],
            "answers": [each.suggestion or each.message for each in examples],
        },
    )
