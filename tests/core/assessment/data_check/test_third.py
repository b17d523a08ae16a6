"""The third set is whole: 14 answers to six tasks of its own, 40 marks by a quota, each quote at its place."""

from pathlib import Path

import pytest

from core.content import seed_files
from core.content.materials import fault_in_materials
from tests.core.assessment.data_check.corpus import THIRD_TASKS


@pytest.mark.parametrize("path", sorted(THIRD_TASKS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_task_is_in_the_format_of_the_seeds(path: Path) -> None:
    entry = seed_files.read_toml(path)

    assert entry["code"] == path.stem
    assert fault_in_materials(entry["materials"]) is None
