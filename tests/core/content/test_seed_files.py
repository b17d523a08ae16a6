"""Every content file of ours is valid, and every way to spoil one is named in one line."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from core.assessment.types import TaskFacts
from core.content import seed_files
from core.content.errors import SeedFileFault, TaskNotFound
from core.content.materials import MAX_NUMBERS, figures
from core.content.seed_files import SEEDS

TASKS = seed_files.read_tasks()
LINE = SEEDS / "tasks/academic/task_1/AC_T1_001.toml"


@pytest.fixture
def copy(tmp_path: Path):
    def change(old: str, new: str, *, source: Path = LINE, name: str | None = None) -> Path:
        text = source.read_text("utf-8")
        assert old in text
        path = tmp_path / (name or source.name)
        path.write_text(text.replace(old, new, 1), "utf-8")
        return path

    return change


def fault_of(path: Path) -> str:
    with pytest.raises(SeedFileFault) as caught:
        seed_files.read_task(path)
    sentence = str(caught.value)
    assert sentence.startswith(path.name + ": ") and "\n" not in sentence
    return caught.value.fault


def test_the_tasks_cover_every_kind() -> None:
    assert {task.materials["type"] for task in TASKS} == {
        "line", "bar", "pie", "table", "mixed", "process", "map", "letter", "essay",
    }  # fmt: skip
    essays = {task.materials["essay_type"] for task in TASKS if task.task_number == 2}
    assert essays == {
        "opinion", "discussion", "outweigh", "advantages_disadvantages", "problem_solution", "two_part",
        "positive_negative",
    }  # fmt: skip
    assert {task.materials["tone"] for task in TASKS if task.materials["type"] == "letter"} == {
        "formal",
        "semi-formal",
        "informal",
    }


def test_every_task_has_one_of_the_75_topics() -> None:
    topics = {topic.slug for topic in seed_files.read_topics()}
    assert len(topics) == 75
    assert {task.topic for task in TASKS} <= topics


def test_the_plans_are_those_of_the_specification_and_the_free_one() -> None:
    plans = {
        plan.slug: (plan.name, plan.test_feedback_count, plan.duration_months, str(plan.price_usd), plan.is_featured)
        for plan in seed_files.read_plans()
    }
    assert plans == {
        "free": ("Free", 5, 1, "0.00", False),
        "basic-monthly": ("Basic Monthly", 40, 1, "19.00", False),
        "pro-monthly": ("Pro Monthly", 99, 1, "39.00", True),
        "basic-3month": ("Basic 3-Month", 40, 3, "54.00", False),
        "pro-3month": ("Pro 3-Month", 99, 3, "108.00", False),
        "basic-6month": ("Basic 6-Month", 40, 6, "99.00", False),
        "pro-6month": ("Pro 6-Month", 99, 6, "198.00", False),
    }


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.code)
def test_a_task_is_as_long_as_the_test_asks(task: seed_files.TaskSeed) -> None:
    assert (task.word_limit_min, task.word_limit_max, task.time_limit_minutes) == (
        (150, 200, 20) if task.task_number == 1 else (250, 320, 40)
    )
    for word in ("formal", "informal", "semi-formal", "tone"):
        assert word not in task.prompt.lower().split(), "the task itself never names the tone"


@pytest.mark.parametrize("task", [task for task in TASKS if "key_features" in task.materials], ids=lambda t: t.code)
def test_a_chart_has_something_to_report(task: seed_files.TaskSeed) -> None:
    kinds = [feature["kind"] for feature in task.materials["key_features"]]
    assert kinds.count("overview") == 1
    if figures(task.materials):
        assert {"trend", "contrast", "extreme"} <= set(kinds)
        numbers = [number for figure in figures(task.materials) for row in figure.values.values() for number in row]
        assert len(numbers) <= MAX_NUMBERS
        alternative = task.materials["text_alternative"].replace(",", "")
        assert all(f"{number:g}" in alternative for number in numbers), "the words give every figure"
    else:
        assert {"contrast"} < set(kinds)


def test_no_two_tasks_have_the_same_numbers() -> None:
    rows = Counter(tuple(row) for task in TASKS for figure in figures(task.materials) for row in figure.values.values())
    assert max(rows.values()) == 1


def test_prompts_do_not_repeat_each_other() -> None:
    def trigrams(text: str) -> set[tuple[str, ...]]:
        words = text.lower().split()
        return set(zip(words, words[1:], words[2:], strict=False))

    for number in (1, 2):
        prompts = [trigrams(task.prompt) for task in TASKS if task.task_number == number]
        for place, one in enumerate(prompts):
            for other in prompts[place + 1 :]:
                assert len(one & other) <= 0.5 * min(len(one), len(other))


def test_facts_come_without_a_database() -> None:
    facts = seed_files.task_facts("GT_T1_001")
    assert isinstance(facts, TaskFacts)
    assert (facts.task_number, facts.word_limit_min, facts.module_type) == (1, 150, "general")
    assert facts.materials is not None and facts.materials["opening_line"] == "Dear Sir or Madam,"
    assert json.dumps(facts.materials)


@pytest.mark.parametrize("code", ["AC_T1_999", "../../plans", "", "OWN_1", "AC_T3_001", "AC_T1_001\n"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(TaskNotFound):
        seed_files.task_facts(code)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[310, 330, 345, 320, 290, 265]", "[310, 330]", "materials.series[0].values: 2 values for 6 on the axis"),
        ('"Tram"\nvalues', '"Bus"\nvalues', "materials.series: two series have the same name"),
        ('series = "Tram", than', 'series = "Boat", than', "names something that is not in the figure"),
        ('is = "falls", series = "Bus"', 'is = "rises", series = "Bus"', "is not true of the data"),
        ('kind = "overview"', 'kind = "summary"', "materials.key_features[0].kind: 'summary' is not one of"),
        ('kind = "overview"', 'kind = "trend"', "exactly one of them must be the overview"),
        ('unit = "thousand"', 'units = "thousand"', "materials.y"),
        ('type = "line"', 'type = "radar"', "'radar' is none of"),
        ('module = "academic"', 'module = "general"', "does not fit module 'general'"),
        ("task_number = 1", "task_number = 2", "does not fit"),
        ("word_limit_min = 150", "word_limit_min = 149", "word_limit_min"),
        ("word_limit_max = 200", "word_limit_max = 160.5", "word_limit_max"),
        ('difficulty = "intermediate"', 'difficulty = "hard"', "difficulty"),
        ("The line graph", "The <b>line</b> graph", "only plain text"),
        ('title = "Daily journeys in a', 'colour = "red"\ntitle = "Daily journeys in a', "'colour' was unexpected"),
        ("reviewed_on = 2026-11-23", 'reviewed_on = "soon"', "is not a date"),
        ('code = "AC_T1_001"', 'code = "AC_T1_002"', "but the file is called"),
        ("[materials]", "[materials", "is not valid TOML"),
    ],
)
def test_a_spoilt_task_is_named_with_its_fault(copy, old: str, new: str, said: str) -> None:
    assert said in fault_of(copy(old, new))


def test_a_pie_must_add_up(copy) -> None:
    pie = SEEDS / "tasks/academic/task_1/AC_T1_005.toml"
    assert "add up to 99, not 100" in fault_of(copy("[52, 21, 9,", "[51, 21, 9,", source=pie))


def test_an_arrow_must_lead_somewhere(copy) -> None:
    process = SEEDS / "tasks/academic/task_1/AC_T1_008.toml"
    assert "there is no step 'sea'" in fault_of(copy('step = "brine"', 'step = "sea"', source=process))


def test_a_map_stays_in_its_field(copy) -> None:
    plan = SEEDS / "tasks/academic/task_1/AC_T1_009.toml"
    assert "beyond the field" in fault_of(copy("[68, 13, 28, 17]", "[88, 13, 28, 17]", source=plan))


def test_a_letter_repeats_its_points_and_its_opening(copy) -> None:
    letter = SEEDS / "tasks/general/task_1/GT_T1_001.toml"
    assert "is not in it" in fault_of(copy("• give details", "• tell us details", source=letter))
    assert "opening line" in fault_of(copy("follows:\nDear Sir or Madam,", "follows:\nDear Sir,", source=letter))


def test_files_that_are_no_toml_at_all(tmp_path: Path) -> None:
    path = tmp_path / "AC_T1_001.toml"
    assert "cannot be read" in fault_of(path)
    path.write_bytes(b'code = "\xff\xfe"')
    assert "is not UTF-8" in fault_of(path)
    path.write_bytes(b"#" * 10_000_000)
    assert "is larger than" in fault_of(path)


def test_a_folder_with_a_code_twice_is_refused(tmp_path: Path) -> None:
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        shutil.copy(LINE, tmp_path / place / LINE.name)
    with pytest.raises(SeedFileFault, match="stands there twice"):
        seed_files.read_tasks(tmp_path)
    with pytest.raises(SeedFileFault, match="holds no task files"):
        seed_files.read_tasks(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('price_usd = "19.00"', 'price_usd = "19.001"', "plan 2: price_usd must be 0 or more, in whole cents"),
        ('price_usd = "19.00"', 'price_usd = "nineteen"', "is not a number"),
        ('price_usd = "19.00"', 'price_usd = "NaN"', "price_usd must be"),
        ("test_feedback_count = 40", "test_feedback_count = 0", "test_feedback_count must be a whole number"),
        ('slug = "pro-monthly"', 'slug = "basic-monthly"', "stands there twice"),
        ("is_featured = false", 'is_featured = "no"', "is_featured must be true or false"),
    ],
)
def test_a_spoilt_plan_is_named(copy, old: str, new: str, said: str) -> None:
    path = copy(old, new, source=SEEDS / "plans.toml")
    with pytest.raises(SeedFileFault, match=said):
        seed_files.read_plans(path)


def test_a_spoilt_topic_is_named(copy, tmp_path: Path) -> None:
    topics = SEEDS / "topics.toml"
    with pytest.raises(SeedFileFault, match="topic 1: slug 'Education' may hold only"):
        seed_files.read_topics(copy('slug = "education-and-schools"', 'slug = "Education"', source=topics))
    with pytest.raises(SeedFileFault, match="topic 1: name is missing"):
        seed_files.read_topics(copy('name = "Education and schools"', 'name = ""', source=topics))
    empty = tmp_path / "empty.toml"
    empty.write_text("")
    with pytest.raises(SeedFileFault, match=r"holds no \[\[topics\]\] entries"):
        seed_files.read_topics(empty)
