"""How well statements of Task 1 reports are held against their data: on marked answers of ours, by half and type."""

import time
from collections import Counter

from core.assessment.checks.report import check_report
from core.assessment.engines.offline.analysis import analyse
from core.assessment.engines.offline.text import align, readable
from core.assessment.own_words import own_text
from core.assessment.types import CheckKind, TaskFacts, Verdict
from tests.core.assessment.data_check.corpus import Half, read_answers

HALVES: tuple[Half, ...] = ("third", "second", "seen", "held_back", "practice", "alarms")


def main() -> None:
    """Print precision (of what is called wrong), recall (of the planted errors) and CPU for each half."""
    for half in HALVES:
        planted: Counter[str] = Counter()
        found: Counter[str] = Counter()
        rightly = accused = 0
        seconds = 0.0
        answers = read_answers(half)
        for answer in answers:
            legible = readable(answer.text)
            analysis = analyse(align(legible, own_text(legible, "").kept), "", 1)
            begun = time.process_time()
            checks = check_report(answer.text, analysis, TaskFacts(1, "", materials=answer.materials))
            seconds += time.process_time() - begun
            named = [one for one in checks if one.verdict is Verdict.wrong and one.kind is not CheckKind.overview]
            spans = []
            for error in answer.errors:
                start = answer.text.index(error.quote)
                spans.append((start, start + len(error.quote)))
                planted[error.type] += 1
                found[error.type] += any(one.start < spans[-1][1] and start < one.end for one in named)
            accused += len(named)
            rightly += sum(any(one.start < end and start < one.end for start, end in spans) for one in named)
        total, hit = sum(planted.values()), sum(found.values())
        print(
            f"{half}: precision {rightly / max(1, accused):.2f} ({rightly} of {accused}), recall {hit / total:.2f} "
            f"({hit} of {total}), {1000 * seconds / len(answers):.0f} ms CPU an answer beside the parse"
        )
        print("  " + ", ".join(f"{kind} {found[kind]}/{count}" for kind, count in sorted(planted.items())))


if __name__ == "__main__":
    main()
