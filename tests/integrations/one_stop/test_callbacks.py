"""Status callbacks: signed, kept, each once, by the portal's own order, whatever comes in whatever order."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.failures import Outage, Uncertain
from bot.portal_book import PushState
from bot.ports import Place
from dialogs.dossier import Life
from dialogs.events import FilingEnded, FilingResult
from integrations.portals.one_stop.callbacks import MOST_BODY, sign
from tests.integrations.one_stop.room import CODE, REF, SECRET, Room, keys, open_room, progress, push

PATH = "/callbacks/portals/one_stop"


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as made:
        yield made


async def test_a_push_is_told_and_kept_sealed(room: Room) -> None:
    assert await room.pushes(push(2, 1, ngayHenTraKetQua="30/11/2026")) == 200
    dossier = await room.dossier()
    assert (dossier.life, dossier.due) == (Life.ACCEPTED, date(2026, 11, 30))
    assert room.said == ["status-accepted"]


async def test_the_raw_copy_is_sealed(room: Room) -> None:
    await room.pushes(push(3, 1, lyDoTuChoi="Lý do Canary"))
    kept = await room.book.waiting(PushState.APPLIED, 10)
    assert len(kept) == 1 and b"Canary" not in kept[0].body and "Canary" not in repr(kept[0].id)
    assert b"trangThaiXuLy" not in kept[0].body


@pytest.mark.parametrize("signature", ["", "0" * 64, "sha256=" + "0" * 64, "é", sign(b"other", b"{}")])
async def test_a_forged_push_changes_nothing(room: Room, signature: str) -> None:
    raw = json.dumps(push(9, 1)).encode()
    answer = await room.http.post(PATH, content=raw, headers={b"X-Signature": signature.encode()})
    assert answer.status_code == 401
    assert await room.book.waiting(PushState.WAITING, 10) == []
    assert (await room.dossier()).life is Life.REGISTERED


async def test_a_signature_of_another_body_is_forged(room: Room) -> None:
    old = sign(SECRET.encode(), json.dumps(push(2, 1)).encode())
    assert await room.pushes(push(9, 1), old) == 401


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"7", b'{"data": []}', b"[" * 100_000])
async def test_what_is_no_push_is_refused(room: Room, body: bytes) -> None:
    assert await room.pushes(body) == 400


@pytest.mark.parametrize(
    "odd",
    [
        {"maHoSoMCDT": REF, "trangThaiXuLy": {"a": 1}},
        push(2, 1) | {"thoiDiemXuLy": "yesterday"},
        push(2, 1, type="thuhoi"),
        push(10, 1, ketQuaXuLy={"phieuLLTP": "no base64!"}),
        push(10, 1, ketQuaXuLy={"phieuLLTP": base64.b64encode(b"<html>").decode()}),
        push(5, 1, danhSachBoSung=1),
        push(5, 1, danhSachBoSung="nycDienThoai"),
        push(5, 1, danhSachBoSung=[{"ma": "nycDienThoai"}]),
        push(2, 1, ref="MCB\0d1"),
    ],
)
async def test_a_push_that_cannot_be_read_is_for_staff(room: Room, odd: dict[str, Any]) -> None:
    """With an unreadable time nothing can be ordered, and a revocation is no progress: a person looks at it, once."""
    for _ in range(2):
        assert await room.pushes([odd]) == 200
        await room.reports.sweep()
    assert await room.tasks() == ["portal_report_unreadable"]
    assert (await room.dossier()).life is Life.REGISTERED


async def test_an_odd_push_stops_no_other(room: Room) -> None:
    await room.pushes([push(5, 1, danhSachBoSung=True), push(2, 2)])
    assert room.said == ["status-accepted"]


@pytest.mark.parametrize("body", [b'[{"maHoSoMCDT": "\\ud800"}]', b'{"trangThaiXuLy": "\\udfff"}'])
async def test_half_a_sign_is_refused(room: Room, body: bytes) -> None:
    assert await room.pushes(body) == 400


@pytest.mark.parametrize("none", ["01/01/0001", "31/12/9999"])
async def test_a_day_that_says_none_is_none(room: Room, none: str) -> None:
    await room.pushes(push(2, 1, ngayHenTraKetQua=none))
    await room.pushes(push(5, 2, danhSachBoSung=["nycDienThoai"], hanBoSung=none))
    dossier = await room.dossier()
    assert (dossier.life, dossier.due, dossier.deadline) == (Life.SUPPLEMENT, None, None)


async def test_a_body_that_is_too_large_is_not_read_to_its_end(room: Room) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while read < 4 * MOST_BODY:
            read += 2**20
            yield bytes(2**20)

    answer = await room.http.post(PATH, content=endless(), headers={"X-Signature": "0" * 64})
    assert answer.status_code == 413 and read <= MOST_BODY + 2 * 2**20


async def test_a_body_that_says_it_is_too_large_is_not_read_at_all(room: Room) -> None:
    headers = {"X-Signature": "0" * 64, "Content-Length": str(MOST_BODY + 1)}
    assert (await room.http.post(PATH, content=b"{}", headers=headers)).status_code == 413


async def test_ten_times_the_same_is_once(room: Room) -> None:
    for _ in range(10):
        assert await room.pushes(push(2, 1)) == 200
    assert room.said == ["status-accepted"]


@pytest.mark.parametrize("order", list(permutations((2, 4, 9, 10))))
async def test_any_order_of_four_ends_where_the_portal_stands(room: Room, order: tuple[int, ...]) -> None:
    """Statuses 2, 4, 9, 10 happened in this order; they arrive in any."""
    time = {2: 1, 4: 2, 9: 3, 10: 4}
    for status in order:
        assert await room.pushes(push(status, time[status])) == 200
    assert (await room.dossier()).life is Life.RETURNED
    told = keys(room.said, "status-")
    assert len(told) == len(set(told)) and told[-1] == "status-returned"


async def test_a_skip_is_taken(room: Room) -> None:
    await room.pushes(push(9, 5))
    assert (await room.dossier()).life is Life.DONE
    assert room.said == ["status-done"]


async def test_two_reports_of_one_second_are_two(room: Room) -> None:
    await room.pushes([push(4, 7), push(2, 7)])
    assert (await room.dossier()).life is Life.IN_PROCESS


@pytest.mark.parametrize("status", [11, 0, 99, "abc", ""])
async def test_an_unknown_status_is_for_staff(room: Room, status: int | str) -> None:
    assert await room.pushes(push(status, 1)) == 200
    assert await room.tasks() == ["report_not_applied"]
    assert (await room.dossier()).life is Life.REGISTERED
    await room.pushes(push(2, 2))
    assert (await room.dossier()).life is Life.ACCEPTED


async def test_a_final_state_is_left_by_nobody(room: Room) -> None:
    await room.pushes(push(3, 1, lyDoTuChoi="Sai cơ quan"))
    await room.pushes(push(4, 2))
    assert (await room.dossier()).life is Life.NOT_ACCEPTED
    assert await room.tasks() == ["report_not_applied"]


async def test_a_report_overtakes_our_own_post(room: Room) -> None:
    """The portal accepts while our post has not returned: told as accepted, and the receipt only completes it."""
    await room.holds(Life.SUBMITTING, code="", filed=None)
    await room.begun(code="")
    assert await room.pushes(push(2, 1, maHoSo=CODE)) == 200
    assert room.said == ["status-accepted"]
    now, token = room.clock.now(), room.clock.token()
    ended = FilingEnded(
        id="filing:k1", at=now, fresh=token, dossier="d1", key="k1", result=FilingResult.FILED, code=CODE
    )
    await room.turns.tell(room.chat, ended, Place("portal", "one_stop", ""))
    dossier = await room.dossier()
    assert (dossier.life, dossier.code) == (Life.ACCEPTED, CODE)
    assert room.said == ["status-accepted"]


async def test_a_report_under_a_code_we_do_not_know_yet_waits(room: Room) -> None:
    await room.holds(Life.SUBMITTING, code="", filed=None)
    await room.begun(code="")
    assert await room.pushes(progress(2, 1)) == 200
    assert room.said == []
    await room.book.filed("k1", CODE)
    await room.reports.sweep()
    assert room.said == ["status-accepted"]


async def test_an_unknown_dossier_is_parked_for_a_day_then_for_staff(room: Room) -> None:
    assert await room.pushes(push(2, 1, ref="MCB-nobody")) == 200
    room.clock.forward(hours=23)
    await room.reports.sweep()
    assert await room.tasks() == []
    room.clock.forward(hours=2)
    await room.reports.sweep()
    await room.reports.sweep()
    assert await room.tasks() == ["portal_report_unknown_dossier"]


async def test_thirty_days_late_changes_nothing_that_came_after(room: Room) -> None:
    await room.pushes(push(2, 1))
    await room.pushes(push(4, 2))
    room.clock.forward(days=30)
    assert await room.pushes(push(2, 1)) == 200
    await room.pushes(push(9, 3))
    assert room.said == ["status-accepted", "status-in-process", "status-done"]


async def test_thirty_days_late_is_told_when_it_is_news(room: Room) -> None:
    room.clock.forward(days=30)
    await room.pushes(push(9, 3))
    assert room.said == ["status-done"]


async def test_a_thousand_at_once(room: Room) -> None:
    """Of one dossier and of strangers: all are answered, what is known is applied, nobody is told twice."""
    mine = [push(status, second) for second, status in enumerate((2, 4, 9), start=1)] * 100
    strangers = [push(2, 1, ref=f"MCB-{number}") for number in range(700)]
    answers = await asyncio.gather(*(room.pushes(one) for one in mine + strangers))
    assert set(answers) == {200}
    await room.reports.sweep()
    assert (await room.dossier()).life is Life.DONE
    told = keys(room.said, "status-")
    assert told[-1] == "status-done" and len(told) == len(set(told))
    assert len(await room.book.waiting(PushState.PARKED, 1_000)) == 700


async def test_a_supplement_names_what_is_wanted(room: Room) -> None:
    asked = push(5, 1, lyDoTuChoi="Số điện thoại sai", danhSachBoSung=["nycDienThoai"], hanBoSung="04/12/2026")
    await room.pushes(asked)
    dossier = await room.dossier()
    assert (dossier.life, dossier.deadline, dossier.reason) == (
        Life.SUPPLEMENT,
        date(2026, 12, 4),
        "Số điện thoại sai",
    )


async def test_the_result_goes_into_the_vault(room: Room) -> None:
    sheet = b"%PDF-1.4 phieu"
    await room.pushes(push(10, 1, type="ketqua", ketQuaXuLy={"phieuLLTP": base64.b64encode(sheet).decode()}))
    dossier = await room.dossier()
    assert await room.vault.get("d1", dossier.result) == sheet


async def test_a_store_that_is_down_asks_to_come_again(room: Room) -> None:
    async with room.book._engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE portal_pushes RENAME TO gone")
    assert await room.pushes(push(2, 1)) == 503
    async with room.book._engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE gone RENAME TO portal_pushes")
    assert await room.pushes(push(2, 1)) == 200
    assert room.said == ["status-accepted"]


def bell(status: int, **more: Any) -> dict[str, Any]:
    """A status push exactly as facts 1.13 has it: without a time."""
    return {"maTinh": "01", "maHoSoMCDT": REF, "trangThaiXuLy": status} | more


@pytest.mark.parametrize("order", list(permutations((2, 4, 9))))
async def test_without_a_time_the_portal_is_asked(room: Room, order: tuple[int, ...]) -> None:
    """Whatever the order of the pushes, what is told is where the dossier stood when it was asked: done."""
    room.stands.status = 9
    for status in order:
        assert await room.pushes(bell(status)) == 200
    assert (await room.dossier()).life is Life.DONE
    assert room.said == ["status-done"]


async def test_without_a_time_the_reason_of_the_push_belongs_to_its_status(room: Room) -> None:
    room.stands.status = 5
    await room.pushes(bell(5, lyDoTuChoi="Ảnh mờ", danhSachBoSung=["nycDienThoai"]))
    dossier = await room.dossier()
    assert (dossier.life, dossier.reason, dossier.asked_items) == (Life.SUPPLEMENT, "Ảnh mờ", ("phone",))
    await room.pushes(bell(5, lyDoTuChoi="Ảnh mờ", danhSachBoSung=["nycDienThoai"]))
    assert len(keys(room.said, "supplement-wanted")) == 1


async def test_without_a_time_an_old_status_does_not_wipe_what_was_asked_for(room: Room) -> None:
    room.stands.status = 5
    asked = bell(5, lyDoTuChoi="Ảnh mờ", danhSachBoSung=["nycDienThoai"])
    await room.pushes(asked)
    for late in (bell(4), bell(2), asked):
        room.clock.forward(minutes=11)
        await room.pushes(late)
    dossier = await room.dossier()
    assert (dossier.reason, dossier.asked_items) == ("Ảnh mờ", ("phone",))
    assert len(keys(room.said, "supplement-wanted")) == 1


async def test_back_and_forth_within_a_day_is_followed(room: Room) -> None:
    for status in (4, 6, 4):
        room.stands.status = status
        room.clock.forward(minutes=11)
        await room.pushes(bell(status))
    assert (await room.dossier()).life is Life.IN_PROCESS


async def test_a_portal_that_cannot_be_asked_is_asked_again(room: Room) -> None:
    room.stands.status, room.stands.failing = 4, [Uncertain("portal: 500"), Outage("portal: down")]
    await room.pushes(bell(4))
    assert room.said == []
    await room.reports.sweep()
    await room.reports.sweep()
    assert room.said == ["status-in-process"]


async def test_a_push_about_what_the_portal_does_not_know_is_for_staff(room: Room) -> None:
    room.stands.status = None
    await room.pushes(bell(4))
    assert await room.tasks() == ["portal_report_unreadable"]
