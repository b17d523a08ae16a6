"""The embedded server: found again, repaired after every kind of death, at home in awkward places."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from db import server_folder
from db.embedded import EmbeddedDatabaseError, EmbeddedPostgres
from db.server_binaries import candidates
from tests.live import ROOT

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")
START = "import sys; from pathlib import Path; from db.embedded import EmbeddedPostgres as P; "
START += "p = P(Path(sys.argv[1]), is_durable=False).start(); p.ensure_database(); "


def make(home: Path, **options: object) -> EmbeddedPostgres:
    return EmbeddedPostgres(home, is_durable=False, **options)  # type: ignore[arg-type]


def ask(server: EmbeddedPostgres, statement: str) -> object:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        cursor = connection.execute(statement)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def postmaster_pid(server: EmbeddedPostgres) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_a_fresh_server_is_private_and_speaks_utc(folder: Path) -> None:
    server = make(folder / "pg").start()

    assert ask(server, "show listen_addresses") == ""
    assert ask(server, "show timezone") == "UTC"
    assert ask(server, "show password_encryption") == "scram-sha-256"
    assert (server.place / "password").stat().st_mode & 0o777 == 0o600
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url("postgres").replace("app:", "app:wrong"))
    assert server.stop()
    assert not server.is_answering()
    assert not server.stop()


def test_another_process_attaches_and_leaves_it_running_when_killed(folder: Path) -> None:
    server = make(folder / "pg").start()
    pid = postmaster_pid(server)

    killed = subprocess.run(
        [sys.executable, "-c", START + "import os; os.kill(os.getpid(), 9)", str(server.home)], cwd=ROOT, timeout=60
    )

    assert killed.returncode == -signal.SIGKILL
    assert server.is_answering()
    assert postmaster_pid(server) == pid


def test_two_processes_start_one_server(folder: Path) -> None:
    command = [sys.executable, "-c", START + "print((p.data / 'postmaster.pid').read_text().split()[0])"]
    starts = [
        subprocess.Popen([*command, str(folder / "pg")], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]

    pids = {start.communicate(timeout=60)[0].strip() for start in starts}

    assert [start.returncode for start in starts] == [0, 0, 0]
    assert len(pids) == 1


def test_committed_rows_survive_a_killed_postmaster(folder: Path) -> None:
    server = EmbeddedPostgres(folder / "pg").start()
    ask(server, "create table kept as select 7 as number")

    os.kill(postmaster_pid(server), signal.SIGKILL)
    server.start()

    assert ask(server, "select number from kept") == 7


def test_a_pid_file_that_names_a_stranger_is_no_obstacle(folder: Path) -> None:
    server = make(folder / "pg").start()
    server.stop()
    pid_file = server.data / "postmaster.pid"
    owner = server.data.stat()
    sockets = server_folder.socket_folder_of(server.place)
    pid_file.write_text(f"{os.getppid()}\n{server.data}\n1\n5432\n{sockets}\n\n  1 1\nready\n")
    os.chown(pid_file, owner.st_uid, owner.st_gid)
    sockets.mkdir(exist_ok=True)
    (sockets / f"{server_folder.SOCKET_NAME}.lock").write_text(f"{os.getppid()}\n")

    assert server.start().is_answering()


def test_a_killed_initdb_leaves_no_half_database(folder: Path) -> None:
    home = folder / "pg"
    (home / "data.new").mkdir(parents=True)
    (home / "data.new" / "PG_VERSION").write_text("18")

    assert make(home).start().is_answering()


@pytest.mark.parametrize("name", ["x" * 120, "it's a folder, with spaces"])
def test_long_and_odd_paths_put_the_socket_elsewhere(folder: Path, name: str) -> None:
    server = make(folder / name).start()

    assert server_folder.socket_folder_of(server.place).parent == Path("/tmp")
    assert ask(server, "select 1") == 1


def test_the_callers_pg_variables_change_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PGPORT": "1", "PGDATA": "/nowhere", "PGHOST": "nowhere", "PGDATABASE": "nothing"}.items():
        monkeypatch.setenv(name, value)

    assert ask(make(folder / "pg").start(), "select 1") == 1


def test_small_shared_memory_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_folder, "has_small_shared_memory", lambda: True)

    assert ask(make(folder / "pg").start(), "show dynamic_shared_memory_type") == "mmap"


def test_data_of_another_version_names_what_is_missing(folder: Path) -> None:
    data = folder / "pg" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9\n")

    with pytest.raises(EmbeddedDatabaseError, match=r"written by PostgreSQL 9, which is not installed here"):
        make(folder / "pg").start()


@pytest.mark.slow  # each unanswered question takes its 3 s
def test_a_process_that_holds_the_data_without_answering_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = make(folder / "pg").start()
    pid = postmaster_pid(server)
    monkeypatch.setattr("db.embedded.LEFTOVER_WAIT_SECONDS", 0.5)
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(EmbeddedDatabaseError, match=f"pid {pid}.*does not answer"):
            server.start()
    finally:
        os.kill(pid, signal.SIGCONT)


@as_root
def test_root_in_a_closed_folder_moves_programs_and_data(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    wheel = candidates(None)[0].folder.parent.parent
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    shutil.copytree(wheel / "pginstall", closed / wheel.name / "pginstall")
    shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), closed / f"{wheel.name}.libs")
    bindir = closed / wheel.name / "pginstall" / "bin"
    server = make(closed / "pg", bindir=bindir).start()

    assert not server.place.is_relative_to(closed)
    assert f"the database is kept in {server.place}" in caplog.text
    assert ask(server, "create table kept as select 7 as number") is None
    executable = Path(f"/proc/{postmaster_pid(server)}/exe").resolve()
    assert executable.is_relative_to(server.place)
    server.stop()
    assert ask(make(closed / "pg", bindir=bindir).start(), "select number from kept") == 7


@as_root
def test_root_keeps_the_owner_of_existing_data(folder: Path) -> None:
    server = make(folder / "pg").start()
    server.stop()
    owner = server.data.stat().st_uid

    server.start()

    assert owner != 0
    assert server.data.stat().st_uid == owner
