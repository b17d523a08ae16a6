"""One task of an imported file, before anybody has judged it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.content.lab.types import ImportFault


def _same(name: str) -> str:
    return name


@dataclass(frozen=True)
class RawEntry:
    """`entry` is what a task file would hold, None where it could not be read; `faults` were found in reading it.

    `field_of` turns the place of a fault into what the file calls it, such as a column.
    """

    row: str
    entry: Mapping[str, Any] | None
    faults: tuple[ImportFault, ...] = ()
    field_of: Callable[[str], str] = field(default=_same, compare=False)
