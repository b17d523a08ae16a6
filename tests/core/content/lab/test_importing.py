"""Importing: every fault with its row and field, and nothing written before there is none."""

import csv
import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.content import loading, seed_files
from core.content.errors import ImportRefused
from core.content.lab import importing
from core.content.seed_files import SEEDS
from core.errors import NotAllowed
from db.models.content import PracticeTask
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of

LINE = (SEEDS / "tasks/academic/task_1/AC_T1_001.toml").read_text("utf-8")
ESSAY = {
    "code": "AC_T2_901",
    "title": "Gardens on the roofs of schools",
    "module": "academic",
    "task_number": "2",
    "difficulty": "intermediate",
    "topic": "education-and-schools",
    "kind": "opinion",
    "prompt": "Some head teachers want every new school to have a garden on its roof. Do you agree or disagree?",
    "asks_position": "yes",
    "part_1": "Say whether you agree.",
    "terms_1": "agree; disagree; opinion",
}
LETTER = {
    "code": "GT_T1_901",
    "title": "A parcel that came open",
    "module": "general",
    "task_number": "1",
    "difficulty": "beginner",
    "topic": "business-and-shopping",
    "kind": "letter",
    "prompt": "A parcel that you ordered reached you open.\n\nWrite a letter to the company. In your letter",
    "tone": "formal",
    "relationship": "A company that you do not know.",
    "purpose": "complain and ask",
    "opening_line": "Dear Sir or Madam,",
    "part_1": "say what you ordered",
    "terms_1": "order; ordered",
    "part_2": "describe the parcel",
    "terms_2": "parcel; box",
    "part_3": "say what you would like to happen",
    "terms_3": "refund; replace",
}
COLUMNS = list(dict.fromkeys([*ESSAY, *LETTER]))


@pytest.fixture
def admin(session: Session) -> Actor:
    loading.load_topics(session, seeds=seed_files.read_topics())
    return actor_of(make_user(session), roles=(Role.admin,))


def csv_of(*rows: dict[str, str], mark: str = ",", columns: list[str] = COLUMNS) -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, delimiter=mark, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def xlsx_of(*rows: dict[str, object]) -> bytes:
    book = Workbook()
    book.active.append(COLUMNS)
    for row in rows:
        book.active.append([row.get(name) for name in COLUMNS])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def zip_of(**files: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"some/folder/{name}.toml", content)
        archive.writestr("README.md", "Not a task.")
    return buffer.getvalue()


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(PracticeTask)) or 0


def faults(session: Session, admin: Actor, name: str, data: bytes) -> list[tuple[str, str, str]]:
    found = importing.check(session, admin, name=name, data=data)
    with pytest.raises(ImportRefused, match="Nothing was loaded"):
        importing.load(session, admin, name=name, data=data)
    assert count(session) == 0
    return [(one.row, one.field, one.sentence) for one in found.faults]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tasks.csv", csv_of(ESSAY, LETTER)),
        ("tasks.CSV", csv_of(ESSAY, LETTER, mark=";")),
        ("tasks.xlsx", xlsx_of({**ESSAY, "task_number": 2}, LETTER)),
    ],
)
def test_a_sheet_of_two_tasks_is_loaded_whole(session: Session, admin: Actor, name: str, data: bytes) -> None:
    checked = importing.check(session, admin, name=name, data=data)
    assert checked.faults == () and checked.new_codes == ("AC_T2_901", "GT_T1_901") and count(session) == 0

    importing.load(session, admin, name=name, data=data)

    rows = {row.task_code: row for row in session.scalars(select(PracticeTask))}
    letter, essay = rows["GT_T1_901"], rows["AC_T2_901"]
    assert letter.prompt.endswith("• say what you would like to happen")
    assert letter.instruction.endswith("Dear Sir or Madam,")
    assert essay.additional_materials == {
        "type": "essay",
        "essay_type": "opinion",
        "asks_position": True,
        "parts": [{"text": "Say whether you agree.", "terms": ["agree", "disagree", "opinion"]}],
    }
    assert not letter.is_active and essay.edited_at is not None
    logged = session.execute(text("select action, detail from platform_auditlog")).all()
    assert logged == [("task_bank.imported", {"new": ["AC_T2_901", "GT_T1_901"], "replaced": []})]
    again = importing.load(session, admin, name=name, data=data)
    assert again.known_codes == ("AC_T2_901", "GT_T1_901") and again.alike == () and count(session) == 2


def test_a_zip_of_files_is_loaded_and_a_reviewed_task_offered(session: Session, admin: Actor) -> None:
    importing.load(session, admin, name="bank.zip", data=zip_of(AC_T1_001=LINE))
    row = session.scalars(select(PracticeTask)).one()
    assert row.is_active and row.additional_materials is not None and row.additional_materials["type"] == "line"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"topic": "moon"}, ("row 2", "topic", "there is no topic 'moon'")),
        ({"task_number": "3"}, ("row 2", "task_number", "must be 1 or 2")),
        ({"asks_position": "perhaps"}, ("row 2", "asks_position", "must be yes or no")),
        ({"kind": "poem"}, ("row 2", "kind", "'poem' is not one of")),
        ({"terms_1": ""}, ("row 2", "terms_1", "[] should be non-empty")),
        ({"prompt": ESSAY["prompt"] + " <b>Now</b>"}, ("row 2", "prompt", "only plain text is allowed")),
        ({"part_1": "Say <script>x</script>"}, ("row 2", "part_1", "only plain text is allowed")),
        ({"code": "GT_T2_901"}, ("row 2", "", "does not fit module 'academic'")),
        ({"title": '=HYPERLINK("http://x.y")'}, ("row 2", "title", "a formula")),
        ({"title": "@SUM(A1)"}, ("row 2", "title", "a formula")),
        ({"difficulty": "hard"}, ("row 2", "difficulty", "'hard' is not one of")),
        ({"reviewed_on": "2026-02-31"}, ("row 2", "", "is not a date")),
    ],
)
def test_a_fault_in_a_sheet_names_row_and_column(
    session: Session, admin: Actor, change: dict[str, str], expected: tuple[str, str, str]
) -> None:
    data = csv_of({**ESSAY, **change}, LETTER, columns=[*COLUMNS, "reviewed_on"])
    (found,) = faults(session, admin, "tasks.csv", data)
    assert found[:2] == expected[:2] and expected[2] in found[2]


def test_all_faults_come_at_once_and_a_code_may_stand_there_once(session: Session, admin: Actor) -> None:
    found = faults(session, admin, "tasks.csv", csv_of(ESSAY, {**LETTER, "tone": "rude"}, ESSAY))
    assert [one[:2] for one in found] == [("row 3", "tone"), ("row 4", "code")]


def test_formulas_of_a_spreadsheet_are_refused(session: Session, admin: Actor) -> None:
    (found,) = faults(session, admin, "tasks.xlsx", xlsx_of({**ESSAY, "title": "=1+1"}))
    assert found[:2] == ("row 2", "title")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: text.replace("values = [", "values = [1, ", 1), "values"),
        (lambda text: text.replace('code = "AC_T1_001"', 'code = "AC_T1_1"'), "code"),
        (lambda text: text.replace('title = "', 'title = "<i>', 1), "title"),
        (lambda text: text.replace('difficulty = "', 'level = "', 1), ""),
    ],
)
def test_a_fault_in_a_zip_names_file_and_field(
    session: Session, admin: Actor, change: Callable[[str], str], expected: str
) -> None:
    found = faults(session, admin, "bank.zip", zip_of(AC_T1_001=change(LINE)))
    assert found and all(one[0] == "AC_T1_001.toml" for one in found)
    assert expected in found[0][1]


def test_series_of_different_length_are_named(session: Session, admin: Actor) -> None:
    shorter = LINE.replace("[310, 330, 345, 320, 290, 265]", "[310, 330]")
    assert shorter != LINE
    (first, *_) = faults(session, admin, "bank.zip", zip_of(AC_T1_001=shorter))
    assert first[1] == "materials.series[0].values" and first[2].startswith("2 values for")


def test_files_that_cannot_be_read_are_faults_beside_the_good_ones(session: Session, admin: Actor) -> None:
    data = zip_of(AC_T1_001=LINE, AC_T1_002=LINE.encode("utf-16"), AC_T1_003="code =", AC_T1_004=LINE)
    assert [(row, sentence[:16]) for row, _, sentence in faults(session, admin, "bank.zip", data)] == [
        ("AC_T1_002.toml", "is not UTF-8 tex"),
        ("AC_T1_003.toml", "is not valid TOM"),
        ("AC_T1_004.toml", "AC_T1_001 stands"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("tasks.csv", b"x" * 10_000_000, "10.0 MB. At most 5 MB"),
        ("tasks.csv", csv_of(ESSAY).decode().replace("Gardens", "Gärten").encode("latin-1"), "not UTF-8"),
        ("tasks.csv", b"", "empty"),
        ("tasks.csv", csv_of(), "no task in this file"),
        ("tasks.csv", csv_of(ESSAY, columns=["code", "title", "colour", "code"]), "missing: module"),
        ("tasks.csv", csv_of(ESSAY, columns=[*COLUMNS, "colour"]), "not known: colour"),
        ("tasks.csv", csv_of(ESSAY, columns=[*COLUMNS, "code"]), "there twice: code"),
        ("tasks.csv", b'"code', "cannot be read"),
        ("tasks.csv", b"a\x00b", "not text"),
        ("tasks.xlsx", b"PK not really", "no Excel file"),
        ("tasks.xlsx", zip_of(A="x = 1"), "no Excel file"),
        ("bank.zip", b"PK not really", "no zip file"),
        ("bank.zip", zip_of(), "no task in this file"),
        ("bank.exe", b"MZ", "Please choose a zip"),
        ("bank", b"", "Please choose a zip"),
    ],
)
def test_what_is_no_file_of_tasks_is_refused_in_one_sentence(
    session: Session, admin: Actor, name: str, data: bytes, sentence: str
) -> None:
    with pytest.raises(ImportRefused) as caught:
        importing.check(session, admin, name=name, data=data)
    assert sentence in str(caught.value)


def test_a_zip_that_unpacks_to_too_much_is_refused(session: Session, admin: Actor) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("AC_T1_001.toml", b" " * 60_000_000)
    with pytest.raises(ImportRefused, match="holds too much"):
        importing.check(session, admin, name="bank.zip", data=buffer.getvalue())


def test_a_near_duplicate_is_a_warning(session: Session, admin: Actor) -> None:
    importing.load(session, admin, name="tasks.csv", data=csv_of(ESSAY))
    twin = {**ESSAY, "code": "GT_T2_902", "module": "general", "prompt": ESSAY["prompt"] + " Say why."}
    checked = importing.check(session, admin, name="tasks.csv", data=csv_of(twin))
    assert checked.faults == ()
    assert [(one.code, one.other_code) for one in checked.alike] == [("GT_T2_902", "AC_T2_901")]


def test_only_an_admin_imports(session: Session) -> None:
    ann = actor_of(make_user(session))
    for call in (importing.check, importing.load):
        with pytest.raises(NotAllowed):
            call(session, ann, name="tasks.csv", data=csv_of(ESSAY))
