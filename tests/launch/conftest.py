"""Folders that an unprivileged server may enter, which pytest's own (0700) are not for root."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.embedded import EmbeddedPostgres


@pytest.fixture
def folder() -> Iterator[Path]:
    """An open folder under /tmp, with any embedded server that a test has left in or below it stopped."""
    path = Path(tempfile.mkdtemp(prefix="ielts-launch-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    for note in list(path.rglob("run.lock")):
        server = EmbeddedPostgres(note.parent)
        server.stop(mode="immediate")
        if server.place != server.home:
            shutil.rmtree(server.place, ignore_errors=True)
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def environment(folder: Path) -> dict[str, str]:
    """The environment of a child that keeps everything in `folder`/home and knows no DATABASE_URL."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PORT", "HOST")}
    return {**kept, "IELTS_HOME": str(folder / "home"), "PYTHONUNBUFFERED": "1"}
