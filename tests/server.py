"""Starts the whole product as processes of their own, one or a fleet, in a folder that is thrown away."""

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
    """The product on a free port. ``start`` again after ``kill`` finds the same data. ``role``: one process of many
    ("gateway", "worker"), under a name of its own."""

    def __init__(self, folder: Path, role: str = "", name: str = "", **settings: str) -> None:
        self.folder = folder
        self.role, self.name = role, name or role
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.settings = {f"MOTCUA_{name.upper()}": value for name, value in settings.items()}
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder / (f"{self.name}.txt" if self.name else "log.txt")

    def start(self, **extra: str) -> None:
        """Start and wait until it is ready (or has died, which a crash test expects)."""
        self.spawn(**extra)
        self.wait()

    def spawn(self, **extra: str) -> None:
        """Start, and do not wait."""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")},
            "MOTCUA_DATA_DIR": str(self.folder / "data"),
            "MOTCUA_HTTP_PORT": str(self.port),
            **self.settings,
            **extra,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "run_bot.py", *([self.role] if self.role else [])],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait(self) -> None:
        """Until it is ready, or has died."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.alive:
            try:
                if httpx.get(f"{self.base}/readyz", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        if self.alive:
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


class Fleet:
    """Gateways and workers on one PostgreSQL (and Redis, when given), each a process on a port of its own. They share
    one data folder, as machines share a file system; with ``vault_url`` (a bucket) each has its own, and needs the same
    ``master_key``. ``settings`` as for ``Product``, for all of them."""

    def __init__(
        self, folder: Path, database: str, gateways: int = 2, workers: int = 2, redis: str = "", **settings: str
    ) -> None:
        settings = {"database_url": database, **({"redis_url": redis} if redis else {}), **settings}
        self.gateways = [Product(folder, "gateway", f"gateway-{n}", **settings) for n in range(1, gateways + 1)]
        self.workers = [Product(folder, "worker", f"worker-{n}", **settings) for n in range(1, workers + 1)]
        self.public = self.gateways[0].base
        for one in self.all:
            one.settings.setdefault("MOTCUA_PUBLIC_URL", self.public)
            if "vault_url" in settings:
                one.settings["MOTCUA_DATA_DIR"] = str(folder / one.name)

    @property
    def all(self) -> list[Product]:
        return [*self.gateways, *self.workers]

    @property
    def bases(self) -> list[str]:
        """Where citizens and officers may knock."""
        return [one.base for one in self.gateways]

    def start(self, **extra: str) -> None:
        """All at once, as after a power cut."""
        for one in self.all:
            one.spawn(**extra)
        for one in self.all:
            one.wait()

    def first_password(self) -> str:
        """The one-time password, printed by whichever gateway made the first account."""
        for one in self.gateways:
            if "canbo / " in one.log.read_text(encoding="utf-8"):
                return one.first_password()
        raise AssertionError("no gateway printed a first log-in")

    def stop(self) -> None:
        """SIGTERM to all, gateways first."""
        for one in self.all:
            one.stop()
