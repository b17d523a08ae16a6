"""What lies in the embedded server's folder: password, settings, socket, and data that root may have to move."""

import hashlib
import logging
import os
import re
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from db.server_account import ServerAccount, server_account
from db.server_binaries import Binaries

log = logging.getLogger(__name__)

USER = "app"
PORT = 5432  # only part of the socket's name: nothing listens on the network
SOCKET_NAME = f".s.PGSQL.{PORT}"
SMALL_SHARED_MEMORY_BYTES = 256 * 1024 * 1024
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
_LONGEST_SOCKET_FOLDER = 85  # macOS allows 104 bytes for the whole name
_SHORT_FOLDER = Path("/tmp")  # noqa: S108 - a fixed, short place; the owner of what lies there is checked
_PLACES_FOR_ROOT = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108


class EmbeddedDatabaseError(Exception):
    """The embedded server cannot be started or reached; the message says why and what to do."""


def place_of(home: Path) -> Path:
    """Where the server's files are: `home`, or the folder that it points to."""
    with suppress(FileNotFoundError):
        return Path((home / "moved-to").read_text(encoding="utf-8").strip())
    return home


def socket_folder_of(place: Path) -> Path:
    """Where the socket is: beside the data, or in a short place when that name is too long or odd."""
    folder = place / "run"
    if len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER and re.fullmatch(r"[\w./+-]+", str(folder), re.ASCII):
        return folder
    return _SHORT_FOLDER / f"ielts-{_digest(place)}"


def settle(home: Path) -> ServerAccount:
    """The account to run as, with a folder that it may enter.

    Root's account cannot enter a closed folder (/root, a private temporary one). The files then go to
    /var/lib or /var/tmp, and `home` keeps a note of it.

    Raises:
        EmbeddedDatabaseError: No such folder can be made, or existing data would have to move.
    """
    place = place_of(home)
    account = server_account(place / "data")
    if not account.is_other:
        return account
    place.mkdir(mode=0o711, parents=True, exist_ok=True)
    account.own(place)
    if account.can_enter(place):
        return account
    if (place / "data").exists():
        raise EmbeddedDatabaseError(
            f"Account {account.name} may not enter {place}, where the data is: open the folders above it."
        )
    for parent in _PLACES_FOR_ROOT:
        other = parent / f"ielts-{_digest(home)}"
        with suppress(OSError):
            other.mkdir(mode=0o711, exist_ok=True)
            owner_uid = other.lstat().st_uid
            if other.is_symlink() or owner_uid not in (0, account.uid):
                continue  # laid there by somebody else
            account.own(other)
            if account.can_enter(other):
                write_whole(home / "moved-to", f"{other}\n")
                log.warning("Account %s may not enter %s: the database is kept in %s.", account.name, home, other)
                return server_account(other / "data")
    raise EmbeddedDatabaseError(
        f"Account {account.name} may not enter {home}: set IELTS_HOME to a folder that it may enter."
    )


def create_cluster(place: Path, binaries: Binaries, account: ServerAccount, *, is_durable: bool) -> None:
    """Build the data folder beside its place and rename it, so that a kill leaves no half of one.

    Raises:
        EmbeddedDatabaseError: initdb refused; with what it said.
    """
    password_file = place / "password"
    if not password_file.exists():
        write_whole(password_file, secrets.token_urlsafe(24))
    account.own(password_file)
    unfinished = place / "data.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    created = account.run(
        *(binaries.folder / "initdb", "-D", unfinished, "-U", USER, "--pwfile", password_file),
        *("-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--data-checksums"),
        *(() if is_durable else ("--no-sync",)),
    )
    if created.code:
        raise EmbeddedDatabaseError(f"The database cannot be created in {place}: {created.text}")
    unfinished.rename(place / "data")


def configure(place: Path, account: ServerAccount, *, is_durable: bool, settings: Mapping[str, str]) -> None:
    """Write the server's settings anew, as at each start: ALTER SYSTEM has no lasting effect here."""
    sockets = socket_folder_of(place)
    sockets.mkdir(mode=0o700, exist_ok=True)
    if sockets.is_symlink() or sockets.lstat().st_uid not in (os.geteuid(), account.uid):
        raise EmbeddedDatabaseError(f"The folder {sockets} belongs to somebody else: remove it.")
    account.own(sockets)
    values = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": str(sockets),
        "timezone": "UTC",
        "log_timezone": "UTC",
        "max_connections": "80",
        "shared_buffers": "128MB",
    }
    if has_small_shared_memory():
        values["dynamic_shared_memory_type"] = "mmap"
    if not is_durable:
        values |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    values |= settings
    path = place / "data" / "postgresql.auto.conf"
    write_whole(path, "".join(f"{name} = '{value}'\n" for name, value in values.items()))
    account.own(path)


def has_small_shared_memory() -> bool:
    """Whether /dev/shm is missing, closed, or a container's 64 MB, which one parallel query may fill."""
    try:
        space = os.statvfs(_SHARED_MEMORY)
    except OSError:
        return True
    return space.f_blocks * space.f_frsize < SMALL_SHARED_MEMORY_BYTES or not os.access(_SHARED_MEMORY, os.W_OK)


def write_whole(path: Path, text: str) -> None:
    """Write a file that only its owner reads; readers see the old one or the new one, never a part."""
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    unfinished.replace(path)


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
