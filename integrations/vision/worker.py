"""One child process seen from the bot: start it, hand it a file, end it."""

from __future__ import annotations

import asyncio
import sys
from asyncio import IncompleteReadError, StreamReader, StreamWriter, create_subprocess_exec
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from integrations.vision.frames import LENGTH_BYTES, MOST_HEAD, Garbled, Looked, check_files, framed, read_head

COMMAND: Final = (sys.executable, "-E", "-s", "-m", "integrations.vision.child")
_ROOT: Final = Path(__file__).resolve().parents[2]
# The child inherits nothing of the bot's environment, where keys and tokens may stand. One memory arena, because the
# reserve of a second one would count against the child's address space.
_ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "1", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
_CHUNK: Final = 1024 * 1024


class Died(Exception):
    """The child ended before it had answered; ``code`` is its exit code (negative: the signal)."""

    def __init__(self, code: int) -> None:
        super().__init__(f"exit code {code}")
        self.code = code


class Worker:
    """A running child; one file at a time. After any exception it must be ended: its pipes are out of step."""

    def __init__(self, process: Process, walls: str, input: StreamWriter, output: StreamReader) -> None:
        self.process = process
        self.walls = walls
        """Which protections the child reports."""
        self.tasks = 0
        """Files handed over so far."""
        self._input = input
        self._output = output

    @classmethod
    async def start(cls, command: Sequence[str], deadline: float) -> Worker:
        """Start a child and wait until it is ready. Raises Died, TimeoutError, Garbled."""
        process = await create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=_ROOT, env=_ENVIRONMENT, limit=_CHUNK
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

    async def ask(self, content: bytes) -> Looked:
        """Have one file looked at. Raises Died, Garbled."""
        self.tasks += 1
        try:
            self._input.write(framed(content))
            self._input.write(content)
            await self._input.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise Died(await self.process.wait()) from error
        head = read_head(await self._frame())
        if head.found.reason:
            return head.found
        clean, preview = await self._exactly(head.clean), await self._exactly(head.preview)
        check_files(clean, preview)
        return replace(head.found, clean=clean, preview=preview)

    async def end(self) -> None:
        """Kill the child and wait until it is gone."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        self._input.close()

    async def _frame(self) -> bytes:
        length = int.from_bytes(await self._exactly(LENGTH_BYTES), "big")
        if length > MOST_HEAD:
            raise Garbled("the head is too long")
        return await self._exactly(length)

    async def _exactly(self, size: int) -> bytes:
        try:
            return await self._output.readexactly(size)
        except (IncompleteReadError, ConnectionResetError) as error:
            raise Died(await self.process.wait()) from error
