"""Starts a real Redis in a temporary folder that can be killed, emptied, frozen and started again on the same port.

``from tests.fakes.redis import redis_server  # noqa: F401`` in a ``conftest.py`` makes the fixture known there.
"""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from tests.fakes.postgres import absent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class RedisServer:
    """One server of our own on loopback, keeping nothing on the disk."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self.port = _free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        command = [self._program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with (self._folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self._folder, stdout=log, stderr=log)
        for _ in range(300):
            with contextlib.suppress(redis.ConnectionError), self.client() as client:
                client.ping()
                return
            time.sleep(0.02)
        raise RuntimeError((self._folder / "redis.log").read_text()[-2000:])

    def client(self) -> redis.Redis:
        """To look into it."""
        return redis.Redis.from_url(self.url)

    def empty(self) -> None:
        """FLUSHALL."""
        with self.client() as client:
            client.flushall()

    def kill(self) -> None:
        """kill -9; ``start`` brings an empty one back on the same port."""
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """It takes connections and says nothing."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(10)
            self._process = None


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A fresh one for one test, running."""
    program = shutil.which("redis-server")
    if program is None:
        absent("no redis-server on PATH")
    server = RedisServer(program, tmp_path)
    server.start()
    yield server
    server.kill()
