"""Run other programs while a step's bar moves along. Standard library only."""

import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

from core.cli._steps import Step

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")


def runs(*command: str) -> bool:
    """Whether a command exists and succeeds."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=120, check=False, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def follow(*command: str, step: Step, packages: int = 0, limit_seconds: float = 1800) -> str | None:
    """Run a command to its end; None when it succeeded, else the last lines of its output.

    With `packages` the step's bar counts those that pip or uv has found and installed.
    """
    began = time.monotonic()
    with tempfile.NamedTemporaryFile("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        try:
            while process.poll() is None and time.monotonic() - began < limit_seconds:
                time.sleep(0.1)
                if packages:
                    found = len(re.findall(r"^Collecting ", _text_of(log.name), re.MULTILINE))
                    installed = len(list(VENV.glob("lib/python*/site-packages/*.dist-info")))
                    step.fraction = (max(found, installed) + installed) / (2 * packages)
        finally:
            process.kill()
            process.wait()
        return None if process.returncode == 0 else "\n".join(_text_of(log.name).strip().splitlines()[-15:])


def _text_of(name: str) -> str:
    return Path(name).read_text(encoding="utf-8", errors="replace")


def apt_install(package: str, *, step: Step) -> bool:
    """Install a Debian package as root, asking for the package lists only when it is not known."""
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    command = ("apt-get", "install", "-y", "--no-install-recommends", package)
    if follow(*command, step=step) is None:
        return True
    return follow("apt-get", "update", step=step) is None and follow(*command, step=step) is None
