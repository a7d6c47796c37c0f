"""Starts a real PostgreSQL in a temporary folder, once per test run, and hands out fresh empty databases.

``from tests.fakes.postgres import postgres_server, postgres_url  # noqa: F401`` in a ``conftest.py`` makes the fixtures
known there. Where no server program is installed the tests are skipped with the reason; with MOTCUA_REQUIRE_ALL=1 they
fail instead.
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import psycopg
import pytest

SERVER_USER = "postgres"
"""PostgreSQL refuses to run as root, so root starts it as this user."""


PR_SET_PDEATHSIG = 1


def bin_folder() -> Path | None:
    """Where ``initdb`` and ``postgres`` are: the newest version Debian has, else whatever PATH offers."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("postgres")
    return Path(found).resolve().parent if found else None


def absent(reason: str) -> NoReturn:
    """Skip, or fail where everything is required."""
    if os.environ.get("MOTCUA_REQUIRE_ALL") == "1":
        pytest.fail(f"MOTCUA_REQUIRE_ALL=1 and {reason}")
    pytest.skip(reason)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _end_with_parent() -> None:
    """In the child: when the test run is killed, the kernel stops the server too (Linux; elsewhere it would stay)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


class PostgresServer:
    """One server of our own: loopback port and unix socket in ``folder``; the harness is its parent and reaps it.

    Not ``durable`` means that it does not wait for the disk: nothing is lost but by a power cut, and tests are quick.
    """

    def __init__(self, binaries: Path, folder: Path, durable: bool = False, connections: int = 60) -> None:
        self._bin = binaries
        self._durable = durable
        self._connections = connections
        self._folder = folder
        self._user = SERVER_USER if os.geteuid() == 0 else None
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._names = itertools.count(1)
        if self._user:
            entry = pwd.getpwnam(self._user)
            folder.chmod(0o755)
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        self._run("initdb", "-D", str(folder / "cluster"), "-U", "bot", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")

    def _run(self, program: str, *args: str) -> None:
        subprocess.run([self._bin / program, *args], user=self._user, cwd=self._folder, check=True, capture_output=True)

    def start(self) -> None:
        """Start and wait until it answers."""
        settings = ["listen_addresses=127.0.0.1", f"unix_socket_directories={self._folder}", "shared_buffers=32MB"]
        settings += [f"max_connections={self._connections}", f"fsync={'on' if self._durable else 'off'}"]
        options = [word for setting in settings for word in ("-c", setting)]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", self._folder / "cluster", "-p", str(self._port), *options],
                user=self._user,
                cwd=self._folder,
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_parent,
            )
        self._wait_until_it_answers()

    def _wait_until_it_answers(self) -> None:
        for _ in range(300):
            with (
                contextlib.suppress(psycopg.OperationalError),
                psycopg.connect(self.url("postgres"), connect_timeout=2),
            ):
                return
            if self._process is None or self._process.poll() is not None:
                break
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.1)
        raise RuntimeError((self._folder / "log").read_text()[-2000:])

    def kill(self) -> None:
        """Stop at once, as by ``pg_ctl -m immediate``, and reap; ``start`` brings it back on the same port."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)
            self._process = None

    def url(self, database: str) -> str:
        """For ``open_store`` and psycopg."""
        return f"postgresql://bot@127.0.0.1:{self._port}/{database}"

    def drop(self, url: str) -> None:
        """Throw a database away, whoever still holds it."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)".encode())

    def fresh(self) -> str:
        """The url of a new, empty database."""
        name = f"test_{next(self._names)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)


@contextlib.contextmanager
def running_postgres(durable: bool = False, connections: int = 60) -> Iterator[PostgresServer]:
    """A server for as long as the block lasts."""
    binaries = bin_folder()
    if binaries is None:
        absent("no PostgreSQL server program found under /usr/lib/postgresql/*/bin or on PATH")
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = PostgresServer(binaries, Path(folder), durable, connections)
        server.start()
        try:
            yield server
        finally:
            server.kill()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for the whole run."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A fresh database for one test."""
    url = postgres_server.fresh()
    yield url
    postgres_server.drop(url)
