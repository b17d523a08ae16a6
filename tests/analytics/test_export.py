"""Files that run nothing."""

import io
from datetime import UTC, datetime

import openpyxl
import pandas as pd
import pytest

from analytics.export import as_csv, as_excel


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1"])
def test_a_text_that_would_run_is_made_inert(text: str) -> None:
    frame = pd.DataFrame({"name": [text], "amount": [-19.0]})
    lines = as_csv(frame).decode("utf-8-sig")
    assert "'" + text in lines
    assert lines.rstrip().endswith("-19.0")


def test_other_texts_stay() -> None:
    assert as_csv(pd.DataFrame({"name": ["Zoë, a learner"]})).decode("utf-8-sig") == 'name\n"Zoë, a learner"\n'


def test_a_workbook_holds_the_rows_and_no_formula() -> None:
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    frame = pd.DataFrame({"name": ["=1+1", "Zoë"], "amount": [-19.0, 2.5], "at": [moment, moment]})

    sheet = openpyxl.load_workbook(io.BytesIO(as_excel(frame)))["Rows"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["name", "amount", "at"],
        ["'=1+1", -19, datetime(2026, 3, 1, 12)],  # noqa: DTZ001 -- a workbook knows no time zone
        ["Zoë", 2.5, datetime(2026, 3, 1, 12)],  # noqa: DTZ001
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n", "d"}


def test_an_empty_table_is_a_workbook_too() -> None:
    assert openpyxl.load_workbook(io.BytesIO(as_excel(pd.DataFrame({"name": []})))).sheetnames == ["Rows"]
