"""The worker: essays a second through the whole queue, and its memory afterwards."""

import time

from sqlalchemy import func, select

from benchmarks.measure.scene import rss_mb, say, scene
from core.content import sample_essays
from core.practice import drafts, submissions
from core.transaction import transaction
from db.models.assessment import Assessment, AssessmentStatus
from tests.factories.actors import make_learner
from tests.factories.content import make_task

ESSAYS = 100
A_LEARNER = 5


def main() -> None:
    """Hand in 100 essays of ours, wait until all are marked, print the rate and the memory."""
    texts = [one.text for one in sample_essays.read_essays()]
    with scene(results=0) as found:
        for first in range(0, ESSAYS, A_LEARNER):
            with transaction() as tx:
                learner = make_learner(tx)
                for number in range(first, first + A_LEARNER):
                    draft_id = drafts.begin_with(
                        tx, learner, task_id=make_task(tx).id, text=f"{texts[number % len(texts)]}\n\n{number}"
                    )
                    submissions.submit(tx, learner, submission_id=draft_id, revision=0)
        begun = time.perf_counter()
        done = 0
        while done < ESSAYS:
            time.sleep(0.1)
            with transaction() as tx:
                done = tx.scalar(select(func.count()).where(Assessment.status == AssessmentStatus.completed)) or 0
        say(essays_a_second=ESSAYS / (time.perf_counter() - begun), worker_mb=rss_mb(found.server.worker_pid))


if __name__ == "__main__":
    main()
