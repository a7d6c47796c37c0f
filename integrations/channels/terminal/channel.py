"""Channel "terminal": lines typed in, messages printed out."""

from __future__ import annotations

import asyncio
import mimetypes
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from bot.failures import Unreachable, Unusable
from bot.ports import Arrival, Clock, Limits, Place, Receive, Shown
from dialogs.effects import Ask
from dialogs.events import Event, FileRef, Opened, Pressed, SentFile, Wrote
from integrations.channels.terminal.rendering import options, render_text
from integrations.channels.terminal.transcript import Transcript

_TYPED = (Ask.TEXT, Ask.NUMBER, Ask.PHONE, Ask.DATE, Ask.MONTH, Ask.ADDRESS)
"""Here a bare number may be the answer itself, so a button needs ``#`` before its number."""
_FILE = "/file "


class _Stamp(TypedDict):
    id: str
    at: datetime
    fresh: str


async def read_line() -> str | None:
    """The next line of the standard input, None at its end."""
    line = await asyncio.to_thread(sys.stdin.readline)
    return line.rstrip("\r\n") if line else None


def write_line(text: str) -> None:
    """To the standard output, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Terminal:
    """One citizen at one terminal. A typed number presses that button, ``[label]`` too; ``/file PATH`` sends a file."""

    name = "terminal"
    account = "local"
    limits = Limits(
        text=100_000, caption=100_000, buttons=200, label=200, attachment_bytes=20 * 1024 * 1024, lines_tappable=True
    )

    def __init__(
        self,
        encode: Callable[[Event], bytes],
        clock: Clock,
        address: str = "me",
        write: Callable[[str], None] = write_line,
    ) -> None:
        self.address = address
        self.transcript = Transcript()
        self._encode = encode
        self._clock = clock
        self._write = write
        self._options: tuple[tuple[str, str], ...] = ()
        self._ask: Ask | None = None
        self._posts: set[int] = set()

    async def send(self, address: str, shown: Shown, post: int) -> str:
        """Print it, once per post. Raises Unreachable for anybody else's address."""
        if address != self.address:
            raise Unreachable("nobody else sits here")
        if post not in self._posts:
            self._posts.add(post)
            if options(shown) or shown.ask:
                self._options, self._ask = options(shown), shown.ask
            self.transcript.answered(shown)
            self._write("\n" + render_text(shown, numbered=True))
        return str(post)

    async def drop(self, file: FileRef) -> None:
        """The file is the citizen's own; nothing of it is kept here."""

    async def fetch(self, file: FileRef, most: int) -> bytes:
        """The file on this disk. Raises Unusable "too-big", or "damaged" when it is gone."""
        path = Path(file.ref)
        try:
            size = await asyncio.to_thread(lambda: path.stat().st_size)
            if size > most:
                raise Unusable("too-big")
            return await asyncio.to_thread(path.read_bytes)
        except OSError as gone:
            raise Unusable("damaged") from gone

    async def run(
        self,
        receive: Receive,
        idle: Callable[[], Awaitable[None]],
        read: Callable[[], Awaitable[str | None]] = read_line,
    ) -> None:
        """Open the chat, then take lines until the input ends. ``idle`` waits until the answers have been printed."""
        await self.open(receive)
        await idle()
        while (line := await read()) is not None:
            if line.strip():
                await self.line(receive, line.strip())
                await idle()

    async def open(self, receive: Receive) -> None:
        """The citizen opens the chat."""
        await self._arrive(receive, Opened(**self._stamp()))

    async def line(self, receive: Receive, line: str) -> None:
        """One typed line: a press, a file or words."""
        if line.startswith(_FILE):
            await self._file(receive, Path(line.removeprefix(_FILE).strip()))
        elif (choice := self._choice(line)) is not None:
            label, button = choice
            self.transcript.pressed(label)
            await self._arrive(receive, Pressed(**self._stamp(), button=button))
        else:
            self.transcript.said(line)
            await self._arrive(receive, Wrote(**self._stamp(), text=line))

    def _choice(self, line: str) -> tuple[str, str] | None:
        if line.startswith("[") and line.endswith("]"):
            return next((option for option in self._options if option[0] == line[1:-1]), None)
        bare = line.removeprefix("#")
        if (line == bare and self._ask in _TYPED) or not (bare.isascii() and bare.isdigit()):
            return None
        return self._options[int(bare) - 1] if 0 < int(bare) <= len(self._options) else None

    async def _file(self, receive: Receive, path: Path) -> None:
        try:
            size = await asyncio.to_thread(lambda: path.stat().st_size)
        except OSError as gone:
            self._write(f"? {gone.strerror}: {path}")
            return
        mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        file = FileRef(self.name, str(path), path.name, mime, size)
        self.transcript.sent(path.name)
        await self._arrive(receive, SentFile(**self._stamp(), file=file))

    def _stamp(self) -> _Stamp:
        return {"id": self._clock.token(), "at": self._clock.now(), "fresh": self._clock.token()}

    async def _arrive(self, receive: Receive, event: Event) -> None:
        await receive(Arrival(Place(self.name, self.account, self.address), event.id, self._encode(event)))
