"""Synchronisation with the National Portal over real HTTP: in the desk's order, once, whatever fails on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.desk_moves import Order
from bot.failures import Misconfigured
from bot.national import NationalSync
from dialogs.dossier import Step
from integrations.portals.line import Line, Waits
from integrations.portals.national import HttpNationalPortal, check_national, load_national
from integrations.sandbox import Sandbox
from integrations.storage.desk import SqlDeskStore
from integrations.storage.engines import engine
from integrations.storage.migrate import bring_up
from integrations.storage.national_book import SqlNationalBook
from tests.fakes.desk import DeskSet, desk_set
from tests.fakes.packages import criminal_record, residence
from tests.play import house

SECRET = "national-secret-for-tests"
WAY = (Step.ACCEPTED, Step.PROCESSED, Step.FINISHED)
STORED = ["502-after", "reply-lost", "html", "truncated", "interrupted", "other-code", "slow"]
"""Faults after which the portal holds what was sent."""
NOT_STORED = ["500", "503", "401", "403", "404", "429", "down"]


@dataclass
class Room:
    """A desk, a sandbox, and what is between them."""

    desk: DeskSet
    sandbox: Sandbox
    sync: NationalSync
    book: SqlNationalBook
    called: list[str] = field(default_factory=list)

    async def moves(self, *steps: Step, dossier: str = "d1", since: int = 1) -> None:
        for number, step in enumerate(steps):
            await self.desk.desk.move("an", Order(dossier, since + number, step))
            self.desk.clock.set(self.desk.clock.now() + timedelta(seconds=1))

    async def sweeps(self, times: int = 4) -> int:
        """As time goes by."""
        taken = 0
        for _ in range(times):
            taken += await self.sync.sweep()
            self.desk.clock.set(self.desk.clock.now() + timedelta(hours=2))
        return taken

    def held(self) -> dict[str, list[str]]:
        shelf = self.sandbox.national.dossiers
        return {code: [one["TrangThai"] for one in found.progress] for code, found in shelf.items()}


@pytest_asyncio.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def room(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Room]:
    url = f"sqlite:///{tmp_path}/desk.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    bring_up(url)
    sql = engine(url)
    desk = desk_set(SqlDeskStore(sql))
    async with Sandbox(SECRET) as sandbox:
        line = Line(sandbox.base, SECRET, "X-Auth-Key", Waits(1.0, 1.0), desk.clock)
        book, called = SqlNationalBook(sql), list[str]()

        async def alarm(id: str, reason: str) -> None:
            called.append(reason)

        one = desk.desk
        portal = HttpNationalPortal(line, load_national("sandbox"))
        sync = NationalSync(one.store, one.intake, one.reports, book, portal, alarm, desk.clock)
        yield Room(desk, sandbox, sync, book, called)
        await line.close()
    await sql.dispose()


CODE = "H99.01-261120-0001"


async def test_every_move_after_acceptance_in_its_order(room: Room) -> None:
    await room.desk.desk.submit(criminal_record())
    assert await room.sweeps(1) == 0 and room.held() == {}, "nothing before acceptance"
    await room.moves(*WAY)
    assert await room.sweeps(1) == 3
    assert room.held() == {CODE: ["2", "4", "9"]}
    assert await room.sweeps(2) == 0, "once"


async def test_the_wire_names_of_a_dossier_and_of_a_progress_item(room: Room) -> None:
    await room.desk.desk.submit(residence())
    await room.moves(Step.ACCEPTED, dossier="d2")
    await room.sweeps(1)
    ((code, found),) = room.sandbox.national.dossiers.items()
    assert found.raw["MaHoSo"] == code and found.raw["MaTTHC"] == "1.004194" and found.raw["TrangThaiHoSo"] == "2"
    assert found.raw["DinhDanhCHS"] == [{"LoaiDinhDanh": "1", "SoDinhDanh": found.raw["SoGiayToChuHoSo"]}]
    assert len(found.raw["NgayNopHoSo"]) == len(found.raw["NgayTiepNhan"]) == len(found.raw["NgayHenTra"]) == 14
    assert found.raw["KenhThucHien"] == "2" and found.raw["TaiLieuNop"] == []
    (item,) = found.progress
    assert set(item) == {
        "MaHoSo", "NguoiXuLy", "ChucDanh", "ThoiDiemXuLy", "PhongBanXuLy", "NoiDungXuLy", "TrangThai", "NgayBatDau",
        "NgayKetThucTheoQuyDinh",
    }  # fmt: skip
    assert len(item["NguoiXuLy"]) <= 50


async def test_a_supplement_travels_as_status_5_and_back_without_its_reason(room: Room) -> None:
    await room.desk.desk.submit(criminal_record())
    await room.moves(Step.ACCEPTED)
    order = Order("d1", 2, Step.SUPPLEMENT_ASKED, "Ảnh mờ", ("fee_proof",), date(2026, 12, 4))
    await room.desk.desk.move("an", order)
    await room.sweeps(1)
    assert room.held() == {CODE: ["2", "5"]}
    assert "Ảnh mờ" not in str(room.sandbox.national.dossiers[CODE])


@pytest.mark.parametrize("fault", NOT_STORED)
@pytest.mark.parametrize("where", ["submit", "look-up"])
async def test_what_did_not_arrive_arrives_later_and_once(room: Room, fault: str, where: str) -> None:
    await room.desk.desk.submit(criminal_record())
    await room.moves(*WAY)
    room.sandbox.switches.set(fault, where)
    await room.sweeps()
    assert room.held() == {CODE: ["2", "4", "9"]}
    assert await room.book.troubles(9) == []


@pytest.mark.parametrize("fault", STORED)
@pytest.mark.parametrize("where", ["submit", "look-up"])
async def test_an_unknown_outcome_is_sent_again_and_kept_once(room: Room, fault: str, where: str) -> None:
    await room.desk.desk.submit(criminal_record())
    await room.moves(*WAY)
    room.sandbox.switches.set(fault, where)
    await room.sweeps()
    assert room.held() == {CODE: ["2", "4", "9"]}


async def test_one_that_is_refused_is_for_staff_and_holds_back_only_itself(room: Room) -> None:
    await room.desk.desk.submit(criminal_record())
    await room.desk.desk.submit(residence())
    await room.moves(*WAY)
    room.sandbox.switches.set("refused", "look-up")  # The progress item of the first.
    await room.moves(Step.ACCEPTED, dossier="d2")
    await room.sweeps()
    assert room.called == ["national_refused"]
    (trouble,) = await room.book.troubles(9)
    assert trouble.refused and trouble.code == CODE and trouble.order == 1
    assert room.held()["H99.01-261120-0002"] == ["2"] and room.held()[CODE] == []
    await room.book.again(trouble.dossier, room.desk.clock.now())
    await room.sweeps()
    assert room.held()[CODE] == ["2", "4", "9"] and await room.book.troubles(9) == []


async def test_there_already_it_says_but_it_is_not(room: Room) -> None:
    await room.desk.desk.submit(criminal_record())
    await room.moves(Step.ACCEPTED)
    room.sandbox.switches.set("409", "submit")
    await room.sweeps()
    assert room.called == ["national_refused"] and room.held() == {}


async def test_a_wrong_key_is_no_fault_of_a_dossier(room: Room) -> None:
    await room.desk.desk.submit(criminal_record())
    await room.moves(Step.ACCEPTED)
    room.sandbox.switches.set("401", times=3)
    await room.sweeps(1)
    (trouble,) = await room.book.troubles(9)
    assert not trouble.refused and trouble.why == "portal: 401" and room.called == []
    await room.sweeps(4)
    assert room.held() == {CODE: ["2"]}


async def test_it_is_asked_ever_rarer(room: Room) -> None:
    await room.desk.desk.submit(criminal_record())
    await room.moves(Step.ACCEPTED)
    room.sandbox.switches.set("500", times=-1)
    for _ in range(100):
        await room.sync.sweep()
        room.desk.clock.set(room.desk.clock.now() + timedelta(seconds=10))
    assert room.sandbox.switches.calls["submit"] < 10


async def test_the_catalogue_is_read_and_a_page_of_html_says_nothing(room: Room) -> None:
    portal: Any = room.sync._portal
    fields = await portal.procedure("1.004194")
    assert fields["ONLINE.fee"] == "7000" and fields["DIRECT.time"] == "3 WORKING_DAY"
    assert await portal.procedure("9.999999") is None


def test_the_mapping_is_checked_before_anything_is_sent() -> None:
    mapping = load_national("sandbox")
    check_national(mapping, house())
    less = mapping.model_copy(update={"procedures": {"3.000333": mapping.procedures["3.000333"]}})
    with pytest.raises(Misconfigured, match=r"no procedure 1\.004194"):
        check_national(less, house())
    strange = mapping.procedures["1.004194"].model_copy(update={"components": {"X": "nothing"}})
    with pytest.raises(Misconfigured, match="no paper nothing"):
        check_national(mapping.model_copy(update={"procedures": mapping.procedures | {"1.004194": strange}}), house())
    with pytest.raises(Misconfigured, match="national mapping nowhere"):
        load_national("nowhere")
