"""Sample people: the same for a number, within every rule of the product, added once, behind everybody else."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core import audit
from core.accounts import authentication
from core.accounts.errors import MalformedEmail
from core.accounts.passwords import nobody_hash
from core.accounts.registration import register
from core.billing.errors import PlanNotFound
from core.cli.__main__ import main
from core.content import loading, sample_essays, seed_files
from core.content.types import ModuleType
from core.jobs import queue
from core.practice import submissions
from core.practice.drafts import begin, save
from core.samples.errors import SampleContentMissing
from core.samples.learners import create_sample_learner
from core.samples.people import MAX_DAYS, Story, sample_person
from core.samples.stories import A_MONTH, THIS_MONTH, is_for, sittings
from tests.factories.actors import make_learner

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
ESSAYS = sample_essays.read_essays()


def load_content(session: Session) -> None:
    loading.load_topics(session, seeds=seed_files.read_topics())
    loading.load_tasks(session, seeds=seed_files.read_tasks())
    loading.load_plans(session, seeds=seed_files.read_plans())


def plan_of(index: int):
    person = sample_person(index)
    return sittings(person, [essay for essay in ESSAYS if is_for(essay, person.module_type)], now=NOW)


def test_a_hundred_people_differ_as_people_do() -> None:
    people = [sample_person(index) for index in range(100)]

    assert people == [sample_person(index) for index in range(100)]
    assert len({person.email for person in people}) == 100
    assert len({(person.first_name, person.last_name) for person in people}) > 90
    assert len({person.timezone for person in people}) > 20
    assert {person.story for person in people} == set(Story)
    assert {person.module_type for person in people} == set(ModuleType)
    assert all(person.email.endswith("@sample.invalid") for person in people)
    assert {person.test_in_days is None for person in people} == {True, False}


@pytest.mark.parametrize("index", range(24))
def test_a_story_keeps_every_rule(index: int) -> None:
    person, planned = sample_person(index), plan_of(index)
    home = ZoneInfo(person.timezone)

    assert planned == plan_of(index)
    assert len({sitting.essay.name for sitting in planned}) == len(planned)
    months = [(sitting.submitted_at.year, sitting.submitted_at.month) for sitting in planned]
    assert all(months.count(month) <= A_MONTH for month in months)
    assert months.count((NOW.year, NOW.month)) <= THIS_MONTH
    for sitting in planned:
        assert NOW - timedelta(days=MAX_DAYS) <= sitting.begun_at < sitting.submitted_at < NOW
        assert 7 <= sitting.submitted_at.astimezone(home).hour <= 21
    assert [sitting.submitted_at for sitting in planned] == sorted(sitting.submitted_at for sitting in planned)


def test_who_improves_goes_up_and_who_drops_out_stops() -> None:
    for index in range(60):
        bands = [sitting.essay.intended_band for sitting in plan_of(index)]
        person = sample_person(index)
        if person.story == Story.improves:
            assert bands == sorted(bands)
        if person.story == Story.drops_out:
            joined = NOW - timedelta(days=person.joined_days_ago)
            assert all(sitting.submitted_at < joined + timedelta(days=26) for sitting in plan_of(index))


def test_a_learner_is_made_once_and_the_books_stay_sound(session: Session) -> None:
    load_content(session)
    index = next(index for index in range(24) if sample_person(index).story == Story.improves and plan_of(index))

    handed_in = create_sample_learner(session, index=index)
    again = create_sample_learner(session, index=index)

    assert handed_in
    assert again is None
    assert audit.run(session) == []
    rows = session.execute(
        text(
            "select s.submitted_at, s.started_at, s.time_spent_seconds, t.state from practice_submission s"
            " join assessment_assessment a on a.submission_id = s.id"
            " join subscriptions_usagetracking t on t.assessment_id = a.id"
            " join subscriptions_usageperiod p on p.id = t.period_id"
            " where s.submitted_at >= p.period_start and s.submitted_at < p.period_end"
        )
    ).all()
    assert len(rows) == handed_in
    assert {row.state for row in rows} == {"reserved"}
    assert all(row.started_at < row.submitted_at < datetime.now(UTC) for row in rows)
    assert all(600 <= row.time_spent_seconds <= 2400 for row in rows)


def test_their_essays_wait_behind_a_persons(session: Session) -> None:
    load_content(session)
    index = next(index for index in range(24) if plan_of(index))
    sampled = create_sample_learner(session, index=index)
    learner = make_learner(session)
    task_id = session.scalar(
        text("select id from practice_practicetask where task_code = :code"), {"code": "AC_T2_001"}
    )
    submission_id = begin(session, learner, task_id=task_id)
    saved = save(session, learner, submission_id=submission_id, revision=0, text=ESSAYS[0].text)
    submissions.submit(session, learner, submission_id=submission_id, revision=saved.revision)

    order = text(
        "select (args ->> 'submission_id')::bigint from procrastinate_jobs"
        " where task_name = 'assess_submission' and status = 'todo' order by priority desc, id"
    )
    assert next(iter(session.execute(order).scalars())) == submission_id
    assert queue.waiting_before(session, submission_id=submission_id) == 0
    assert queue.count_essays(session) == 1
    assert queue.count_essays(session, priority=queue.SAMPLE) == 1 + (sampled or 0)


def test_nobody_signs_up_in_or_gets_a_link_under_their_domain(session: Session) -> None:
    load_content(session)
    create_sample_learner(session, index=0)
    email = sample_person(0).email

    attempt = authentication.begin(session, email=email, address="127.0.0.1")

    assert (attempt.user_id, attempt.password_hash) == (None, nobody_hash())
    with pytest.raises(MalformedEmail):
        register(session, email=email, display_name="Me", password="a long pass phrase of mine")
    assert session.scalar(text("select count(*) from platform_outbox")) == 0


def test_without_content_one_clear_line(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises((SampleContentMissing, PlanNotFound)):
        create_sample_learner(session, index=0)
    session.rollback()

    assert main(["create_sample_users", "--count=1"]) == 1
    assert capsys.readouterr().err.strip().splitlines()[-1] == SampleContentMissing.sentence


@pytest.mark.parametrize("count", ["0", "-3", "10001"])
def test_a_count_out_of_range_is_refused_in_one_line(count: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["create_sample_users", f"--count={count}"]) == 1
    captured = capsys.readouterr()
    assert captured.err.strip() == "The count must be a number from 1 to 10000."
    assert captured.out == ""


def test_the_command_adds_what_is_missing(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    load_content(session)
    session.commit()

    assert main(["create_sample_users", "--count=2"]) == 0
    assert main(["create_sample_users", "--count=3"]) == 0

    first, second = capsys.readouterr().out.strip().splitlines()
    assert first.startswith("Sample learners: 2 added, 0 were there.")
    assert second.startswith("Sample learners: 1 added, 2 were there.")
    assert session.scalar(text("select count(*) from accounts_customuser where email like '%@sample.invalid'")) == 3
