"""One child process seen from the bot: start it, hand it a request, end it."""

from __future__ import annotations

import asyncio
import sys
from asyncio import IncompleteReadError, StreamReader, StreamWriter, create_subprocess_exec
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from integrations.vision import answers, requests
from integrations.vision.answers import MOST_ANSWERED, Answer
from integrations.vision.frames import LENGTH_BYTES, Garbled, framed
from integrations.vision.requests import Request

COMMAND: Final = (sys.executable, "-E", "-s", "-m", "integrations.vision.child")
_ROOT: Final = Path(__file__).resolve().parents[2]
ENVIRONMENT: Final = {
    # The child inherits nothing of the bot's environment, where keys and tokens may stand.
    "LC_ALL": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    # One memory arena, because the reserve of a second one would count against the child's bounds; and whatever is
    # large goes back to the system when it is let go, instead of leaving a hole.
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(1024 * 1024),
    # One thread: there are as many children as there are pictures to be looked at at once.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "ORT_DISABLE_TELEMETRY": "1",
}
_CHUNK: Final = 1024 * 1024


class Died(Exception):
    """The child ended before it had answered; ``code`` is its exit code (negative: the signal)."""

    def __init__(self, code: int) -> None:
        super().__init__(f"exit code {code}")
        self.code = code


class Worker:
    """A running child; one request at a time. After any exception it must be ended: its pipes are out of step."""

    def __init__(self, process: Process, walls: str, input: StreamWriter, output: StreamReader) -> None:
        self.process = process
        self.walls = walls
        """Which protections the child reports."""
        self.tasks = 0
        """Requests handed over so far."""
        self._input = input
        self._output = output

    @classmethod
    async def start(cls, command: Sequence[str], deadline: float) -> Worker:
        """Start a child and wait until it is ready. Raises Died, TimeoutError, Garbled."""
        process = await create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, cwd=_ROOT, env=ENVIRONMENT, limit=_CHUNK
        )
        if process.stdin is None or process.stdout is None:
            raise Garbled("no pipes")
        worker = cls(process, "", process.stdin, process.stdout)
        try:
            async with asyncio.timeout(deadline):
                worker.walls = (await worker._frame()).decode("ascii", "replace")
        except BaseException:
            await worker.end()
            raise
        return worker

    async def ask(self, request: Request) -> Answer:
        """Have a request carried out. Raises Died, Garbled."""
        self.tasks += 1
        head = requests.head_of(request)
        try:
            for part in (framed(head), head, *request.files):
                self._input.write(part)
                await self._input.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise Died(await self.process.wait()) from error
        answer, sizes = answers.read_head(await self._frame(), request.task)
        if answer.reason:
            return answer
        files = {name: await self._exactly(size) for name, size in sizes.items()}
        return answers.with_files(answer, files, request)

    async def end(self) -> None:
        """Kill the child and wait until it is gone."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        self._input.close()

    async def _frame(self) -> bytes:
        length = int.from_bytes(await self._exactly(LENGTH_BYTES), "big")
        if length > MOST_ANSWERED:
            raise Garbled("the head is too long")
        return await self._exactly(length)

    async def _exactly(self, size: int) -> bytes:
        try:
            return await self._output.readexactly(size)
        except (IncompleteReadError, ConnectionResetError) as error:
            raise Died(await self.process.wait()) from error
