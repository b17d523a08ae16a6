"""One person on several devices at the same moment: nothing twice, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine, func, select

from core import audit
from core.practice import drafts, sittings, submissions
from core.transaction import transaction
from db.models import practice as rows
from db.models.assessment import Assessment
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of
from tests.factories.billing import make_plan, make_subscription
from tests.factories.content import make_task
from tests.factories.essays import ESSAY
from tests.factories.sittings import begin, held, make_candidate, make_pair, write

ROUNDS = 8


def test_two_devices_that_start_at_once_get_one(engine: Engine) -> None:
    with transaction() as tx:
        learner = make_candidate(tx)

    def start_one(_: int) -> str:
        with transaction() as tx:
            return begin(tx, learner).code

    with ThreadPoolExecutor(4) as pool:
        codes = set(pool.map(start_one, range(4)))

    with transaction() as tx:
        assert len(codes) == 1
        assert held(tx, learner.user_id) == 2
        assert tx.scalar(select(func.count()).select_from(rows.Submission)) == 2
        assert audit.run(tx) == []


def test_a_start_and_a_hand_in_at_once_do_not_block_each_other(engine: Engine) -> None:
    with transaction() as tx:
        user = make_user(tx)
        make_subscription(tx, user, make_plan(tx, test_feedback_count=100))
        learner = actor_of(user)
        make_pair(tx)

    def hand_in(number: int) -> None:
        with transaction() as tx:
            draft_id = drafts.begin_with(tx, learner, task_id=make_task(tx).id, text=f"{ESSAY} {number}")
        with transaction() as tx:
            submissions.submit(tx, learner, submission_id=draft_id, revision=0)

    def sit(number: int) -> None:
        with transaction() as tx:
            sitting = begin(tx, learner)
        with transaction() as tx:
            write(tx, learner, sitting, 2, f"{ESSAY} {number}")
        with transaction() as tx:
            sittings.finish(tx, learner, code=sitting.code)

    for number in range(ROUNDS):
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(hand_in, number), pool.submit(sit, number)]
            assert [done.exception() for done in both] == [None, None]

    with transaction() as tx:
        assert tx.scalar(select(func.count()).select_from(Assessment)) == 2 * ROUNDS
        assert audit.run(tx) == []
