"""Tables as files that a spreadsheet opens without running anything."""

import io

import pandas as pd

_RUNS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60  # characters


def as_csv(frame: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, which spreadsheets need.

    A text that a spreadsheet would take for a formula (it begins with = + - @ or a control character) gets an
    apostrophe in front (OWASP, CSV injection); numbers stay numbers.
    """
    return frame.map(_inert).to_csv(index=False).encode("utf-8-sig")


def as_excel(frame: pd.DataFrame) -> bytes:
    """The table as a workbook of one sheet, its heading fixed; moments in UTC, texts as in `as_csv`."""
    plain = frame.copy()
    for name in plain.columns:
        if isinstance(plain[name].dtype, pd.DatetimeTZDtype):
            plain[name] = plain[name].dt.tz_convert("UTC").dt.tz_localize(None)
    file = io.BytesIO()
    with pd.ExcelWriter(file, engine="openpyxl", datetime_format="yyyy-mm-dd hh:mm") as book:
        plain.map(_inert).to_excel(book, index=False, sheet_name="Rows", freeze_panes=(1, 0))
        for column, name in enumerate(plain.columns, start=1):
            texts = [len(str(value)) for value in plain[name].head(200)]
            width = min(_WIDEST, max([len(str(name)), *texts]) + 2)
            sheet = book.sheets["Rows"]
            sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    return file.getvalue()


def _inert(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_RUNS) else value
