"""Files of models: for a task four answers of ours, one a band, with notes on what makes the difference."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from core.content.errors import SeedFileFault
from core.content.seed_files import CODE, SEEDS, read_toml
from core.content.task_entries import NOT_PLAIN

FOLDER = SEEDS / "models"
BANDS = (Decimal("5.5"), Decimal("6.5"), Decimal("7.5"), Decimal("8.5"))
MAX_NOTES = 8
MAX_NOTE_CHARACTERS = 300
# of the least words of the task: a weaker answer may be a little short, and none is a book
SHORTEST, LONGEST = Decimal("0.85"), Decimal("1.8")
LEAST_WORDS = {"1": 150, "2": 250}


@dataclass(frozen=True)
class Annotation:
    """Words of the model and what they do for it, or cost it."""

    quote: str
    note: str


@dataclass(frozen=True)
class ModelSeed:
    """One model as its file says it; `read_band` is what a reader gave who did not know `band`, or None."""

    code: str
    band: Decimal
    read_band: Decimal | None
    text: str
    annotations: tuple[Annotation, ...]


def read_models(folder: Path = FOLDER) -> tuple[ModelSeed, ...]:
    """Every model below the folder, by task and band; none if there is no file.

    Raises:
        SeedFileFault: The first fault found.
    """
    return tuple(model for path in sorted(folder.glob("*.toml")) for model in read_file(path))


def read_file(path: Path) -> tuple[ModelSeed, ...]:
    """The four models of one task, the lowest band first.

    Raises:
        SeedFileFault: The first fault found: a band too many or too few, a quote that is not in its text, too many or
            too few words for the task, or text that is not plain.
    """
    entry = read_toml(path)
    code = entry.get("code")
    if not isinstance(code, str) or code != path.stem or not CODE.fullmatch(code):
        raise SeedFileFault(path.name, "code must be the code of a task and the name of the file")
    answers = entry.get("answers")
    if not isinstance(answers, list) or not all(isinstance(one, dict) for one in answers):
        raise SeedFileFault(path.name, "holds no [[answers]] entries")
    if unknown := sorted(set(entry) - {"code", "answers"}):
        raise SeedFileFault(path.name, f"has keys that we do not know: {', '.join(unknown)}")
    models = tuple(sorted((_model(path, code, i, one) for i, one in enumerate(answers)), key=lambda one: one.band))
    if tuple(model.band for model in models) != BANDS:
        raise SeedFileFault(path.name, f"needs one answer at each of the bands {', '.join(map(str, BANDS))}")
    return models


def _model(path: Path, code: str, index: int, entry: Mapping[str, Any]) -> ModelSeed:
    place = f"answers[{index}]"
    if unknown := sorted(set(entry) - {"band", "read_band", "text", "annotations"}):
        raise SeedFileFault(path.name, f"{place}: has keys that we do not know: {', '.join(unknown)}")
    text = _plain(path, f"{place}.text", entry.get("text"))
    least = LEAST_WORDS[code[4]]
    words = len(text.split())
    if not SHORTEST * least <= words <= LONGEST * least:
        raise SeedFileFault(path.name, f"{place}.text: {words} words, but Task {code[4]} asks for {least}")
    notes = entry.get("annotations")
    if not isinstance(notes, list) or not 1 <= len(notes) <= MAX_NOTES:
        raise SeedFileFault(path.name, f"{place}: needs 1 to {MAX_NOTES} annotations")
    return ModelSeed(
        code=code,
        band=_band(path, f"{place}.band", entry.get("band")),
        read_band=_band(path, f"{place}.read_band", entry["read_band"]) if "read_band" in entry else None,
        text=text,
        annotations=tuple(_annotation(path, f"{place}.annotations[{i}]", one, text) for i, one in enumerate(notes)),
    )


def _annotation(path: Path, place: str, entry: Any, text: str) -> Annotation:
    if not isinstance(entry, dict) or set(entry) != {"quote", "note"}:
        raise SeedFileFault(path.name, f"{place}: needs exactly a quote and a note")
    quote, note = (_plain(path, f"{place}.{key}", entry[key]) for key in ("quote", "note"))
    if quote not in text:
        raise SeedFileFault(path.name, f"{place}: the quote {quote[:60]!r} is not in the text")
    if "\n" in quote or len(note) > MAX_NOTE_CHARACTERS:
        raise SeedFileFault(
            path.name, f"{place}: the quote is on one line, the note at most {MAX_NOTE_CHARACTERS} letters"
        )
    return Annotation(quote=quote, note=note)


def _plain(path: Path, place: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or NOT_PLAIN.search(value):
        raise SeedFileFault(path.name, f"{place}: must be plain text that is not empty")
    return value.strip()


def _band(path: Path, place: str, value: Any) -> Decimal:
    try:
        band = Decimal(str(value))
    except InvalidOperation:
        band = Decimal(0)
    if isinstance(value, bool) or not 1 <= band <= 9 or band * 2 != int(band * 2):
        raise SeedFileFault(path.name, f"{place}: must be between 1 and 9, in halves")
    return band
