"""What a person takes along: everything of theirs, nothing of others, no secret."""

import io
import json
import zipfile
from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.accounts import own_data
from core.classroom import messages, tutor_comments
from core.practice import sittings
from tests.factories.actors import make_learner
from tests.factories.classroom import make_class, make_member, make_tutor
from tests.factories.content import make_task
from tests.factories.essays import ESSAY
from tests.factories.sittings import write
from tests.pages.learner.steps import hand_in


def unpacked(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made)) as files:
        return {name: files.read(name).decode() for name in files.namelist()}


def test_the_archive_holds_what_is_theirs_and_nothing_else(session: Session) -> None:
    tutor = make_tutor(session, display_name="Ms Ito")
    cohort_id = make_class(session, tutor)
    learner, other = make_member(session, cohort_id), make_member(session, cohort_id, email="other@example.org")
    essay = hand_in(session, learner, band=6, essay=f"My own words. {ESSAY}")
    hand_in(session, other, band=6, essay=f"Words of somebody else. {ESSAY}")
    messages.send(session, tutor, learner_id=learner.user_id, text="Well done, you.")
    messages.send(session, tutor, learner_id=other.user_id, text="Well done, neighbour.")
    tutor_comments.add(session, tutor, submission_id=essay, quote="My own words.", note="Yours indeed.")
    session.commit()

    files = unpacked(own_data.archive(own_data.collect(session, learner)))

    assert files[f"essays/{essay}.txt"].startswith("My own words.")
    everything = "\n".join(files.values())
    assert "Well done, you." in everything
    assert "Yours indeed." in everything
    assert "Words of somebody else." not in everything
    assert "neighbour" not in everything
    assert "other@example.org" not in everything
    assert '"password"' not in everything
    assert "token_hash" not in everything
    [row] = json.loads(files["data/accounts_customuser.json"])
    assert row["email"] == learner.email
    assert {"data/subscriptions_usersubscription.json", "data/assessment_feedback.json"} <= set(files)
    assert session.scalar(text("select count(*) from platform_auditlog where action = 'own_data.taken'")) == 1


def test_every_table_with_a_persons_rows_is_in_it(session: Session) -> None:
    learner = make_member(session, make_class(session, make_tutor(session)))
    hand_in(session, learner, band=6)
    files = unpacked(own_data.archive(own_data.collect(session, learner)))
    tables = session.scalars(
        text(
            "select distinct c.conrelid::regclass::text from pg_constraint as c"
            " join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]"
            " where c.contype = 'f' and c.confrelid = 'accounts_customuser'::regclass and a.attname = 'user_id'"
        )
    )
    for table in tables:
        count = session.scalar(text(f"select count(*) from {table} where user_id = :id"), {"id": learner.user_id})
        assert (f"data/{table}.json" in files) == bool(count), table


def test_the_history_is_a_table_that_runs_nothing(session: Session) -> None:
    learner = make_learner(session)
    assert own_data.history(session, learner).splitlines() == [",".join(own_data._HISTORY)]
    hand_in(session, learner, band=6, task=make_task(session, title="=1+1"))

    [_, line] = own_data.history(session, learner).splitlines()

    assert line.startswith(f"{datetime.now(UTC):%Y-%m-%d}")
    assert ",'=1+1,2,6.0," in line


def test_writing_on_while_it_is_made_changes_nothing(session: Session) -> None:
    learner = make_learner(session)
    first = unpacked(own_data.archive(own_data.collect(session, learner)))
    hand_in(session, learner, band=6)
    assert "data/practice_submission.json" not in first
    assert "data/practice_submission.json" in unpacked(own_data.archive(own_data.collect(session, learner)))


def test_what_was_written_under_the_clock_is_in_it_too(session: Session) -> None:
    learner = make_learner(session)
    sitting = sittings.start_task(session, learner, task_id=make_task(session).id)
    essay = write(session, learner, sitting, 1, ESSAY)
    sittings.finish(session, learner, code=sitting.code)

    files = unpacked(own_data.archive(own_data.collect(session, learner)))

    assert sitting.code in files["data/practice_sitting.json"]
    assert [row["id"] for row in json.loads(files["data/practice_submission.json"])] == [essay]
