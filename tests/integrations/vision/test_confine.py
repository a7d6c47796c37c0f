"""What a confined child may no longer do; each attempt is made in a real confined process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from integrations.vision.worker import ENVIRONMENT
from tests.fakes import pictures

ROOT = Path(__file__).resolve().parents[3]

PROBE = """
import ctypes, json, mmap, os, resource, signal, socket, subprocess, sys, threading, time
from integrations.vision.confine import allow_time, confine
from integrations.vision.bounds import CHILD_HEAP, CHILD_MEMORY
libc = ctypes.CDLL(None, use_errno=True)
libc.fork.restype = libc.socket.restype = libc.open.restype = libc.execve.restype = ctypes.c_int
{before}
walls = confine()
def attempt():
{attempt}
attempt()
print("DONE", walls)
"""

PYTHON = {
    "read a file": "open('/etc/hostname')",
    "write a file": "open('/tmp/canary-from-a-child', 'w')",
    "list a folder": "os.listdir('/')",
    "a socket": "socket.socket()",
    "a name look-up": "socket.getaddrinfo('localhost', 80)",
    "a program": "subprocess.run(['/bin/true'])",
    "os.system": "os.system('true')",
    "fork": "os.fork()",
    "kill": "os.kill(os.getppid(), 0)",
    "a library": "ctypes.CDLL('libm.so.6')",
}
NATIVE = {
    "read a file": "assert libc.open(b'/etc/hostname', 0) >= 0",
    "a socket": "assert libc.socket(2, 1, 0) >= 0",
    "fork": "assert libc.fork() >= 0",
    "another program": "assert libc.execve(b'/bin/true', None, None) >= 0",
    "kill": "assert libc.kill(os.getppid(), 0) == 0",
    "raise the memory limit": "resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))",
    "too much memory": "bytearray(CHILD_HEAP)",
    "too much memory, unused": "mmap.mmap(-1, CHILD_HEAP, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)",
    "memory that does not count as its own": "mmap.mmap(-1, 4096, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)",
    "write a file": "assert libc.creat(b'/tmp/canary-from-a-child', 0o600) >= 0",
    "a file in memory": "assert libc.memfd_create(b'x', 0) >= 0",
    "a socket pair": "assert libc.socketpair(1, 1, 0, (ctypes.c_int * 2)()) >= 0",
    "more descriptors": "os.dup(1)",
}
LIBRARIES = {
    "OpenCV writes": "assert cv2.imwrite('{canary}.png', picture)",
    "OpenCV reads": "assert cv2.imread('{here}/picture.png') is not None",
    "OpenCV opens a stream": "assert cv2.VideoCapture('http://127.0.0.1:9/x').isOpened()",
    "Pillow writes": "PIL.Image.fromarray(picture).save('{canary}.png')",
    "qpdf writes": "pikepdf.Pdf.new().save('{canary}.pdf')",
    "qpdf reads": "pikepdf.open('{here}/paper.pdf')",
    "PDFium reads": "pypdfium2.PdfDocument('{here}/paper.pdf')",
    "onnxruntime reads": "onnxruntime.InferenceSession('{here}/model.onnx')",
}
LOADED = """
import integrations.vision
import cv2, numpy, onnxruntime, pikepdf, PIL.Image, pypdfium2
from integrations.vision import raster, tasks
raster.prepare()
tasks.rehearse()
picture = numpy.zeros((400, 400, 3), numpy.uint8)
"""
THREADED = """
gate, seen = threading.Event(), []
def later():
    gate.wait()
    seen.append(libc.open(b'/etc/hostname', 0))
thread = threading.Thread(target=later)
thread.start()
"""


def run(attempt: str, before: str = "") -> subprocess.CompletedProcess[str]:
    code = PROBE.format(before=before, attempt="\n".join("    " + line for line in attempt.splitlines()))
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def filtered() -> bool:
    return "filter" in run("pass").stdout


@pytest.mark.parametrize("attempt", PYTHON.values(), ids=list(PYTHON))
def test_python_code_cannot(attempt: str) -> None:
    ended = run(attempt)
    assert "DONE" not in ended.stdout
    assert "forbidden here" in ended.stderr, ended.stderr


@pytest.mark.parametrize("attempt", NATIVE.values(), ids=list(NATIVE))
def test_native_code_cannot(attempt: str) -> None:
    if not filtered():
        pytest.skip("this kernel has no filter of system calls")
    ended = run(attempt)
    assert ended.returncode and "DONE" not in ended.stdout


@pytest.mark.parametrize("attempt", LIBRARIES.values(), ids=list(LIBRARIES))
def test_libraries_cannot(attempt: str, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(pictures.photo("image/png"))
    (tmp_path / "paper.pdf").write_bytes(pictures.pdf())
    (tmp_path / "model.onnx").write_bytes(b"")
    canary = tmp_path / "canary"
    before = set(tmp_path.iterdir())
    assert "DONE" in run("pass", LOADED).stdout
    ended = run(attempt.format(canary=canary, here=tmp_path), LOADED)
    assert ended.returncode and "DONE" not in ended.stdout
    assert set(tmp_path.iterdir()) == before


def test_threads_that_were_there_before_are_bound_too() -> None:
    if not filtered():
        pytest.skip("this kernel has no filter of system calls")
    ended = run("gate.set()\nthread.join()\nassert seen == [-1], seen", THREADED)
    assert "DONE" in ended.stdout, ended.stderr


def test_loading_the_libraries_starts_no_thread_and_no_report() -> None:
    ended = run("assert threads == ['one'], threads", LOADED + "threads = ['one'] * len(os.listdir('/proc/self/task'))")
    assert "DONE" in ended.stdout, ended.stderr


def test_what_stays_allowed() -> None:
    ended = run(
        "thread = threading.Thread(target=lambda: time.sleep(0))\nthread.start()\nthread.join()\n"
        "assert len(bytearray(100_000_000)) and os.urandom(8)\nresource.getrlimit(resource.RLIMIT_AS)"
    )
    assert ended.stdout.startswith("DONE limits"), ended.stderr


def test_processor_time_ends_the_process() -> None:
    assert run("allow_time(0.05)\nwhile True: pass").returncode == -27


def test_time_that_was_given_back_does_not_end_it() -> None:
    ended = run(
        "allow_time(0.05)\nallow_time(0)\nend = time.process_time() + 0.2\nwhile time.process_time() < end: pass"
    )
    assert "DONE" in ended.stdout
