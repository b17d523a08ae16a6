"""A small table of figures that a learner pastes with an own question, read into the materials of a task.

Rows are lines, columns are parted by tabs, semicolons, commas or two and more spaces. The first row names the
columns, the first column names the lines. The result is what the seed files call a table, without key features:
a person who pastes figures has not said what matters in them.
"""

import csv
import math
import re
from collections.abc import Sequence
from typing import Any

from core.content.errors import OwnTableRefused
from core.content.materials import MAX_NUMBERS

MAX_CHARACTERS = 4_000
MAX_NAME_CHARACTERS = 60
MAX_UNIT_CHARACTERS = 40
TITLE = "Your table"
SOURCE = "pasted by you"

_SPACES = re.compile(r" {2,}")
_NUMBER = re.compile(r"[-+]?\d[\d ,.]*", re.ASCII)
_THOUSANDS = re.compile(r"[-+]?\d{1,3}([ ,])\d{3}(?:\1\d{3})*(?:\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+", re.ASCII)
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


def read_table(text: str, *, unit: str = "") -> dict[str, Any] | None:
    """The materials of the pasted table, or None when nothing was pasted.

    "45%", "1,200", "1 200" and "3,5" are read as figures. A table of one column of figures becomes one line
    over its rows. `unit` says what the figures count ("thousand", "%"); percent signs in all cells say it too.

    Raises:
        OwnTableRefused: It cannot be read; the sentence says where and why.
    """
    if not text.strip():
        return None
    if len(text) > MAX_CHARACTERS:
        raise OwnTableRefused(f"Your table has {len(text):,} characters. Please shorten it to {MAX_CHARACTERS:,}.")
    unit = _name("".join(one for one in unit if one.isprintable()))
    if len(unit) > MAX_UNIT_CHARACTERS:
        raise OwnTableRefused(f"Please say in at most {MAX_UNIT_CHARACTERS} characters what the figures count.")
    header, *rows = _rows(text)
    if not rows:
        raise OwnTableRefused("Your table needs a first row that names the columns and a row of figures under it.")
    width = max(len(row) for row in rows)
    if len(header) == width - 1:
        header = ["", *header]  # nothing stands over the names of the lines
    _require_shape(header, rows)
    columns, lines = [_name(cell) for cell in header[1:]], [_name(row[0]) for row in rows]
    _require_names(columns, "column")
    _require_names(lines, "line")
    count = len(columns) * len(lines)
    if count > MAX_NUMBERS:
        raise OwnTableRefused(
            f"Your table has {count} figures. Please keep the {MAX_NUMBERS} that matter most, as a real task would."
        )
    if count < 2:
        raise OwnTableRefused("Your table has a single figure. Please paste at least two.")
    values = [
        [_figure(cell, line, column) for cell, column in zip(row[1:], columns, strict=True)]
        for line, row in zip(lines, rows, strict=True)
    ]
    is_percent = all("%" in cell for row in rows for cell in row[1:]) or "%" in header[0]
    if len(columns) == 1:  # a chart of one line: what stands in the first column is its axis
        values = [[row[0] for row in values]]
        columns, lines = lines, columns
    return _materials(_name(header[0]), columns, lines, values, unit=unit or ("%" if is_percent else ""))


def _materials(
    corner: str, columns: Sequence[str], lines: Sequence[str], values: Sequence[Sequence[float]], *, unit: str
) -> dict[str, Any]:
    return {
        "type": "table",
        "title": TITLE,
        "source": SOURCE,
        "x": {"label": corner, "values": list(columns)},
        "y": {"label": "", "unit": unit},
        "series": [{"name": line, "values": list(row)} for line, row in zip(lines, values, strict=True)],
    }


def _rows(text: str) -> list[list[str]]:
    cleaned = "".join(one for one in text.translate(_SIGNS) if one in "\n\r\t" or one.isprintable())
    lines = [line.rstrip() for line in cleaned.splitlines() if line.strip()]
    if not lines:
        raise OwnTableRefused("Your table is empty.")
    cells = [[cell.strip() for cell in row] for row in _parted(lines)]
    if all(len(row) > 2 and not row[-1] for row in cells):  # a separator at the end of every line
        return [row[:-1] for row in cells]
    return cells


def _parted(lines: list[str]) -> list[list[str]]:
    for mark in "\t;":
        if all(mark in line for line in lines):
            return _read_csv(lines, mark)
    by_spaces = [_SPACES.split(line) if line[0] == " " else _SPACES.split(line.strip()) for line in lines]
    if all(len(row) > 1 for row in by_spaces[1:]) and len({len(row) for row in by_spaces[1:]}) == 1:
        return by_spaces
    if all("," in line for line in lines):
        return _read_csv(lines, ",")
    raise OwnTableRefused(
        "We cannot see the columns of your table. Please part them with tabs, semicolons, commas or several spaces."
    )


def _read_csv(lines: list[str], mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=mark, skipinitialspace=True, strict=True))
    except csv.Error:
        raise OwnTableRefused("A quotation mark in your table has no partner. Please take it out.") from None


def _require_shape(header: list[str], rows: list[list[str]]) -> None:
    if len(header) < 2:
        raise OwnTableRefused("The first row of your table must name at least one column of figures.")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise OwnTableRefused(
                f"Row {number} of your table has {len(row)} cells, but the first row has {len(header)}."
            )


def _require_names(names: list[str], kind: str) -> None:
    for number, name in enumerate(names, start=1):
        if not name:
            raise OwnTableRefused(f"The {kind} number {number} of your table has no name.")
        if len(name) > MAX_NAME_CHARACTERS:
            raise OwnTableRefused(f"A {kind} of your table has a name of over {MAX_NAME_CHARACTERS} characters.")
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise OwnTableRefused(f"Two {kind}s of your table are called “{name}”. Please give each its own name.")
        seen.add(name.casefold())


def _figure(cell: str, line: str, column: str) -> float:
    """One figure; percent signs and signs of money around it are left out."""
    bare = cell.strip("%$€£¥ ")
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "").replace(" ", "")
    elif _DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    try:
        value = float(bare) if _NUMBER.fullmatch(bare) else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        shown = f"“{cell[:20]}” is not a figure" if cell else "there is no figure"
        raise OwnTableRefused(f"In the line “{line}”, column “{column}”, {shown}. Please correct that cell.")
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _name(cell: str) -> str:
    return " ".join(cell.split())
