"""Logs: one line an event on standard error; JSON in production, plain text on a developer's machine.

Events are named noun.past_verb ("submission.submitted") and carry ids in `extra`. Never an essay, an
e-mail address or card data.
"""

import json
import logging
import sys
from datetime import UTC, datetime

from core.config import BadSettings, settings

_OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}

# Libraries that report every request or step at INFO.
_NOISY = ("httpx", "httpx2", "procrastinate", "watchdog", "alembic.runtime.plugins", "alembic.runtime.migration")


def _extra(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _OWN_FIELDS}


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, event, logger, the ids of `extra`, the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "logger": record.name,
            **_extra(record),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """What a person reads in a terminal: time, level unless it is INFO, event, name=value of `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of text, a traceback below it."""
        parts = [datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")]
        if record.levelno != logging.INFO:
            parts.append(record.levelname.lower())
        parts.append(record.getMessage())
        parts.extend(f"{name}={value}" for name, value in _extra(record).items())
        if record.exc_info:
            parts.append("\n" + self.formatException(record.exc_info))
        return " ".join(parts)


def configure(*, level: int = logging.INFO) -> None:
    """Send this process's logs to standard error; standard output stays free for results.

    Calling it again replaces the handler. Settings that cannot be read do not stop the logs.
    """
    try:
        is_json = settings().is_production
    except BadSettings:
        is_json = False
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if is_json else PlainLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(max(level, logging.WARNING))
