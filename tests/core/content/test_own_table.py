"""Figures pasted with an own question: every usual form is read, every bad one gets one clear sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.task_facts import facts_of
from core.content import tasks
from core.content.errors import OwnTableRefused
from core.content.materials import figures
from core.content.own_table import MAX_CHARACTERS, read_table
from core.content.types import ModuleType
from db.models.content import PracticeTask
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of

QUESTION = "The chart below shows journeys by two kinds of transport in one city."
TWO_BY_TWO = {"Cars": (310, 290), "Trams": (60, 165)}


def values(text: str, *, unit: str = "") -> dict[str, tuple[float, ...]]:
    (figure,) = figures(read_table(text, unit=unit))
    return dict(figure.values)


@pytest.mark.parametrize(
    "text",
    [
        "Year,2000,2020\nCars,310,290\nTrams,60,165",
        "Year;2000;2020\r\nCars;310;290\r\nTrams;60;165\r\n",
        "Year\t2000\t2020\nCars\t310\t290\nTrams\t60\t165",
        "Year   2000   2020\nCars    310    290\nTrams    60    165",
        "        2000   2020\nCars    310    290\nTrams    60    165",
        "2000   2020\nCars    310    290\nTrams    60    165",
        "\n\nYear, 2000, 2020,\nCars, 310, 290,\nTrams, 60, 165,\n\n",
        '"Year","2000","2020"\n"Cars","310","290"\n"Trams","60","165"',
        "\t2000\t2020\nCars\t310\t290\nTrams\t60\t165",
    ],
)
def test_the_usual_forms_are_read(text: str) -> None:
    (figure,) = figures(read_table(text))

    assert figure.x_values == ("2000", "2020")
    assert dict(figure.values) == TWO_BY_TWO
    assert (figure.type, figure.unit) == ("table", "")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,200", 1200), ("1 200", 1200), ("1,200,000", 1_200_000), ("1,234.5", 1234.5), ("3,5", 3.5), ("3.50", 3.5),
        ("45%", 45), ("$12", 12), ("€ 7", 7), ("-4", -4), ("\u22124", -4), ("1\u00a0200", 1200), ("0", 0), ("+2", 2),
    ],
)  # fmt: skip
def test_figures_as_people_write_them(cell: str, value: float) -> None:
    assert values(f"Year;2000;2020\nCars;{cell};1")["Cars"] == (value, 1)


def test_a_single_column_becomes_one_line() -> None:
    (figure,) = figures(read_table("Country;Share\nPeru;10%\nChile;20%\nCuba;70%"))

    assert figure.x_values == ("Peru", "Chile", "Cuba")
    assert dict(figure.values) == {"Share": (10, 20, 70)}
    assert (figure.x_label, figure.unit) == ("Country", "%")


def test_the_unit_is_what_the_learner_says() -> None:
    (figure,) = figures(read_table("Year;2000;2020\nCars;31%;29%", unit="  per  cent\x00 "))

    assert figure.unit == "per cent"


@pytest.mark.parametrize("text", ["", "   ", "\n\t\n"])
def test_nothing_pasted_is_no_table(text: str) -> None:
    assert read_table(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Year;2000;2020", "a row of figures under it"),
        ("Year 2000 2020\nCars 310 290", "cannot see the columns"),
        ("Year;2000;2020\nCars;310", "Row 2 of your table has 2 cells, but the first row has 3"),
        ("Year;2000;2020\nCars;310;290;7\nTrams;1;2", "Row 3 of your table has 3 cells"),
        ("Year;2000;2020\nCars;310;many", "line “Cars”, column “2020”, “many” is not a figure"),
        ("Year;2000;2020\nCars;310;\nTrams;1;2", "line “Cars”"),
        ("Year;2000;2020\nCars;;290", "there is no figure"),
        ("Year;2000;2020\nCars;1.2.3;290", "is not a figure"),
        ("Year;2000;2020\nCars;inf;nan", "is not a figure"),
        ("Year;2000;2020\nCars;1e5;2", "is not a figure"),
        ("Year;2000;2020\nCars;٣;2", "is not a figure"),
        ("Year;2000;2000\nCars;1;2", "Two columns of your table are called “2000”"),
        ("Year;2000;2020\nCars;1;2\ncars;3;4", "Two lines of your table are called “cars”"),
        ("Year;;2020\nCars;1;2", "column number 1 of your table has no name"),
        ("Year;2000;2020\n;1;2", "line number 1 of your table has no name"),
        (f"Year;2000;2020\n{'x' * 61};1;2", "over 60 characters"),
        ("Year;" + ";".join(map(str, range(9))) + "\n" + "\n".join(f"{n};" + ";".join("1" * 9) for n in "abc"), "27"),
        ("Year;2000\nCars;1", "a single figure"),
        ('a,b\n"x,1', "quotation mark"),
        ("x" * (MAX_CHARACTERS + 1), "4,001 characters"),
    ],
)
def test_each_bad_table_gets_its_own_sentence(text: str, said: str) -> None:
    with pytest.raises(OwnTableRefused) as refused:
        read_table(text)

    sentence = str(refused.value)
    assert said in sentence and sentence.endswith(".")


def test_a_long_unit_is_refused() -> None:
    with pytest.raises(OwnTableRefused, match="40 characters"):
        read_table("Year;2000;2020\nCars;1;2", unit="x" * 41)


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        materials = read_table(text)
    except OwnTableRefused:
        return
    assert materials is None or figures(materials)


@given(st.text(alphabet='ab12 ,;\t\n"%.-', max_size=60))
def test_any_table_like_text_is_read_or_refused(text: str) -> None:
    try:
        materials = read_table(text)
    except OwnTableRefused:
        return
    for figure in figures(materials):
        assert {len(row) for row in figure.values.values()} == {len(figure.x_values)}


@pytest.fixture
def ann(session: Session) -> Actor:
    return actor_of(make_user(session, module_type="academic"))


def own(session: Session, actor: Actor, **changes: object) -> PracticeTask:
    arguments = {"task_number": 1, "prompt": QUESTION, "table": "Year;2000;2020\nCars;310;290", "unit": "thousand"}
    task = tasks.create_own_task(session, actor, **(arguments | changes))  # type: ignore[arg-type]
    return session.get_one(PracticeTask, task.task_id)


def test_the_engine_sees_the_figures(session: Session, ann: Actor) -> None:
    (figure,) = figures(facts_of(own(session, ann)).materials)

    assert (figure.unit, dict(figure.values)) == ("thousand", {"Cars": (310, 290)})


def test_the_same_question_with_other_figures_is_another_task(session: Session, ann: Actor) -> None:
    first = own(session, ann)

    assert own(session, ann).id == first.id
    assert own(session, ann, table="Year;2000;2020\nCars;310;295").id != first.id
    without = own(session, ann, table="")
    assert without.id != first.id and without.additional_materials is None
    assert own(session, ann, table=" ").id == without.id


@pytest.mark.parametrize("changes", [{"task_number": 2}, {"module_type": ModuleType.general}])
def test_only_academic_task_1_has_a_chart(session: Session, ann: Actor, changes: dict[str, object]) -> None:
    with pytest.raises(OwnTableRefused, match="Only Academic Task 1"):
        own(session, ann, **changes)
