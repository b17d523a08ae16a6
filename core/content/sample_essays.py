"""Essays of our own, which the people in the demo hand in."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from core.content.errors import SeedFileFault
from core.content.seed_files import CODE, SEEDS, read_toml


class EssayFault(StrEnum):
    """What is wrong with an essay on purpose, beside its language."""

    short = "short"
    off_topic = "off_topic"
    no_overview = "no_overview"


@dataclass(frozen=True)
class SampleEssay:
    """One essay; `intended_band` is what we meant to show, never a mark by an examiner."""

    name: str
    task_code: str
    intended_band: Decimal
    first_language: str
    text: str
    fault: EssayFault | None = None


def read_essays(folder: Path = SEEDS / "essays") -> tuple[SampleEssay, ...]:
    """Every essay, by task and number.

    Raises:
        SeedFileFault: The first fault found; or the folder holds no essay.
    """
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise SeedFileFault(folder.name, "holds no essays (*.toml)")
    return tuple(read_essay(path) for path in paths)


def read_essay(path: Path) -> SampleEssay:
    """One essay file.

    Raises:
        SeedFileFault: The first fault found.
    """
    entry = read_toml(path)
    for key in ("task_code", "first_language", "text"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise SeedFileFault(path.name, f"{key} is missing or not a text")
    if not CODE.fullmatch(entry["task_code"]):
        raise SeedFileFault(path.name, f"task_code {entry['task_code']!r} is not the code of a task")
    band = Decimal(str(entry.get("intended_band", 0)))
    if not 1 <= band <= 9 or band * 2 != int(band * 2):
        raise SeedFileFault(path.name, "intended_band must be between 1 and 9, in halves")
    fault = entry.get("fault")
    if fault is not None and fault not in list(EssayFault):
        raise SeedFileFault(path.name, f"fault {fault!r} is none of {', '.join(EssayFault)}")
    return SampleEssay(
        name=path.stem,
        task_code=entry["task_code"],
        intended_band=band,
        first_language=entry["first_language"],
        text=entry["text"].strip(),
        fault=EssayFault(fault) if fault else None,
    )
