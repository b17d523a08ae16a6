"""Tables as files that a spreadsheet opens without running anything."""

import pandas as pd

_RUNS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(frame: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, which spreadsheets need.

    A text that a spreadsheet would take for a formula (it begins with = + - @ or a control character) gets an
    apostrophe in front (OWASP, CSV injection); numbers stay numbers.
    """
    return frame.map(_inert).to_csv(index=False).encode("utf-8-sig")


def _inert(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_RUNS) else value
