"""The Reader of ``bot.ports``: says what a file is and hands out a clean copy of it, or why it cannot be used."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from bot.failures import Unusable
from bot.ports import Inspected
from integrations.vision.bounds import MOST_BYTES
from integrations.vision.formats import format_of
from integrations.vision.pool import Pool, PoolSize
from integrations.vision.worker import COMMAND

log = logging.getLogger(__name__)


class PictureReader:
    """Looks at JPEG, PNG, WebP, HEIC and PDF. Costs nothing until the first file; close it at the end."""

    def __init__(self, size: PoolSize | None = None, command: Sequence[str] = COMMAND) -> None:
        self._pool = Pool(size or PoolSize(), command)

    async def inspect(self, content: bytes) -> Inspected:
        """Raises Unusable with a reason of ``bounds.REASONS``, or Outage when looking is impossible just now."""
        if len(content) > MOST_BYTES:
            raise Unusable("too-big")
        if format_of(content) is None:
            raise Unusable("not-an-image")
        found = await self._pool.ask(content)
        if found.reason:
            log.info("a file was refused: %s %s", found.reason, found.note)
            raise Unusable(found.reason)
        return Inspected(found.mime, found.width, found.height, found.pages, found.clean, found.preview)

    async def close(self) -> None:
        """End the children."""
        await self._pool.close()
