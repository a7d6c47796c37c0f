"""Bound papers open as the portal would get them: all pages of a PDF, both sides of a card on one sheet."""

from __future__ import annotations

from typing import Any

import pytest

from bot.failures import PaperUnfit
from bot.packages import Packages
from bot.ports import Depth, PaperRules, PaperSent
from dialogs.documents import Unfitness
from integrations.vision.reader import PictureReader
from tests.fakes import pdfs, pictures
from tests.fakes.clock import SettableClock
from tests.fakes.desk import BoundSeal, MemoryVault
from tests.fakes.packages import criminal_record
from tests.integrations.vision.bindery import pages_of
from tests.play import house, phrasebook

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def kept(vault: MemoryVault, reader: PictureReader, content: bytes) -> dict[str, Any]:
    """As ``bot.photos`` keeps it."""
    seen = await reader.inspect(content, Depth.LOOK)
    scan = await vault.put("d1", seen.scan) if seen.scan else ""
    clean = await vault.put("d1", seen.clean)
    return {"id": clean, "clean": clean, "scan": scan, "mime": seen.mime, "pages": seen.pages}


async def bound(reader: PictureReader, rules: PaperRules, layout: str, *contents: bytes) -> tuple[PaperSent, bytes]:
    vault = MemoryVault()
    photos = tuple([await kept(vault, reader, content) for content in contents])
    packages = Packages(None, BoundSeal(), phrasebook(), house, vault, reader, SettableClock())  # type: ignore[arg-type]
    package = criminal_record(papers=(PaperSent("authorisation", "Giấy uỷ quyền", photos, layout),))
    (paper,) = (await packages.bind(package, rules)).papers
    return paper, await vault.get("d1", paper.file)


async def test_all_pages_of_a_pdf_between_photos_leave(reader: PictureReader) -> None:
    scanned = pdfs.of_photos([pictures.photo(), pictures.photo(), pictures.photo()])
    paper, content = await bound(reader, PaperRules(), "pages", pictures.photo(), scanned)
    assert len(pages_of(content)) == 4 and paper.size == len(content)


async def test_both_sides_of_a_card_leave_on_one_sheet(reader: PictureReader) -> None:
    _, content = await bound(reader, PaperRules(), "card", pictures.photo(), pictures.photo(width=900, height=600))
    assert len(pages_of(content)) == 1


async def test_a_paper_that_cannot_be_made_small_enough_is_named(reader: PictureReader) -> None:
    with pytest.raises(PaperUnfit) as raised:
        await bound(reader, PaperRules(most_bytes=500), "pages", pictures.photo())
    assert raised.value.why is Unfitness.TOO_BIG
