"""Closing a mock test: what was written is handed in, what was held for nothing comes back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import audit
from core.actor import Actor
from core.assessment import assessments, marking
from core.assessment.marking import Outcome
from core.assessment.reports import ReportState, get_report
from core.assessment.sitting_results import SittingResult, get_sitting_result
from core.assessment.types import Gate, NotAssessable
from core.billing import credits
from core.clock import pinned
from core.jobs import closing_time
from core.practice import closing, sittings, submissions
from core.practice.errors import CannotRetrySitting
from core.practice.types import Sitting, SubmissionStatus
from db.models.assessment import Assessment
from db.models.billing import UsageState, UsageTracking
from db.models.practice import Submission
from tests.factories.essays import ESSAY, make_result
from tests.factories.sittings import begin, make_candidate, write

OVERDUE = closing.SWEPT_AFTER.total_seconds() + 1


@pytest.fixture
def learner(session: Session) -> Actor:
    return make_candidate(session)


def essays_of(session: Session, sitting: Sitting) -> list[Submission]:
    session.expire_all()
    return [session.get_one(Submission, part.submission_id) for part in sitting.parts]


def states(session: Session, learner: Actor) -> list[UsageState]:
    return sorted(session.scalars(select(UsageTracking.state).where(UsageTracking.user_id == learner.user_id)))


def left(session: Session, learner: Actor) -> int:
    balance = credits.balance(session, learner)
    return balance.left if balance else -1


def assess(session: Session, submission_id: int, outcome: Outcome) -> None:
    claim = assessments.claim(session, submission_id=submission_id)
    assert claim is not None
    assert assessments.finish(session, claim, outcome)


def with_band(*bands: int, **changes: object) -> Outcome:
    return Outcome(make_result(bands[0], **changes), None, Decimal("0.2"))  # type: ignore[arg-type]


def result_of(session: Session, learner: Actor, sitting: Sitting) -> SittingResult:
    return get_sitting_result(session, learner, code=sitting.code)


def test_finishing_hands_in_both_now(session: Session, learner: Actor) -> None:
    sitting = begin(session, learner)
    write(session, learner, sitting, 1, ESSAY)
    write(session, learner, sitting, 2, ESSAY)
    moment = sitting.started_at + timedelta(minutes=40)

    with pinned(moment):
        sittings.finish(session, learner, code=sitting.code)

    for essay in essays_of(session, sitting):
        assert (essay.status, essay.submitted_at, essay.closed_at) == (SubmissionStatus.submitted, moment, moment)
    assert sittings.find_open(session, learner) is None
    assert states(session, learner) == [UsageState.reserved] * 2
    holds = session.scalars(select(UsageTracking.assessment_id).where(UsageTracking.user_id == learner.user_id))
    assert set(holds) == set(session.scalars(select(Assessment.id)))
    assert audit.run(session) == []


def test_finishing_twice_changes_nothing(session: Session, learner: Actor) -> None:
    sitting = begin(session, learner)
    write(session, learner, sitting, 2, ESSAY)

    sittings.finish(session, learner, code=sitting.code)
    sittings.finish(session, learner, code=sitting.code)

    assert session.scalar(select(func.count()).select_from(Assessment)) == 1


@pytest.mark.parametrize(("seconds_late", "is_closed"), [(0, False), (30, False), (31, False), (32, True)])
def test_the_sweeper_waits_for_the_last_saves(
    session: Session, learner: Actor, seconds_late: int, is_closed: bool
) -> None:
    sitting = begin(session, learner)
    write(session, learner, sitting, 1, ESSAY)
    write(session, learner, sitting, 2, ESSAY)
    moment = sitting.deadline_at + timedelta(seconds=seconds_late)
    session.commit()

    with pinned(moment):
        assert closing_time.close_overdue() == int(is_closed)

    for essay in essays_of(session, sitting):
        assert essay.submitted_at == (sitting.deadline_at if is_closed else None)
        assert essay.closed_at == (moment if is_closed else None)


def test_the_browsers_own_hand_in_after_zero_counts_as_the_deadline(session: Session, learner: Actor) -> None:
    sitting = begin(session, learner)
    write(session, learner, sitting, 1, ESSAY)

    with pinned(sitting.deadline_at + timedelta(seconds=4)):
        sittings.finish(session, learner, code=sitting.code)

    assert essays_of(session, sitting)[0].submitted_at == sitting.deadline_at


@pytest.mark.parametrize("blank", ["", " \n\t ", "... - !"])
@pytest.mark.parametrize("number", [1, 2])
def test_a_blank_part_gives_its_credit_back_and_no_writing_band(
    session: Session, learner: Actor, number: int, blank: str
) -> None:
    sitting = begin(session, learner)
    write(session, learner, sitting, 3 - number, ESSAY)
    write(session, learner, sitting, number, blank)

    sittings.finish(session, learner, code=sitting.code)

    essays = essays_of(session, sitting)
    assert essays[number - 1].status == SubmissionStatus.abandoned
    assert states(session, learner) == [UsageState.released, UsageState.reserved]
    assess(session, essays[2 - number].id, with_band(6))
    found = result_of(session, learner, sitting)
    assert found.writing_band is None
    assert f"because Task {number} was left empty" in str(found.why_none)
    assert left(session, learner) == 4
    assert audit.run(session) == []


def test_nothing_written_costs_nothing(session: Session, learner: Actor) -> None:
    sitting = begin(session, learner)

    sittings.finish(session, learner, code=sitting.code)

    assert left(session, learner) == 5
    assert "Nothing was written" in str(result_of(session, learner, sitting).why_none)
    assert session.scalar(select(func.count()).select_from(Assessment)) == 0
    assert audit.run(session) == []


def test_twenty_words_are_an_unbilled_band_1(session: Session, learner: Actor) -> None:
    sitting = begin(session, learner)
    short = write(session, learner, sitting, 1, "The number of trains rose.")
    write(session, learner, sitting, 2, ESSAY)
    sittings.finish(session, learner, code=sitting.code)

    assess(session, short, with_band(1, gates=(Gate("few_words", "Only 5 words here are your own.", 1),)))

    report = get_report(session, learner, submission_id=short)
    assert (report.state, report.billable) == (ReportState.ready, False)
    assert states(session, learner) == [UsageState.released, UsageState.reserved]
    assert audit.run(session) == []


@pytest.mark.parametrize("text", ["Trains.", "The number of trains in this city rose " * 2 + "in ten years."])
def test_the_engine_itself_gives_them_band_1_for_nothing(session: Session, learner: Actor, text: str) -> None:
    sitting = begin(session, learner)
    short = write(session, learner, sitting, 2, text)
    sittings.finish(session, learner, code=sitting.code)
    claim = assessments.claim(session, submission_id=short)
    assert claim is not None

    assessments.finish(session, claim, marking.mark(claim))

    report = get_report(session, learner, submission_id=short)
    assert report.result is not None
    assert {found.band for found in report.result.criteria.values()} == {Decimal(1)}
    assert left(session, learner) == 5
    assert audit.run(session) == []


def test_what_no_band_fits_fails_for_nothing_and_has_no_second_try(session: Session, learner: Actor) -> None:
    sitting = begin(session, learner)
    foreign = write(session, learner, sitting, 1, "Liczba pociągów w tym mieście rośnie każdego roku. " * 9)
    write(session, learner, sitting, 2, ESSAY)
    sittings.finish(session, learner, code=sitting.code)

    refusal = NotAssessable("not_english", "This text does not seem to be in English.")
    assess(session, foreign, Outcome(None, refusal, Decimal("0.1")))

    report = get_report(session, learner, submission_id=foreign)
    assert (report.state, report.failure, report.may_retry) == (ReportState.failed, refusal.reason, False)
    assert report.essay.startswith("Liczba")
    with pytest.raises(CannotRetrySitting):
        submissions.retry(session, learner, submission_id=foreign)
    with pytest.raises(CannotRetrySitting):
        submissions.retry_for_owner(session, submission_id=foreign)
    assert left(session, learner) == 4
    assert "because Task 1 has no band" in str(result_of(session, learner, sitting).why_none)
    assert audit.run(session) == []


def test_what_broke_on_our_side_can_be_sent_again(session: Session, learner: Actor) -> None:
    sitting = begin(session, learner)
    essay = write(session, learner, sitting, 2, ESSAY)
    sittings.finish(session, learner, code=sitting.code)
    claim = assessments.claim(session, submission_id=essay)
    assert claim is not None
    assessments.give_up(session, claim)
    assert get_report(session, learner, submission_id=essay).may_retry

    submissions.retry(session, learner, submission_id=essay)

    assert essays_of(session, sitting)[1].status == SubmissionStatus.submitted
    assert audit.run(session) == []


def test_the_same_text_on_the_same_tasks_again_is_free(session: Session, learner: Actor) -> None:
    for turn in range(2):
        sitting = begin(session, learner)
        for number in (1, 2):
            write(session, learner, sitting, number, ESSAY)
        sittings.finish(session, learner, code=sitting.code)
        if turn == 0:
            for part in sitting.parts:
                assess(session, part.submission_id, with_band(6, engine=_version()))

    assert left(session, learner) == 3
    assert audit.run(session) == []


def _version() -> str:
    from core.assessment.engines import registry

    return registry.version("offline")


def test_the_writing_band_counts_task_2_twice(session: Session, learner: Actor) -> None:
    sitting = begin(session, learner)
    for number in (1, 2):
        write(session, learner, sitting, number, ESSAY)
    assert result_of(session, learner, sitting).is_open
    sittings.finish(session, learner, code=sitting.code)
    assert result_of(session, learner, sitting).is_waiting

    for part, band in zip(sitting.parts, (5, 7), strict=True):
        assess(session, part.submission_id, with_band(band))

    found = result_of(session, learner, sitting)
    assert [(part.band, part.mean) for part in found.parts] == [(Decimal(5), Decimal(5)), (Decimal(7), Decimal(7))]
    assert found.writing_band == Decimal("6.5")
    assert found.unrounded == Decimal(19) / 3
    assert (found.low, found.high) == (Decimal("6.0"), Decimal("7.0"))
    assert (found.why_none, found.is_waiting) == (None, False)
    assert states(session, learner) == [UsageState.consumed] * 2
    assert audit.run(session) == []
