"""Takes from a child process everything that reading a picture does not need: memory, files, network, other processes.

Several walls stand behind one another, because not every machine has every one of them: resource limits, Python's
audit hook against Python code, and on Linux no new privileges and a filter of system calls against native code.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from typing import Any, Final

from integrations.vision.bounds import BIND_CPU_SECONDS, CHILD_HEAP, CHILD_MEMORY, TASKS_PER_WORKER
from integrations.vision.syscalls import filter_calls

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_NO_NEW_PRIVS: Final = 38
_POLITENESS: Final = 5

_FORBIDDEN: Final = frozenset(
    {
        "open",
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.system",
        "os.kill",
        "os.remove",
        "os.rename",
        "os.mkdir",
        "os.listdir",
        "os.scandir",
        "subprocess.Popen",
        "pty.spawn",
        "ctypes.dlopen",
    }
)


def confine() -> str:
    """Shut the doors for good, when every module is loaded. Returns which walls stand, for the log."""
    os.nice(_POLITENESS)
    _limit(highest_descriptor=_highest_descriptor())
    filtered = sys.platform == "linux" and _give_up_privileges() and filter_calls()
    sys.addaudithook(_forbid)
    return "limits, filter" if filtered else "limits"


def allow_time(seconds: float) -> None:
    """Processor time from now on, after which the kernel ends this process; 0 stops the count."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit(highest_descriptor: int) -> None:
    lifetime = int(BIND_CPU_SECONDS * TASKS_PER_WORKER)
    bounds = {
        resource.RLIMIT_AS: CHILD_MEMORY,
        resource.RLIMIT_DATA: CHILD_HEAP,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: highest_descriptor + 1,
        resource.RLIMIT_CPU: lifetime,
    }
    for bound, value in bounds.items():
        # Whoever runs the bot may have set a lower limit, which only root could raise.
        allowed = resource.getrlimit(bound)[1]
        value = value if allowed == resource.RLIM_INFINITY else min(value, allowed)
        resource.setrlimit(bound, (value, value))


def _highest_descriptor() -> int:
    """The last open descriptor: with the limit just above it no further one can be opened."""
    open_now = []
    for descriptor in range(64):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        open_now.append(descriptor)
    return max(open_now)


def _give_up_privileges() -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    # If the bot dies, its children die with it, even one that hangs.
    libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return bool(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def _forbid(event: str, _arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN or event.startswith("socket."):
        raise PermissionError(f"{event} is forbidden here")
