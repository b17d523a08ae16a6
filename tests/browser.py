"""The Chromium that browser tests drive: the system's, else Playwright's; never a stub that starts nothing."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
)


def is_required() -> bool:
    """Whether a missing browser is a failure: on CI it is."""
    return os.environ.get("CI", "").lower() in ("true", "1")


def _starts(executable: str) -> bool:
    """Whether it draws a page: a snap stub or missing libraries show only then."""
    command = [executable, "--headless", "--disable-gpu", *ARGUMENTS, "--dump-dom", "data:text/html,<p>it starts"]
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return "it starts" in answer.stdout


def _candidates() -> list[str]:
    found = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else []
    found += [path for name in NAMES if (path := shutil.which(name))]
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    for pattern in ("chromium-*/chrome-linux*/chrome", "chromium_headless_shell-*/chrome-linux*/*headless*shell"):
        found += [str(path) for path in sorted(folder.glob(pattern), reverse=True)]
    return found


@cache
def executable() -> str | None:
    """The path of a browser that starts, or None."""
    return next((path for path in _candidates() if _starts(path)), None)


def why_none() -> str | None:
    """None when a browser starts; else one sentence that says what to install."""
    if executable() is not None:
        return None
    return "no Chromium starts on this machine (install chromium, or set CHROMIUM to one)."
