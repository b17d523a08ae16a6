"""Build .venv from the hash-locked requirements: `environment.py run` or `environment.py test`.

Uses uv when it really runs, else venv and pip. Nothing is done when the stamp of the last complete
installation matches; a stamp is removed before an installation and written after it, so one that was
interrupted is done again. Standard library only: this runs before anything is installed.
"""

import fcntl
import os
import re
import shutil
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from core.cli._steps import Step  # noqa: E402
from scripts.browser import ensure_browser  # noqa: E402
from scripts.commands import PYTHON, VENV, apt_install, follow, runs  # noqa: E402

FILES = {"run": ROOT / "requirements.txt", "test": ROOT / "requirements-dev.txt"}
_PIP = ("-m", "pip", "install", "--require-hashes", "--no-input", "--disable-pip-version-check", "-r")


class SetupError(Exception):
    """The environment cannot be built; the message names what to do."""


def fingerprint(purpose: str) -> str:
    """What an installation depends on: the locked requirements."""
    return sha256(FILES[purpose].read_bytes()).hexdigest()


def stamp_of(purpose: str) -> Path:
    """The file that remembers the last complete installation for `run` or `test`."""
    return VENV / f".installed-{purpose}"


def is_complete(purpose: str) -> bool:
    """Whether nothing needs to be done."""
    try:
        return stamp_of(purpose).read_text(encoding="ascii") == fingerprint(purpose) and venv_works()
    except OSError:
        return False


def venv_works() -> bool:
    """Whether .venv has a Python of 3.11 or later that starts, and was made here, not copied or moved here."""
    check = "import os, sys; sys.exit(sys.version_info < (3, 11) or os.path.realpath(sys.prefix) != sys.argv[1])"
    return runs(PYTHON, "-c", check, str(VENV.resolve()))


def find_uv() -> list[str] | None:
    """The command of a uv that runs, from the path or from this Python's packages; None without one."""
    if (on_path := shutil.which("uv")) and runs(on_path, "--version"):
        return [on_path]
    if runs(sys.executable, "-m", "uv", "--version"):
        return [sys.executable, "-m", "uv"]
    return None


def install(purpose: str) -> None:
    """Install what `purpose` needs, from an empty folder if need be.

    Raises:
        SetupError: With what the last tool said, or what to install first.
    """
    for name in FILES:
        stamp_of(name).unlink(missing_ok=True)
    if VENV.exists() and not venv_works():
        shutil.rmtree(VENV)
    file = FILES[purpose]
    packages = len(re.findall(r"^[a-z0-9].*==", file.read_text(encoding="utf-8"), re.MULTILINE))
    with Step("Packages", expected_seconds=60) as step:
        reason: str | None = "no uv"
        if uv := find_uv():
            reason = None if VENV.exists() else follow(*uv, "venv", "--python", sys.executable, str(VENV), step=step)
            if reason is None:
                command = (*uv, "pip", "install", "--require-hashes", "--python", PYTHON, "-r", str(file))
                reason = follow(*command, step=step, packages=packages)
        if reason is not None:
            make_venv_with_pip(step)
            reason = follow(PYTHON, *_PIP, str(file), step=step, packages=packages)
        if reason is not None:
            raise SetupError(f"The packages of {file.name} could not be installed:\n{reason}")
        step.note = f"{packages} from {file.name}, in .venv"
    # The test tools are pinned on top of the same set, so an installation for tests serves a run as well.
    for name in ("run", "test") if purpose == "test" else (purpose,):
        stamp_of(name).write_text(fingerprint(name), encoding="ascii")


def make_venv_with_pip(step: Step) -> None:
    """Make .venv with pip in it; as root on Debian and Ubuntu with the package that venv needs there.

    Raises:
        SetupError: venv is not complete and cannot be completed from here; names the command to type.
    """
    if runs(PYTHON, "-m", "pip", "--version"):
        return
    make = (sys.executable, "-m", "venv", "--clear", str(VENV))
    reason = follow(*make, step=step)
    if reason is None:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        for name in (package, "python3-venv"):
            if apt_install(name, step=step) and follow(*make, step=step) is None:
                return
    shutil.rmtree(VENV, ignore_errors=True)
    if apt:
        raise SetupError(f"Python's venv is not complete here. Type: sudo apt-get install {package}")
    raise SetupError(f"A virtual environment cannot be made with {sys.executable}:\n{reason}")


def main(purpose: str) -> int:
    """Build the environment unless it is complete; 0 when it is."""
    with FILES[purpose].open(encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once: the second finds the work done
        try:
            if not is_complete(purpose):
                install(purpose)
        except SetupError as error:
            sys.stderr.write(f"{error}\n")
            return 1
    if purpose == "test":
        ensure_browser()
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in FILES:
        sys.exit("usage: environment.py run|test")
    try:
        sys.exit(main(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit(130)
