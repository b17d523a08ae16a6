"""CSV that runs nothing."""

import pandas as pd
import pytest

from analytics.export import as_csv


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1"])
def test_a_text_that_would_run_is_made_inert(text: str) -> None:
    frame = pd.DataFrame({"name": [text], "amount": [-19.0]})
    lines = as_csv(frame).decode("utf-8-sig")
    assert "'" + text in lines
    assert lines.rstrip().endswith("-19.0")


def test_other_texts_stay() -> None:
    assert as_csv(pd.DataFrame({"name": ["Zoë, a learner"]})).decode("utf-8-sig") == 'name\n"Zoë, a learner"\n'
