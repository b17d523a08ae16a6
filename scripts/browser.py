"""Find a Chromium for the browser tests, or try to get one; going without is not an error here."""

import os
import shutil
import time
from pathlib import Path

from core.cli._steps import Step
from scripts.commands import PYTHON, VENV, apt_install, follow
from tests import browser

TRY_AGAIN_SECONDS = 24 * 3600


def ensure_browser() -> None:
    """See that a browser starts: one that is there, the distribution's, or Playwright's.

    An attempt that failed is not repeated within a day, except on CI, where a missing browser fails
    the tests.
    """
    if browser.why_none() is None:
        return
    failed = VENV / ".no-browser"
    if failed.exists() and time.time() - failed.stat().st_mtime < TRY_AGAIN_SECONDS and not browser.is_required():
        return
    with Step("Browser", expected_seconds=60) as step:
        for attempt in (_from_distribution, _from_playwright):
            attempt(step)
            browser.executable.cache_clear()
            if (found := browser.executable()) is not None:
                step.note = found
                failed.unlink(missing_ok=True)
                return
        failed.touch()
        step.note = f"none: {browser.why_none()}"


def _from_distribution(step: Step) -> None:
    """Debian's chromium, as root. Ubuntu's package of that name is a stub of its snap, of no use here."""
    try:
        system = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return
    if os.geteuid() == 0 and shutil.which("apt-get") and "ID=ubuntu" not in system:
        apt_install("chromium", step=step)


def _from_playwright(step: Step) -> None:
    """Playwright's own download; as root with the system libraries that it needs."""
    with_libraries = ["--with-deps"] if os.geteuid() == 0 and shutil.which("apt-get") else []
    command = (PYTHON, "-m", "playwright", "install", *with_libraries, "chromium")
    follow(*command, step=step, limit_seconds=300)
