"""Two portals at once over real HTTP: each procedure at its own, one book, no dossier of one asked of the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.failures import Misconfigured, NotAccepted, Uncertain
from bot.portal_choice import PortalChoice
from bot.ports import Package, PaperSent
from integrations.portals.desk import DeskPortal
from integrations.portals.line import Line, Waits
from integrations.portals.one_stop import OneStopPortal, check_mapping, load_mapping
from integrations.sandbox import Sandbox
from integrations.storage.desk import SqlDeskStore
from integrations.storage.engines import engine
from integrations.storage.migrate import bring_up
from integrations.storage.portal_book import SqlPortalBook
from tests.contracts.portals.harness import SECRET
from tests.fakes.desk import MemoryVault, desk_set
from tests.fakes.packages import criminal_record, photo_bytes, residence
from tests.play import house

POLICE = load_mapping("police")
RESIDENCE = "1.004194"


@dataclass
class Two:
    """The choice between them, what stands behind each, and each by itself."""

    choice: PortalChoice
    province: Sandbox
    police: Sandbox
    portals: dict[str, OneStopPortal]
    vault: MemoryVault

    async def with_paper(self, package: Package) -> Package:
        path = "dwelling_proof" if package.procedure == RESIDENCE else "fee_proof"
        id = await self.vault.put(package.dossier, photo_bytes("một"))
        photo = {"id": id, "scan": id, "clean": id, "mime": "image/jpeg", "pages": 1}
        return replace(package, papers=(PaperSent(path, "Giấy tờ", (photo,)),))


@pytest_asyncio.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    url = f"sqlite:///{tmp_path}/book.db"
    bring_up(url)
    sql = engine(url)
    book, vault, made = SqlPortalBook(sql), MemoryVault(), desk_set(SqlDeskStore(sql))
    async with AsyncExitStack() as away, Sandbox(SECRET) as province, Sandbox(SECRET, unit="G01.899") as police:
        portals = {}
        for name, sandbox, mapping in (("one_stop", province, load_mapping("sandbox")), ("police", police, POLICE)):
            line = Line(sandbox.base, SECRET, mapping.auth_header, Waits(2.0, 2.0), made.clock)
            away.push_async_callback(line.close)
            portals[name] = OneStopPortal(line, mapping, book, vault, SECRET, made.clock, name)

        async def filed_at(dossier: str) -> str:
            found = await book.of_dossier(dossier)
            return found.portal if found is not None and (found.begun or found.round) else ""

        choice = PortalChoice(
            portals["one_stop"], DeskPortal(made.desk), made.desk.intake.has, {RESIDENCE: portals["police"]}, filed_at
        )
        yield Two(choice, province, police, portals, vault)
    await sql.dispose()


async def test_each_procedure_at_its_own(two: Two) -> None:
    there = await two.choice.submit(await two.with_paper(residence("r", "kr")))
    here = await two.choice.submit(await two.with_paper(criminal_record("c", "kc")))
    assert there.code.startswith("G01.899-") and here.code.startswith("H26-")
    (stored,) = two.police.shelf.dossiers.values()
    assert stored.raw["MaLinhVuc"] == "G01-CA05" and stored.files[0].code == "000.00.00.G01-KQ003631"
    assert len(two.province.shelf.dossiers) == 1
    assert await two.choice.look_up("kr") == there and await two.choice.look_up("kc") == here


async def test_a_dossier_of_one_is_nothing_to_the_other(two: Two) -> None:
    await two.choice.submit(await two.with_paper(residence("r", "kr")))
    assert await two.portals["one_stop"].look_up("kr") is None
    assert two.province.switches.calls["look-up"] == 0, "it was not even asked"
    with pytest.raises(NotAccepted):
        await two.portals["one_stop"].withdraw("r")
    await two.choice.withdraw("r")
    assert next(iter(two.police.shelf.dossiers.values())).withdrawal_wanted


async def test_one_that_is_down_leaves_the_other_alone(two: Two) -> None:
    two.police.switches.set("down", times=-1)
    with pytest.raises(Uncertain):
        await two.choice.submit(await two.with_paper(residence("r", "kr")))
    assert (await two.choice.submit(await two.with_paper(criminal_record("c", "kc")))).code.startswith("H26-")
    two.police.switches.clear()
    assert (await two.choice.submit(await two.with_paper(residence("r", "kr")))).code.startswith("G01.899-")
    assert len(two.police.shelf.dossiers) == 1 and len(two.province.shelf.dossiers) == 1


def test_the_mapping_covers_what_it_is_for_and_says_what_is_missing_for_others() -> None:
    check_mapping(POLICE, house(), {RESIDENCE})
    permanent = replace(house().procedures[1], code="1.004222")
    with pytest.raises(Misconfigured, match=r"1\.004222: no code for consent_paper, dwelling_proof"):
        check_mapping(POLICE, replace(house(), procedures=(permanent,)))
    card = replace(house().procedures[1], code="1.014063")
    with pytest.raises(Misconfigured, match=r"1\.014063: no code or name of its field"):
        check_mapping(POLICE, replace(house(), procedures=(card,)))
