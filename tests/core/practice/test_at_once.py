"""One person on several devices at the same moment: nothing twice, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine, func, select

from core import audit
from core.classroom import messages
from core.practice import drafts, sittings, submissions
from core.practice.errors import NoMoreVersions
from core.transaction import transaction
from db.models import practice as rows
from db.models.assessment import Assessment
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of
from tests.factories.billing import make_plan, make_subscription
from tests.factories.classroom import make_assignment, make_class, make_member, make_tutor
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


def test_two_drafts_handed_in_at_once_are_one_version(engine: Engine) -> None:
    with transaction() as tx:
        tutor = make_tutor(tx)
        cohort_id = make_class(tx, tutor)
        learner = make_member(tx, cohort_id)
        task = make_task(tx)
        make_assignment(tx, tutor, cohort_id, task_id=task.id, drafts_allowed=1)
        waiting = [drafts.begin_with(tx, learner, task_id=task.id, text=f"{ESSAY} {number}") for number in range(4)]

    def hand_in(draft_id: int) -> bool:
        try:
            with transaction() as tx:
                submissions.submit(tx, learner, submission_id=draft_id, revision=0)
        except NoMoreVersions:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(hand_in, waiting)) == [False, False, False, True]


def test_the_same_words_sent_at_once_go_out_once(engine: Engine) -> None:
    with transaction() as tx:
        tutor = make_tutor(tx)
        cohort_id = make_class(tx, tutor)
        learner = make_member(tx, cohort_id)

    def send(_: int) -> int:
        with transaction() as tx:
            return messages.send_to_class(tx, tutor, cohort_id=cohort_id, text="Well done")

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(send, range(4))) == 1
    with transaction() as tx:
        assert len(messages.inbox(tx, learner)) == 1
