"""Starts the whole product as a process of its own, as ``make run`` does, in a folder that is thrown away."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Product:
    """The product on a free port. ``start`` again after ``kill`` finds the same data."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.settings = {f"MOTCUA_{name.upper()}": value for name, value in settings.items()}
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder / "log.txt"

    def start(self, **extra: str) -> None:
        """Start and wait until it is ready (or has died, which a crash test expects)."""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")},
            "MOTCUA_DATA_DIR": str(self.folder / "data"),
            "MOTCUA_HTTP_PORT": str(self.port),
            **self.settings,
            **extra,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "run_bot.py"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if httpx.get(f"{self.base}/readyz", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        if self.process.poll() is None:
            raise AssertionError(f"not ready after {PATIENCE} s:\n{self.log.read_text()[-2000:]}")

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def first_password(self) -> str:
        """The one-time password of the first start."""
        found = re.search(r"canbo / (\S+)", self.log.read_text(encoding="utf-8"))
        if found is None:
            raise AssertionError("no first log-in was printed")
        return found[1]

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """SIGTERM, as a supervisor stops it."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(20)
