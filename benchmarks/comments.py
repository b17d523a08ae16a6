"""Inline comments: which of the errors marked in our own essays they find, and where they speak without a mark.

`python -m benchmarks.comments [--half seen|held_back|both] [--list]` with PYTHONPATH=. (the essays are tests' own).
"""

import argparse
from collections import Counter
from collections.abc import Iterable

from benchmarks.measure.scene import say
from core.assessment.engines import registry
from core.assessment.engines.base import Engine
from core.assessment.types import Comment, TaskFacts
from tests.core.assessment.marked_essays.corpus import HALVES, MarkedEssay, read_marked_essays

_AROUND = 45


def main() -> None:
    """Print recall by type, precision beside the marks and comments an essay; with --list also every miss."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--list", action="store_true", help="each error that was not found, and each unmarked comment")
    arguments = parser.parse_args()
    halves = HALVES if arguments.half == "both" else (arguments.half,)
    engine = registry.engine("offline")
    for half in halves:
        _measure(half, read_marked_essays(half), engine, is_listed=arguments.list)


def _measure(half: str, essays: Iterable[MarkedEssay], engine: Engine, *, is_listed: bool) -> None:
    marked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    same_kind: Counter[str] = Counter()
    comments = essay_count = beside = 0
    for essay in essays:
        given = engine.assess(essay.text, TaskFacts(essay.task_number, essay.prompt)).comments
        comments += len(given)
        essay_count += 1
        for error in essay.errors:
            kind = "real_word" if error.is_real_word else error.type
            marked[kind] += 1
            if any(_overlap(comment, error.start, error.end) for comment in given):
                found[kind] += 1
                same_kind[kind] += any(c.type == kind and _overlap(c, error.start, error.end) for c in given)
            elif is_listed:
                print(
                    f"missed {essay.number:02} {kind}: {_around(essay.text, error.start, error.end)}"
                    f" -> {error.correction}"
                )
        for comment in given:
            if not any(_overlap(comment, error.start, error.end) for error in essay.errors):
                beside += 1
                if is_listed:
                    place = _around(essay.text, comment.start, comment.end)
                    print(f"unmarked {essay.number:02} {comment.type}: {place} -> {comment.suggestions}")
    for kind in sorted(marked, key=lambda kind: (-marked[kind], kind)):
        print(
            f"{half:10} {kind:14} {found[kind]:3} of {marked[kind]:3}  {found[kind] / marked[kind]:.2f}"
            f"  under the same name {same_kind[kind]:3}"
        )
    without_spelling = {kind: count for kind, count in marked.items() if kind != "spelling"}
    say(
        half=half,
        essays=essay_count,
        recall=sum(found.values()) / max(1, sum(marked.values())),
        recall_without_spelling=sum(found[kind] for kind in without_spelling) / max(1, sum(without_spelling.values())),
        on_a_marked_place=(comments - beside) / max(1, comments),
        comments_an_essay=comments / max(1, essay_count),
    )


def _overlap(comment: Comment, start: int, end: int) -> bool:
    return comment.start < end and start < comment.end


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return f"{before}[{text[start:end]}]{after}".replace("\n", " ")


if __name__ == "__main__":
    main()
