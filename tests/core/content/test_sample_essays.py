"""The essays of our own: real paragraphs, fair lengths, all levels, on tasks that exist."""

from collections import Counter
from pathlib import Path

import pytest

from core.content import sample_essays, seed_files
from core.content.errors import SeedFileFault
from core.content.sample_essays import EssayFault, SampleEssay

ESSAYS = sample_essays.read_essays()
TASKS = {task.code: task for task in seed_files.read_tasks()}


def test_there_are_enough_at_every_level() -> None:
    assert len(ESSAYS) >= 36
    levels = Counter("weak" if e.intended_band < 6 else "strong" if e.intended_band >= 7 else "middle" for e in ESSAYS)
    assert min(levels.values()) >= 10
    assert {essay.task_code for essay in ESSAYS} <= set(TASKS)
    assert len({essay.first_language for essay in ESSAYS}) >= 15
    assert {essay.fault for essay in ESSAYS} == {None, *EssayFault}


@pytest.mark.parametrize("essay", ESSAYS, ids=lambda essay: essay.name)
def test_an_essay_is_written_like_one(essay: SampleEssay) -> None:
    words, task = len(essay.text.split()), TASKS[essay.task_code]
    if essay.fault is EssayFault.short:
        assert words < task.word_limit_min
    else:
        assert task.word_limit_min <= words <= 340
    assert len([part for part in essay.text.split("\n\n") if part.strip()]) >= 4
    if task.materials["type"] == "letter":
        assert essay.text.startswith("Dear ")


def test_no_essay_stands_there_twice() -> None:
    assert len({essay.text for essay in ESSAYS}) == len(ESSAYS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('task_code = "X"\nfirst_language = "Greek"\ntext = "a"', "is not the code of a task"),
        ('task_code = "AC_T2_001"\nfirst_language = "Greek"\ntext = " "', "text is missing"),
        ('task_code = "AC_T2_001"\nfirst_language = "Greek"\ntext = "a"\nintended_band = 6.2', "in halves"),
        ('task_code = "AC_T2_001"\nfirst_language = "Greek"\ntext = "a"\nintended_band = 6\nfault = "x"', "none of"),
    ],
)
def test_a_spoilt_essay_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "AC_T2_001_01.toml"
    path.write_text(text)
    with pytest.raises(SeedFileFault, match=said):
        sample_essays.read_essay(path)
