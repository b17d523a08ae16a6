"""Building the environment on machines that lack something, and the Makefile around it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli._steps import Step
from scripts import environment
from tests import browser
from tests.live import ROOT


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment of the test's own: a bare .venv and two requirements files."""
    venv = tmp_path / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("nothing==1\n")
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "PYTHON", str(venv / "bin" / "python"))
    monkeypatch.setattr(
        environment, "FILES", {"run": tmp_path / "requirements.txt", "test": tmp_path / "requirements-dev.txt"}
    )
    return tmp_path


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_an_installation_for_tests_serves_a_run_as_well(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "find_uv", lambda: ["uv"])
    monkeypatch.setattr(environment, "follow", lambda *_command, **_options: None)

    environment.install("test")

    assert environment.is_complete("test")
    assert environment.is_complete("run")


def test_a_changed_lock_is_installed_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "find_uv", lambda: ["uv"])
    monkeypatch.setattr(environment, "follow", lambda *_command, **_options: None)
    environment.install("run")

    (checkout / "requirements.txt").write_text("nothing==2\n")

    assert not environment.is_complete("run")


def test_an_interrupted_installation_leaves_no_stamp(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.stamp_of("run").write_text(environment.fingerprint("run"))

    def interrupt(*_command: str, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "find_uv", lambda: ["uv"])
    monkeypatch.setattr(environment, "follow", interrupt)
    with pytest.raises(KeyboardInterrupt):
        environment.install("run")

    assert not environment.is_complete("run")


def test_a_venv_that_was_copied_here_is_not_taken(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.venv_works()
    script = f"import sys; sys.prefix = {str(checkout / 'elsewhere')!r}"
    (next((checkout / ".venv").glob("lib/python*/site-packages")) / "sitecustomize.py").write_text(script)

    assert not environment.venv_works()


def test_a_dead_shim_is_no_uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "uv", "echo 'uv: command not found in any version' >&2; exit 127")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(sys, "executable", "/bin/false")

    assert environment.find_uv() is None


def test_without_ensurepip_the_command_to_type_is_named(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "follow", lambda *_command, **_options: "ensurepip is not available")
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(environment.SetupError, match=r"Type: sudo apt-get install python3\.\d+-venv$"):
        environment.make_venv_with_pip(Step("Packages"))


def test_without_ensurepip_root_installs_the_package(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []

    def follow(*command: str, **_options: object) -> str | None:
        return None if installed else "ensurepip is not available"

    def apt_install(package: str, **_options: object) -> bool:
        installed.append(package)
        return True

    monkeypatch.setattr(environment, "follow", follow)
    monkeypatch.setattr(environment, "apt_install", apt_install)
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    environment.make_venv_with_pip(Step("Packages"))

    assert installed == [f"python3.{sys.version_info.minor}-venv"]


def test_without_any_python_one_line_says_what_to_install(tmp_path: Path) -> None:
    for name in ("python3", "uv"):
        program(tmp_path, name, "exit 1")
    (tmp_path / "dirname").symlink_to(shutil.which("dirname") or "/usr/bin/dirname")

    answer = subprocess.run(
        ["/bin/sh", ROOT / "scripts" / "environment.sh", "run"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith("Python 3.11 or later is needed: ")
    assert answer.stderr.count("\n") == 1


def test_a_stub_that_draws_nothing_is_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "chromium-browser", "echo 'requires the chromium snap to be installed' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    browser.executable.cache_clear()
    try:
        assert browser.why_none() == ("no Chromium starts on this machine (install chromium, or set CHROMIUM to one).")
    finally:
        browser.executable.cache_clear()


def test_make_help_lists_every_command() -> None:
    answer = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)

    listed = re.findall(r"^  make ([a-z-]+) +\S", answer.stdout, re.MULTILINE)
    assert listed == ["help", "setup", "run", "stop", "test", "check", "test-full", "bench"]


def test_the_makefile_is_understood_by_make_3_81() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")

    for newer in (".ONESHELL", "!=", "::=", "$(file ", "&:", "$(let ", ".EXTRA_PREREQS"):
        assert newer not in text
