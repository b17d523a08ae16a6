"""What an outside model is told, in versioned files: results are kept, so a version never changes once it was used."""

from functools import cache
from pathlib import Path

CURRENT = "examiner-1"


@cache
def template(version: str = CURRENT) -> str:
    """The instructions of this version, with the places `{rubric}` and `{types}` still open."""
    return Path(__file__).with_name(f"{version}.md").read_text(encoding="utf-8")
