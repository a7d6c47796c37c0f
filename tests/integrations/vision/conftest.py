"""One reader for all tests of a module: starting children is the slow part."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from integrations.vision.reader import PictureReader


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader() -> AsyncIterator[PictureReader]:
    """The product's own reader with its own bounds."""
    reader = PictureReader()
    yield reader
    await reader.close()
