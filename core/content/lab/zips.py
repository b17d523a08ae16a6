"""A zip of TOML files, read in memory: nothing is unpacked to a disk."""

import io
import tomllib
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from core.content.errors import ImportRefused
from core.content.lab.raw import RawEntry
from core.content.lab.types import ImportFault

MAX_FILES = 2_000
MAX_FILE_BYTES = 200_000
MAX_UNPACKED_BYTES = 50_000_000


def read(data: bytes) -> Iterator[RawEntry]:
    """Every *.toml of the zip, by name; folders and other files are left alone.

    Raises:
        ImportRefused: It is no zip, is locked with a password, or unpacks to more than we read.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise ImportRefused("This is no zip file, or it is damaged.") from error
    members = [one for one in archive.infolist() if _is_task(one)]
    if any(one.flag_bits & 0x1 for one in members):
        raise ImportRefused("This zip is locked with a password. Please make one without.")
    if len(members) > MAX_FILES or sum(one.file_size for one in members) > MAX_UNPACKED_BYTES:
        raise ImportRefused(
            f"This zip holds too much: at most {MAX_FILES:,} files and {MAX_UNPACKED_BYTES / 1e6:.0f} MB."
        )
    for member in sorted(members, key=lambda one: one.filename):
        yield _read(archive, member)


def _is_task(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    return path.suffix.lower() == ".toml" and "__MACOSX" not in path.parts and not path.name.startswith(".")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> RawEntry:
    name = PurePosixPath(member.filename).name
    try:
        with archive.open(member) as opened:
            raw = opened.read(MAX_FILE_BYTES + 1)  # what the zip says of its size may be a lie
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise ImportRefused(f"{name} in this zip is damaged.") from error
    if len(raw) > MAX_FILE_BYTES:
        return _faulty(name, f"is larger than {MAX_FILE_BYTES:,} bytes")
    try:
        entry = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _faulty(name, f"is not UTF-8 text (byte {error.start})")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _faulty(name, f"is not valid TOML: {error}")
    return RawEntry(row=name, entry=entry)


def _faulty(name: str, sentence: str) -> RawEntry:
    return RawEntry(row=name, entry=None, faults=(ImportFault(row=name, field="", sentence=sentence),))
