"""What an engine version said of our models, kept beside them: a start of the platform need not assess them again."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from core.content.errors import SeedFileFault
from core.content.model_files import FOLDER

FILE = FOLDER / "readings.json"


@dataclass
class Readings:
    """Bands by the fingerprint of text and task, all of one engine version; None where no band fits the text."""

    engine: str
    bands: dict[str, Decimal | None] = field(default_factory=dict)


def read(engine: str, path: Path = FILE) -> Readings:
    """The kept readings of this engine version; none if there is no file, or another version wrote it.

    Raises:
        SeedFileFault: The file is not what `write` writes.
    """
    if not path.is_file():
        return Readings(engine)
    try:
        found = json.loads(path.read_text("utf-8"))
        bands = {key: None if band is None else Decimal(band) for key, band in found["bands"].items()}
        is_same = found["engine"] == engine
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise SeedFileFault(path.name, "is damaged; write it anew with load_model_answers --keep-readings") from error
    return Readings(engine, bands if is_same else {})


def write(readings: Readings, path: Path = FILE) -> None:
    """Keep them, in an order that does not change."""
    bands = {key: None if band is None else f"{band:.1f}" for key, band in sorted(readings.bands.items())}
    path.write_text(json.dumps({"engine": readings.engine, "bands": bands}, indent=1) + "\n", "utf-8")
