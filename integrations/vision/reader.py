"""The Reader of ``bot.ports``: says what a file is, what is seen on it, and binds papers, or why it cannot be done."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from bot.failures import Unusable
from bot.ports import Binding, Depth, Inspected
from integrations.vision.answers import Answer
from integrations.vision.bounds import MOST_BOUND_BYTES, MOST_BYTES, MOST_PAGES
from integrations.vision.formats import format_of
from integrations.vision.pool import Pool, PoolSize
from integrations.vision.requests import Request, Task
from integrations.vision.worker import COMMAND

log = logging.getLogger(__name__)


class PictureReader:
    """Looks at JPEG, PNG, WebP, HEIC and PDF. Costs nothing until the first file; close it at the end."""

    def __init__(self, size: PoolSize | None = None, command: Sequence[str] = COMMAND) -> None:
        self._pool = Pool(size or PoolSize(), command)

    def expect(self) -> None:
        """Start a child in the background when none is there: loading its models takes seconds."""
        self._pool.expect()

    async def inspect(self, content: bytes, depth: Depth = Depth.CLEAN) -> Inspected:
        """Raises Unusable with a reason of ``bounds.REASONS``, or Outage when looking is impossible just now."""
        _check(content)
        task = Task.CLEAN if depth is Depth.CLEAN else Task.SCAN
        seen = await self._ask(Request(task, (content,), reading=depth is Depth.READ))
        return Inspected(
            mime=seen.mime,
            width=seen.width,
            height=seen.height,
            pages=seen.pages,
            clean=seen.clean,
            preview=seen.preview,
            scan=seen.scan,
            marked=seen.marked,
            look=seen.look,
        )

    async def bind(self, pages: Sequence[bytes], binding: Binding) -> bytes:
        """One PDF of these pictures and PDFs. Raises Unusable, Outage; ValueError when there are no pages."""
        if not pages:
            raise ValueError("nothing to bind")
        if len(pages) > MOST_PAGES:
            raise Unusable("too-many-pages")
        for content in pages:
            _check(content)
        if sum(map(len, pages)) > MOST_BOUND_BYTES:
            raise Unusable("too-big")
        return (await self._ask(Request(Task.BIND, tuple(pages), binding=binding))).clean

    async def close(self) -> None:
        """End the children."""
        await self._pool.close()

    async def _ask(self, request: Request) -> Answer:
        answer = await self._pool.ask(request)
        if answer.reason:
            log.info("a file was refused: %s %s", answer.reason, answer.note)
            raise Unusable(answer.reason)
        if answer.note:
            log.error("looking at a picture failed: %s", answer.note)
        return answer


def _check(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise Unusable("too-big")
    if format_of(content) is None:
        raise Unusable("not-an-image")
