"""A table of tasks, CSV or Excel: Task 2 and letters, one a row.

Charts need more than a row can hold: they come as TOML files in a zip.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from core.content.errors import ImportRefused
from core.content.lab.raw import RawEntry
from core.content.lab.types import ImportFault

REQUIRED = ("code", "title", "module", "task_number", "difficulty", "topic", "kind", "prompt", "part_1", "terms_1")
PARTS = (1, 2, 3, 4)
OPTIONAL = (
    "instruction", "tone", "relationship", "purpose", "opening_line", "asks_position", "reviewed_on",
    *(f"{name}_{number}" for number in PARTS[1:] for name in ("part", "terms")),
)  # fmt: skip
LETTER = "letter"
MAX_ROWS = 2_000
MAX_UNPACKED_BYTES = 50_000_000
FORMULA_MARKS = ("=", "+", "@", "-", "\t")
WORDS = {1: (150, 200, 20), 2: (250, 320, 40)}
ESSAY_INSTRUCTION = (
    "Give reasons for your answer and support it with relevant examples"
    " from what you know or have experienced yourself."
)
LETTER_INSTRUCTION = "You do not need to write any addresses.\nBegin your letter as follows:\n{opening_line}"
YES, NO = ("yes", "true", "1"), ("no", "false", "0", "")

Cell = tuple[str, bool]  # what stands in it, and whether it is a formula


def read_csv(data: bytes) -> Iterator[RawEntry]:
    """The rows of a CSV file in UTF-8, with commas or semicolons.

    Raises:
        ImportRefused: Another encoding, or other columns than ours.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(
            f"This file is not UTF-8 text (byte {error.start}). Please save it as “CSV UTF-8”."
        ) from error
    if "\x00" in text:
        raise ImportRefused("This file is not text. Please save it as “CSV UTF-8”.")
    first = text.partition("\n")[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise ImportRefused(f"This CSV file cannot be read: {error}.") from error
    yield from _read([[(cell, cell.strip().startswith(FORMULA_MARKS)) for cell in row] for row in rows])


def read_xlsx(data: bytes) -> Iterator[RawEntry]:
    """The rows of the first sheet of an Excel file; formulas are refused, not calculated.

    Raises:
        ImportRefused: No Excel file, one that unpacks to more than we read, or other columns than ours.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise ImportRefused(f"This file unpacks to {unpacked / 1e6:.0f} MB. Please make it smaller.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        rows = [
            [
                (_said(cell.value), cell.data_type == "f" or _said(cell.value).strip().startswith(FORMULA_MARKS))
                for cell in row
            ]
            for row in sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=100)
        ]
    except ImportRefused:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError, SyntaxError) as error:
        raise ImportRefused("This is no Excel file (.xlsx), or it is damaged.") from error
    yield from _read(rows)


def _read(rows: Sequence[Sequence[Cell]]) -> Iterator[RawEntry]:
    if not rows:
        raise ImportRefused("This file is empty.")
    names = [str(cell[0]).strip().lower() for cell in rows[0]]
    while names and not names[-1]:
        names.pop()
    _require_columns(names)
    filled = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(text.strip() for text, _ in row)]
    if len(filled) > MAX_ROWS:
        raise ImportRefused(f"This file has more than {MAX_ROWS:,} rows.")
    for number, row in filled:
        yield _entry(f"row {number}", names, row)


def _require_columns(names: Sequence[str]) -> None:
    missing = [name for name in REQUIRED if name not in names]
    unknown = [name or "(no name)" for name in names if name not in (*REQUIRED, *OPTIONAL)]
    twice = sorted({name for name in names if names.count(name) > 1})
    said = [
        f"{what}: {', '.join(found)}"
        for what, found in (("missing", missing), ("not known", unknown), ("there twice", twice))
        if found
    ]
    if said:
        raise ImportRefused(f"The columns of this file are not right; {'; '.join(said)}.")


def _entry(place: str, names: Sequence[str], row: Sequence[Cell]) -> RawEntry:
    extra = [text for text, _ in row[len(names) :] if text.strip()]
    faults = [
        ImportFault(row=place, field=name, sentence="a formula, or text that a spreadsheet would take for one")
        for name, (_, is_formula) in zip(names, row, strict=False)
        if is_formula
    ]
    if extra:
        faults.append(ImportFault(row=place, field="", sentence=f"has {len(extra)} cells more than there are columns"))
    cells = {name: text.strip() for name, (text, _) in zip(names, row, strict=False)}
    cells = {name: cells.get(name, "") for name in (*REQUIRED, *OPTIONAL)}
    if cells["task_number"] not in ("1", "2"):
        faults.append(ImportFault(row=place, field="task_number", sentence="must be 1 or 2"))
    if cells["asks_position"].lower() not in (*YES, *NO):
        faults.append(ImportFault(row=place, field="asks_position", sentence="must be yes or no"))
    if faults:
        return RawEntry(row=place, entry={"code": cells["code"]}, faults=tuple(faults))
    number = int(cells["task_number"])
    is_letter = cells["kind"] == LETTER
    return RawEntry(row=place, entry=_task(cells, number), field_of=partial(_column, is_letter=is_letter))


def _task(cells: Mapping[str, str], number: int) -> dict[str, Any]:
    is_letter = cells["kind"] == LETTER
    least, most, minutes = WORDS[number]
    asked = [number for number in PARTS if cells[f"part_{number}"]]
    parts = [{"text": cells[f"part_{n}"], "terms": _terms(cells[f"terms_{n}"])} for n in asked]
    prompt = cells["prompt"].replace("\r\n", "\n")
    entry: dict[str, Any] = {key: cells[key] for key in ("code", "title", "module", "difficulty", "topic")}
    if is_letter:
        bullets = [cells[f"part_{n}"] for n in asked]
        if not all(bullet in prompt for bullet in bullets):
            prompt = f"{prompt}\n\n" + "\n".join(f"• {bullet}" for bullet in bullets)
        instruction = LETTER_INSTRUCTION.format(opening_line=cells["opening_line"])
        materials: dict[str, Any] = {
            "type": LETTER,
            **{key: cells[key] for key in ("tone", "relationship", "purpose", "opening_line")},
            "bullets": parts,
        }
    else:
        instruction = ESSAY_INSTRUCTION
        asks_position = cells["asks_position"].lower() in YES
        materials = {"type": "essay", "essay_type": cells["kind"], "asks_position": asks_position, "parts": parts}
    entry |= {
        "task_number": number,
        "instruction": cells["instruction"] or instruction,
        "prompt": prompt,
        "word_limit_min": least,
        "word_limit_max": most,
        "time_limit_minutes": minutes,
        "materials": materials,
    }
    if cells["reviewed_on"]:
        entry["reviewed_on"] = cells["reviewed_on"][:10]
    return entry


def _column(field: str, *, is_letter: bool) -> str:
    """`materials.bullets[1].terms[0]` is what a sheet calls terms_2."""
    start = "materials.bullets[" if is_letter else "materials.parts["
    if field.startswith(start):
        number, _, rest = field.removeprefix(start).partition("]")
        name = "terms" if rest.startswith(".terms") else "part"
        return f"{name}_{int(number) + 1}"
    return {"materials.essay_type": "kind", "materials.type": "kind"}.get(field, field.removeprefix("materials."))


def _terms(text: str) -> list[str]:
    return [term for part in text.split(";") if (term := part.strip().lower())]


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
