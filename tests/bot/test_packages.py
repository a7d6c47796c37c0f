"""Binding: a paper is opened again as the portal would get it; one that would not be taken is named, none is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.failures import Outage, PaperUnfit
from bot.packages import Packages, page_of
from bot.ports import Package, PaperRules, PaperSent
from dialogs.documents import Unfitness
from tests.fakes.clock import SettableClock
from tests.fakes.desk import BoundSeal, MemoryVault
from tests.fakes.packages import criminal_record
from tests.fakes.reader import PlainReader, pdf
from tests.play import house, phrasebook

RULES = PaperRules(most_bytes=1_000)


async def prepared(reader: PlainReader, *papers: tuple[str, list[bytes], str]) -> tuple[Packages, Package]:
    """Packages over this reader, and a package of papers: (path, contents, layout)."""
    vault = MemoryVault()
    packages = Packages(None, BoundSeal(), phrasebook(), house, vault, reader, SettableClock())  # type: ignore[arg-type]
    sent = []
    for path, contents, layout in papers:
        photos = tuple([await photo(vault, reader, one) for one in contents])
        sent.append(PaperSent(path, "Giấy tờ", photos, layout))
    return packages, criminal_record(papers=tuple(sent))


async def photo(vault: MemoryVault, reader: PlainReader, content: bytes) -> dict[str, Any]:
    seen, id = await reader.inspect(content), await vault.put("d1", content)
    return {"id": id, "clean": id, "scan": "", "mime": seen.mime, "pages": seen.pages}


async def test_a_paper_leaves_with_name_and_size_once_it_has_opened() -> None:
    packages, package = await prepared(PlainReader(), ("authorisation", [b"one", pdf(3)], "pages"))
    (paper,) = (await packages.bind(package, RULES)).papers
    assert paper.file and paper.size == len(pdf(4))
    assert paper.name == "cap-phieu-ly-lich-tu-phap_k1_giay-to.pdf"


@pytest.mark.parametrize("sides", [1, 2, 3, 4])
async def test_two_sides_of_a_card_are_one_sheet(sides: int) -> None:
    contents = [f"side {n}".encode() for n in range(sides)]
    packages, package = await prepared(PlainReader(), ("id_card", contents, "card"))
    (paper,) = (await packages.bind(package, RULES)).papers
    assert paper.file


@pytest.mark.parametrize(
    ("reader", "why"),
    [
        (PlainReader(refuses="too-big"), Unfitness.TOO_BIG),
        (PlainReader(grows=1_001), Unfitness.TOO_BIG),
        (PlainReader(refuses="too-many-pages"), Unfitness.TOO_LONG),
        (PlainReader(refuses="encrypted"), Unfitness.LOCKED),
        (PlainReader(refuses="damaged"), Unfitness.DAMAGED),
        (PlainReader(refuses="not-an-image"), Unfitness.DAMAGED),
        (PlainReader(loses=1), Unfitness.DAMAGED),
        (PlainReader(loses=-1), Unfitness.DAMAGED),
    ],
)
async def test_a_paper_that_the_portal_would_not_take_is_named(reader: PlainReader, why: Unfitness) -> None:
    packages, package = await prepared(reader, ("authorisation", [b"one", b"two"], "pages"))
    with pytest.raises(PaperUnfit) as raised:
        await packages.bind(package, RULES)
    assert (raised.value.path, raised.value.why) == ("authorisation", why)


async def test_a_picture_that_is_gone_is_named() -> None:
    packages, package = await prepared(PlainReader(), ("authorisation", [b"one"], "pages"))
    gone = replace(package.papers[0], photos=({"id": "x", "clean": "nowhere"},))
    with pytest.raises(PaperUnfit):
        await packages.bind(replace(package, papers=(gone,)), RULES)


async def test_a_busy_machine_is_no_fault_of_the_paper() -> None:
    packages, package = await prepared(PlainReader(refuses="too-slow"), ("authorisation", [b"one"], "pages"))
    with pytest.raises(Outage):
        await packages.bind(package, RULES)


def test_of_a_pdf_all_pages_are_passed_on() -> None:
    assert page_of({"mime": "application/pdf", "clean": "all", "scan": "first"}) == "all"
    assert page_of({"mime": "image/jpeg", "clean": "all", "scan": "flat"}) == "flat"
    assert page_of({"mime": "image/jpeg", "clean": "all", "scan": ""}) == "all"
