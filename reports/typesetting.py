"""A template and its data become a PDF. Data arrives as JSON, so no word of a person's is ever read as markup."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

_TEMPLATES = Path(__file__).parent / "templates"


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of `templates/<template>.typ` with `data` as its `sys.inputs.data`."""
    made: bytes = typst.compile(
        str(_TEMPLATES / f"{template}.typ"), root=str(_TEMPLATES), sys_inputs={"data": json.dumps(data)}
    )
    return made
