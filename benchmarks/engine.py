"""The offline engine: CPU of a 300-word essay, and the memory of the worker that holds it."""

import statistics
import time

import psutil

from benchmarks.measure.scene import say
from core.assessment.engines import registry
from core.assessment.types import TaskFacts
from core.content import sample_essays

ROUNDS = 5


def main() -> None:
    """Print CPU seconds an essay (median, worst) over our own sample essays, seconds to load, and megabytes."""
    begun = time.perf_counter()
    engine = registry.engine("offline")
    load_seconds = time.perf_counter() - begun
    essays = [essay.text for essay in sample_essays.read_essays()]
    task = TaskFacts(task_number=2, prompt="Some people say that cities should make public transport free. Discuss.")
    figures = []
    for text in essays * ROUNDS:
        before = time.process_time()
        engine.assess(text, task)
        seconds = time.process_time() - before
        figures.append(seconds * 300 / max(150, len(text.split())))
    say(
        cpu_s_a_300_word_essay=statistics.median(figures),
        worst=max(figures),
        load_s=load_seconds,
        process_mb=psutil.Process().memory_info().rss / 1e6,
    )


if __name__ == "__main__":
    main()
