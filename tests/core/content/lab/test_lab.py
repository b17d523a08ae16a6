"""The content lab: coverage, edits that survive a load of the files, and the bank as files."""

import io
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.content import loading, seed_files
from core.content.errors import EditRefused, TaskNotFound
from core.content.lab import bank, editing, exporting, importing
from core.content.task_entries import entry_of
from core.errors import NotAllowed
from db.models.content import PracticeTask
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of
from tests.factories.content import make_task

SEEDS = [seed for seed in seed_files.read_tasks() if seed.code.endswith("001")]
ESSAY = next(seed for seed in SEEDS if seed.code == "AC_T2_001")


@pytest.fixture
def admin(session: Session) -> Actor:
    loading.load_topics(session, seeds=seed_files.read_topics())
    loading.load_tasks(session, seeds=SEEDS)
    return actor_of(make_user(session), roles=(Role.admin,))


def row(session: Session, code: str = "AC_T2_001") -> PracticeTask:
    session.expire_all()
    return session.scalars(select(PracticeTask).where(PracticeTask.task_code == code)).one()


def logged(session: Session) -> list[tuple[str, str]]:
    found = session.execute(text("select action, entity_id from platform_auditlog order by id"))
    return [(one.action, one.entity_id) for one in found]


def edit(session: Session, admin: Actor, **changes: object) -> None:
    stored = bank.get(session, admin, task_id=row(session).id)
    entry = entry_of(replace(stored.seed, **changes))
    editing.save(session, admin, task_id=stored.task_id, version=stored.version, entry=entry)


def test_the_matrix_counts_what_is_on_offer(session: Session, admin: Actor) -> None:
    make_task(session, visibility="private", owner_id=admin.user_id)
    found = bank.matrix(session, admin)
    assert len(found.topics) == 75 and sum(found.cells.values()) == len(SEEDS)
    assert found.cells["AC_T2", ESSAY.topic, "opinion", str(ESSAY.difficulty)] == 1
    bank.set_active(session, admin, task_id=row(session).id, is_active=False)
    assert sum(bank.matrix(session, admin).cells.values()) == len(SEEDS) - 1
    assert len(bank.list_bank(session, admin)) == len(SEEDS)


def test_an_edit_survives_a_load_of_the_files_until_they_say_the_same(session: Session, admin: Actor) -> None:
    edit(session, admin, title="Another title for it")
    assert logged(session) == [("task.edited", "AC_T2_001")]

    loaded = loading.load_tasks(session, seeds=SEEDS)
    assert loaded.kept == ("AC_T2_001",) and "left as edited in the content lab (AC_T2_001)" in str(loaded)
    assert row(session).title == "Another title for it" and row(session).edited_at is not None

    same = [replace(seed, title="Another title for it") if seed == ESSAY else seed for seed in SEEDS]
    assert loading.load_tasks(session, seeds=same).kept == ()
    assert row(session).edited_at is None
    loading.load_tasks(session, seeds=SEEDS)
    assert row(session).title == ESSAY.title, "the file leads again"


def test_the_files_can_be_made_to_win(session: Session, admin: Actor) -> None:
    edit(session, admin, title="Another title for it")
    assert loading.load_tasks(session, seeds=SEEDS, overwrites_edits=True).changed == 1
    assert (row(session).title, row(session).edited_at) == (ESSAY.title, None)


def test_an_edit_of_a_task_that_has_moved_on_is_refused(session: Session, admin: Actor) -> None:
    stored = bank.get(session, admin, task_id=row(session).id)
    entry = entry_of(replace(stored.seed, title="Another title for it"))
    early = stored.version.replace(year=2020)
    with pytest.raises(EditRefused, match="since you opened it"):
        editing.save(session, admin, task_id=stored.task_id, version=early, entry=entry)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "A <b>bold</b> title"}, "title: only plain text"),
        ({"topic": "moon"}, "there is no topic 'moon'"),
        ({"prompt": "Short."}, "prompt"),
        ({"word_limit_min": 200}, "at least 250 words"),
        ({"materials": {"type": "line"}}, "does not fit"),
        ({"task_number": 1}, "does not fit module"),
    ],
)
def test_a_faulty_edit_is_refused_and_changes_nothing(
    session: Session, admin: Actor, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(EditRefused) as caught:
        edit(session, admin, **changes)
    assert said in str(caught.value)
    assert row(session).title == ESSAY.title and logged(session) == []


def test_a_new_task_waits_until_somebody_puts_it_on(session: Session, admin: Actor) -> None:
    entry = entry_of(replace(ESSAY, code="AC_T2_950", title="A new one of ours", reviewed_on=None))
    task_id = editing.create(session, admin, entry=entry)
    assert not row(session, "AC_T2_950").is_active
    with pytest.raises(EditRefused, match="already"):
        editing.create(session, admin, entry=entry)

    bank.set_active(session, admin, task_id=task_id, is_active=True)

    assert row(session, "AC_T2_950").is_active and row(session, "AC_T2_950").reviewed_on is not None
    bank.set_active(session, admin, task_id=task_id, is_active=True)
    bank.set_active(session, admin, task_id=task_id, is_active=False)
    assert [action for action, _ in logged(session)] == ["task.created", "task.activated", "task.deactivated"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{", "cannot be read"),
        ("type = ", "cannot be read"),
        ("x = 1", "must say their type"),
        ("[1, 2]", "cannot be read"),
        ("{" * 5_000, "cannot be read"),
        ("x" * 50_001, "at most 50,000"),
        ('{"type": 5}', "must say their type"),
    ],
)
def test_materials_that_are_none_are_refused(typed: str, said: str) -> None:
    with pytest.raises(EditRefused, match=said):
        editing.read_materials(typed)


def test_materials_may_be_toml_or_json() -> None:
    assert editing.read_materials('type = "line"') == editing.read_materials(' {"type": "line"}') == {"type": "line"}


def test_the_export_can_be_imported_and_changes_nothing(session: Session, admin: Actor) -> None:
    data = exporting.export(session, admin)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "academic/task_1/AC_T1_001.toml" in archive.namelist() and len(archive.namelist()) == len(SEEDS)
    assert exporting.export(session, admin) == data
    checked = importing.load(session, admin, name="bank.zip", data=data)
    assert list(checked.seeds) == SEEDS
    assert [action for action, _ in logged(session)] == ["task_bank.exported"] * 2 + ["task_bank.imported"]


def test_nobody_else_may(session: Session, admin: Actor) -> None:
    ann = actor_of(make_user(session))
    task = row(session)
    calls = [
        lambda: bank.list_bank(session, ann),
        lambda: bank.matrix(session, ann),
        lambda: bank.get(session, ann, task_id=task.id),
        lambda: bank.set_active(session, ann, task_id=task.id, is_active=False),
        lambda: editing.create(session, ann, entry={}),
        lambda: editing.save(session, ann, task_id=task.id, version=task.updated_at, entry={}),
        lambda: exporting.export(session, ann),
    ]
    for call in calls:
        with pytest.raises(NotAllowed):
            call()
    own = make_task(session, visibility="private", owner_id=ann.user_id)
    for call in (lambda: bank.get(session, admin, task_id=own.id), lambda: bank.get(session, admin, task_id=0)):
        with pytest.raises(TaskNotFound):
            call()
