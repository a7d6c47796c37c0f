"""Child processes: started on one core, measured, frozen between their rounds, and ended in every case."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter, sleep

BOT_CORE = 0
CROWD_CORE = 1
_TICKS = os.sysconf("SC_CLK_TCK")
_DIE_WITH_PARENT = 1
_LIBC = ctypes.CDLL(None)


def cores() -> tuple[int, int]:
    """(core of the bot, core of the crowd); the same one twice when this machine lends us only one."""
    lent = sorted(os.sched_getaffinity(0))
    return lent[0], lent[min(CROWD_CORE, len(lent) - 1)]


def _born(core: int) -> Callable[[], None]:
    def prepare() -> None:
        _LIBC.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        os.sched_setaffinity(0, {core})

    return prepare


class Child:
    """One program with a process group of its own; it is killed when we die, however we die."""

    def __init__(self, command: Sequence[str], core: int, log: Path) -> None:
        self.log = log
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                preexec_fn=_born(core),
            )
        self.pid = self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def freeze(self) -> None:
        """Stop it where it is: it takes no time from the others."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def cpu_seconds(self) -> float:
        """User and system time of the whole process group so far."""
        return sum(_cpu_of(pid) for pid in _group(self.pid))

    def last_words(self) -> str:
        """The last line it wrote."""
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "(nothing written)"

    def end(self, patience: float = 4.0) -> None:
        """Ask it to end, then insist."""
        self.thaw()
        self._signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _cpu_of(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def _group(leader: int) -> list[int]:
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if (fields := _stat(pid)) and int(fields[2]) == leader]


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start_redis(policy: str, core: int, directory: Path) -> tuple[Child, str]:
    """A real Redis with an append-only file under ``directory`` (``appendfsync`` = ``policy``), and its URL."""
    directory.mkdir()
    port = free_port()
    options = f"--port {port} --bind 127.0.0.1 --dir {directory} --appendonly yes --appendfsync {policy} --daemonize no"
    child = Child(["redis-server", *options.split(), "--save", ""], core, directory / "redis.log")
    end = perf_counter() + 10.0
    while perf_counter() < end and child.alive:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2) as line:
            line.sendall(b"PING\r\n")
            if line.recv(16).startswith(b"+PONG"):
                return child, f"redis://127.0.0.1:{port}/0"
        sleep(0.05)
    child.end()
    raise RuntimeError(f"redis-server did not start: {child.last_words()}")


def flush_milliseconds(directory: Path, times: int = 50) -> float:
    """What one flush to this disk costs: the median of ``times`` writes of 4 KiB with fdatasync."""
    taken = []
    path = directory / "flush"
    handle = os.open(path, os.O_CREAT | os.O_WRONLY)
    try:
        for at in range(times):
            began = perf_counter()
            os.pwrite(handle, b"\0" * 4096, at * 4096)
            os.fdatasync(handle)
            taken.append((perf_counter() - began) * 1000)
    finally:
        os.close(handle)
        path.unlink()
    return sorted(taken)[times // 2]
