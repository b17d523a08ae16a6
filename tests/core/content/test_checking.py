"""Our own bank is fit to print, and every fault that would spoil it is found."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from core.cli.__main__ import main
from core.content import checking, likeness, seed_files, wording
from core.content.errors import SeedFileFault
from core.content.seed_files import SEEDS

TASKS = {task.code: task for task in seed_files.read_tasks()}
TOPICS = {topic.slug for topic in seed_files.read_topics()}
LINE, MAP, LETTER, ESSAY = (TASKS[code] for code in ("AC_T1_001", "AC_T1_009", "GT_T1_001", "AC_T2_001"))


def rules(task: seed_files.TaskSeed) -> set[str]:
    return {fault.rule for fault in checking.faults_of(task, topics=TOPICS)}


def test_what_we_offer_has_no_fault() -> None:
    report = checking.check(only_reviewed=True)
    assert [str(fault) for fault in report.faults] == []
    assert report.tasks == sum(task.reviewed_on is not None for task in TASKS.values())
    for name in ("module", "task", "kind", "topic", "difficulty", "reviewed"):
        assert sum(report.counts[name].values()) == report.tasks


@pytest.mark.parametrize(
    ("task", "rule"),
    [
        (replace(ESSAY, topic="no-such-topic"), "topic"),
        (replace(LETTER, prompt=f"{LETTER.prompt}\n\nWrite in a formal tone."), "tone"),
        (replace(ESSAY, title="The color of money"), "spelling"),
        (replace(ESSAY, title="Some people recieve nothing"), "spelling"),
        (replace(ESSAY, title="A day in Qwertonia"), "spelling"),
        (replace(ESSAY, prompt="Towns that are organized well are good towns to live in."), "spelling"),
        (replace(ESSAY, prompt=f"{'Towns and ' * 50} villages grow."), "reading"),
        (
            replace(
                ESSAY,
                prompt="Some obdurate pedagogues deprecate peripatetic autodidacts, whose perspicacious peregrinations "
                "obviate sedentary scholasticism and ossified curricula. To what extent do you agree or disagree with "
                "this rather obstreperous view of the matter?",
            ),
            "reading",
        ),
        (
            replace(LINE, materials={**LINE.materials, "text_alternative": "A line graph with some figures in it."}),
            "chart",
        ),
        (
            replace(
                LINE,
                materials={
                    **LINE.materials,
                    "key_features": [one for one in LINE.materials["key_features"] if one["kind"] != "extreme"],
                },
            ),
            "chart",
        ),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_planted_fault_is_found(task: seed_files.TaskSeed, rule: str) -> None:
    assert rule in rules(task)


def test_good_british_words_are_no_fault() -> None:
    text = "She practises at the theatre while the size of the prize, a programme of 3 metres of fibre, is emphasised."
    assert list(wording.faults(text)) == []
    assert list(wording.faults("A computer program runs.")) == []


def test_names_are_accepted_once_somebody_has_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(wording, "NAMES_FILE", tmp_path / "names.txt")
    (tmp_path / "names.txt").write_text("# Names\nCalder\n", "utf-8")
    wording.names.cache_clear()
    folder = tmp_path / "tasks"
    folder.mkdir()
    text = (SEEDS / "tasks/general/task_1/GT_T1_001.toml").read_text("utf-8")
    (folder / "GT_T1_001.toml").write_text(text.replace('title = "', "title = \"Qwertonia's ", 1), "utf-8")

    assert main(["check_content", "--folder", str(folder)]) == 1
    assert "not in names.txt: 'Qwertonia'" in capsys.readouterr().out
    assert main(["check_content", "--folder", str(folder), "--accept-names"]) == 0
    assert (tmp_path / "names.txt").read_text("utf-8") == "# Names\nCalder\nQwertonia\n"
    wording.names.cache_clear()


def test_twins_are_found_within_a_family_only() -> None:
    def rules_of(*tasks: seed_files.TaskSeed) -> set[str]:
        return {fault.rule for fault in checking.faults_together(tasks)}

    twin = replace(ESSAY, code="GT_T2_900", title="Another title of it", prompt=f"{ESSAY.prompt} Say why.")
    assert rules_of(ESSAY, twin) == {"near-duplicate"}
    assert rules_of(LETTER, replace(twin, task_number=1)) == set()
    assert rules_of(LINE, replace(LINE, code="AC_T1_900")) == {"near-duplicate", "title", "numbers"}
    assert rules_of(LINE, LINE) >= {"code"}


def test_openers_may_return_three_times_or_in_a_fifth_of_a_kind() -> None:
    def openers(same: int, others: int) -> list[tuple[str, str, int, int]]:
        alike = [replace(ESSAY, prompt=f"In many countries people now {n}") for n in range(same)]
        rest = [replace(ESSAY, prompt=f"{n} one two three four five") for n in range(others)]
        return list(likeness.common_openers([*alike, *rest]))

    assert openers(3, 0) == []
    assert openers(4, 0) == [("opinion", "in many countries people now", 4, 4)]
    assert openers(4, 16) == []
    assert openers(5, 15)


def test_faulty_files_are_all_reported_and_the_command_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = SEEDS / "tasks/academic/task_1/AC_T1_001.toml"
    shutil.copy(good, tmp_path / good.name)
    (tmp_path / "AC_T1_002.toml").write_text(good.read_text("utf-8").replace("AC_T1_001", "AC_T1_002"), "utf-8")
    (tmp_path / "AC_T1_003.toml").write_text("this is no TOML", "utf-8")
    (tmp_path / "AC_T1_004.toml").write_bytes("title = 'café'".encode("latin-1"))
    assert main(["check_content", "--json", "--folder", str(tmp_path)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["tasks"] == 4
    assert found["faults_by_rule"] == {
        "near-duplicate": 1,
        "numbers": len(LINE.materials["series"]),
        "schema": 2,
        "title": 1,
    }
    assert {fault["code"] for fault in found["faults"] if fault["rule"] == "schema"} == {"AC_T1_003", "AC_T1_004"}


def test_one_good_file_passes_and_an_empty_folder_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SeedFileFault):
        checking.check(tmp_path)
    shutil.copy(SEEDS / "tasks/academic/task_1/AC_T1_009.toml", tmp_path)
    assert main(["check_content", "--folder", str(tmp_path)]) == 0
    assert "1 tasks, 0 faults" in capsys.readouterr().out


def test_the_map_needs_no_figures_in_words() -> None:
    assert rules(MAP) == set()
