"""Logs: one line an event on standard error, ids beside it."""

import json
import logging
import sys

import pytest

from core import logs


def record(**extra: object) -> logging.LogRecord:
    made = logging.makeLogRecord({"name": "core.practice", "levelno": logging.INFO, "levelname": "INFO", **extra})
    made.msg = "submission.submitted"
    return made


def test_json_lines_carry_the_ids() -> None:
    line = json.loads(logs.JsonLines().format(record(submission_id=7)))

    assert line["event"] == "submission.submitted"
    assert line["level"] == "info"
    assert line["submission_id"] == 7
    assert line["at"].endswith("+00:00")
    assert set(line) == {"event", "level", "submission_id", "at", "logger"}


def test_plain_lines_carry_the_ids() -> None:
    assert logs.PlainLines().format(record(submission_id=7)).endswith(" submission.submitted submission_id=7")


def test_a_traceback_stays_inside_one_json_line() -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        line = logs.JsonLines().format(record(exc_info=sys.exc_info()))

    assert "\n" not in line
    assert "ValueError: broken" in json.loads(line)["traceback"]


def test_standard_output_stays_free(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        logs.configure()
        logging.getLogger("core").info("draft.saved", extra={"submission_id": 7})
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)

    captured = capsys.readouterr()
    assert captured.out == ""
    assert "draft.saved submission_id=7" in captured.err
