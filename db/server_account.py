"""Who runs the embedded server: PostgreSQL refuses root, so root hands it to an unprivileged account."""

import os
import pwd
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class CommandResult:
    """How a command ended, and everything it printed."""

    code: int
    text: str


@dataclass(frozen=True)
class ServerAccount:
    """The account that owns the data and runs the server.

    `is_other` says that it is not the one of this process, which then is root.
    """

    name: str
    uid: int
    gid: int
    is_other: bool

    def run(self, *command: str | Path, timeout_seconds: float = 60) -> CommandResult:
        """Run a command as this account, with nothing of our surroundings in its way.

        Its output goes to a file: a server started by it would inherit a pipe and never close it. The
        PG* variables of the caller are taken out, because they change what the server's programs do.
        """
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            try:
                finished = subprocess.run(
                    [str(part) for part in command],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    timeout=timeout_seconds,
                    check=False,
                    cwd="/",
                    env=environment,
                    user=self.uid if self.is_other else None,
                    group=self.gid if self.is_other else None,
                    extra_groups=[] if self.is_other else None,
                )
            except PermissionError as error:  # the account may not enter the program's folder
                return CommandResult(126, str(error))
            output.seek(0)
            return CommandResult(finished.returncode, output.read().strip())

    def can_enter(self, folder: Path) -> bool:
        """Whether the account may pass every folder down to this one and write in it."""
        return self.run("/bin/sh", "-c", 'cd -- "$1" && test -w .', "sh", folder).code == 0

    def own(self, path: Path) -> None:
        """Give a file or folder to the account."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)


def server_account(data: Path) -> ServerAccount:
    """The account for a data folder: ours; for root the owner of existing data, else postgres, else nobody."""
    own_uid = os.geteuid()
    if own_uid != 0:
        return ServerAccount(_name(own_uid), own_uid, os.getegid(), is_other=False)
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return ServerAccount(_name(owner.st_uid), owner.st_uid, owner.st_gid, is_other=True)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerAccount(name, entry.pw_uid, entry.pw_gid, is_other=True)
    return ServerAccount("nobody", 65534, 65534, is_other=True)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # a container may run under a number that has no name
        return str(uid)
