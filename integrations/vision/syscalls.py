"""Forbids a child, by a kernel filter (seccomp, Linux only), every way to files, network and other processes."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from typing import Final

_SECCOMP: Final = {"x86_64": 317, "aarch64": 277}
_SET_MODE_FILTER: Final = 1
_ALL_THREADS: Final = 1
"""Flag TSYNC: threads that libraries started before are bound as well."""

_KILL: Final = 0x8000_0000
_REFUSE: Final = 0x0005_0000
_ALLOW: Final = 0x7FFF_0000

# Classic BPF, as in linux/bpf_common.h.
_LOAD: Final = 0x20
_IF_EQUAL: Final = 0x15
_IF_AT_LEAST: Final = 0x35
_IF_BITS: Final = 0x45
_RETURN: Final = 0x06

# Offsets in struct seccomp_data (linux/seccomp.h), little-endian.
_NUMBER: Final = 0
_ARCHITECTURE: Final = 4
_ARGUMENTS: Final = 16

_X32_BIT: Final = 0x4000_0000
_CLONE_THREAD: Final = 0x0001_0000
_MAP_SHARED: Final = 0x1

_ARCHITECTURES: Final = {"x86_64": (0xC000_003E, 0), "aarch64": (0xC000_00B7, 1)}

# Numbers from asm/unistd_64.h and asm-generic/unistd.h; None where an architecture lacks the call.
_FORBIDDEN: Final[dict[str, tuple[int | None, int | None]]] = {
    # files: nothing is opened, made, moved or removed, not even read
    "open": (2, None),
    "creat": (85, None),
    "openat": (257, 56),
    "openat2": (437, 437),
    "open_by_handle_at": (304, 265),
    "truncate": (76, 45),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "rmdir": (84, None),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "memfd_create": (319, 279),
    # network
    "socket": (41, 198),
    "socketpair": (53, 199),
    "bind": (49, 200),
    "listen": (50, 201),
    "connect": (42, 203),
    "accept": (43, 202),
    "sendto": (44, 206),
    "io_uring_setup": (425, 425),
    # other processes
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "kill": (62, 129),
    "tkill": (200, 130),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "shmget": (29, 194),
    "msgget": (68, 186),
    # the kernel itself, and the way out of the limits
    "setrlimit": (160, 164),
    "mount": (165, 40),
    "umount2": (166, 39),
    "chroot": (161, 51),
    "pivot_root": (155, 41),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
}
_CLONE: Final = (56, 220)
_CLONE3: Final = (435, 435)
_PRLIMIT64: Final = (302, 261)
_MMAP: Final = (9, 222)


def filter_calls() -> bool:
    """Put the filter on this process for good; needs no-new-privileges. False when the kernel or machine has none."""
    known = _ARCHITECTURES.get(platform.machine())
    if known is None or struct.calcsize("P") != 8:
        return False
    program = b"".join(_program(*known))
    lines = ctypes.create_string_buffer(program, len(program))

    class Filter(ctypes.Structure):
        _fields_ = (("count", ctypes.c_ushort), ("lines", ctypes.c_void_p))

    filter = Filter(len(program) // 8, ctypes.addressof(lines))
    libc = ctypes.CDLL(None, use_errno=True)
    call = ctypes.c_long(_SECCOMP[platform.machine()])
    return bool(libc.syscall(call, _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(filter)) == 0)


def _program(architecture: int, column: int) -> list[bytes]:
    """Refuse what is forbidden with EPERM, allow the rest; a call in the manner of another architecture kills."""
    refuse = _line(_RETURN, _REFUSE | errno.EPERM)
    absent = _line(_RETURN, _REFUSE | errno.ENOSYS)
    allow = _line(_RETURN, _ALLOW)
    lines = [_line(_LOAD, _ARCHITECTURE), _line(_IF_EQUAL, architecture, 1, 0), _line(_RETURN, _KILL)]
    lines += [_line(_LOAD, _NUMBER), _line(_IF_AT_LEAST, _X32_BIT, 0, 1), refuse]
    # Without clone3, whose flags lie in memory, the C library falls back to clone, whose flags can be read here.
    lines += [_line(_IF_EQUAL, _CLONE3[column], 0, 1), absent]
    # A thread may start, a process may not.
    lines += [_line(_IF_EQUAL, _CLONE[column], 0, 4), _line(_LOAD, _ARGUMENTS)]
    lines += [_line(_IF_BITS, _CLONE_THREAD, 0, 1), allow, refuse]
    # Limits may be asked for (third argument null) but not set.
    lines += [_line(_IF_EQUAL, _PRLIMIT64[column], 0, 6)]
    lines += [_line(_LOAD, _ARGUMENTS + 16), _line(_IF_EQUAL, 0, 0, 2)]
    lines += [_line(_LOAD, _ARGUMENTS + 20), _line(_IF_EQUAL, 0, 1, 0), refuse, allow]
    # Memory that could be shared is not counted as the child's own, so the limit of that would not bound it.
    lines += [_line(_IF_EQUAL, _MMAP[column], 0, 3), _line(_LOAD, _ARGUMENTS + 24)]
    lines += [_line(_IF_BITS, _MAP_SHARED, 0, 1), refuse, _line(_LOAD, _NUMBER)]
    for numbers in _FORBIDDEN.values():
        if (number := numbers[column]) is not None:
            lines += [_line(_IF_EQUAL, number, 0, 1), refuse]
    return [*lines, allow]


def _line(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    """One instruction (struct sock_filter): jump ``then`` or ``otherwise`` many lines further."""
    return struct.pack("<HBBI", code, then, otherwise, value)
