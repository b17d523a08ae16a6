"""What a redraft did with each comment of its earlier draft: fixed it, left it, or made that kind of error again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.assessment.types import Comment
from core.practice.differences import paragraph_pairs, word_steps
from db.models.assessment import Uptake

__all__ = ["Uptake", "uptake"]

_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)]*\s+|\n+")


@dataclass(frozen=True)
class _Kept:
    """`before[start:end]` stands unchanged in the redraft, `shift` code points further on."""

    start: int
    end: int
    shift: int


def uptake(
    before: str, after: str, comments: Sequence[Comment], later_comments: Sequence[Comment]
) -> Mapping[str, Uptake]:
    """By the key of each comment on `before`: what became of it in `after`, which has `later_comments`.

    Ignored: the words stand as they were, and either their whole sentence does or they are remarked on again.
    Came back: they were changed, and what stands there now has a comment of the same type. Fixed: all else.
    """
    kept = _kept(before, after)
    return {one.key: _status(one, before, after, kept, later_comments) for one in comments}


def _status(one: Comment, before: str, after: str, kept: Sequence[_Kept], later: Sequence[Comment]) -> Uptake:
    same_type = [comment for comment in later if comment.type == one.type]
    stretch = next((part for part in kept if part.start <= one.start and one.end <= part.end), None)
    if stretch is not None:
        start, end = one.start + stretch.shift, one.end + stretch.shift
        first, last = _sentence(before, one.start, one.end)
        is_whole = stretch.start <= first and last <= stretch.end
        if is_whole or any(comment.start < end and start < comment.end for comment in same_type):
            return Uptake.ignored
        return Uptake.fixed
    start, end = _place_of_change(one, kept, len(after))
    if any(comment.start < end and start < comment.end for comment in same_type):
        return Uptake.came_back
    return Uptake.fixed


def _kept(before: str, after: str) -> list[_Kept]:
    found: list[_Kept] = []
    for pair in paragraph_pairs(before, after):
        if pair.before is None or pair.after is None:
            continue
        for step in word_steps(before[slice(*pair.before)], after[slice(*pair.after)]):
            if step.is_same:
                start, new = pair.before[0] + step.start, pair.after[0] + step.after_start
                found.append(_Kept(start, pair.before[0] + step.end, new - start))
    return found


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    first = max((edge for edge in edges if edge <= start), default=0)
    last = min((edge for edge in edges if edge >= end), default=len(text))
    return first, first + len(text[first:last].rstrip())


def _place_of_change(one: Comment, kept: Sequence[_Kept], length: int) -> tuple[int, int]:
    """Where in the redraft the changed words went: from the last kept word before them to the first after."""
    start = max((min(part.end, one.start) + part.shift for part in kept if part.start < one.start), default=0)
    end = min((max(part.start, one.end) + part.shift for part in kept if part.end > one.end), default=length)
    return (start, end) if start < end else (start, start)


def came_back_later(
    fixed: Sequence[Comment], previous_comments: Sequence[Comment], later_comments: Sequence[Comment]
) -> list[str]:
    """Keys of comments that an earlier draft had fixed and whose very words are remarked on again now."""
    old = {(one.type, one.quote) for one in previous_comments}
    again = {(one.type, one.quote) for one in later_comments} - old
    return [one.key for one in fixed if (one.type, one.quote) in again]
