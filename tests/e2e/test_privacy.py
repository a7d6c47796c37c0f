"""Canaries typed into a conversation stay out of logs, figures, the database's bytes and the vault; erasing erases."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from tests.e2e.asides import rows, until, vault_files
from tests.e2e.house import SECRET, House, both_sides, running
from tests.fakes.telegram.server import TOKEN
from tests.people import HOA
from tests.talker import Talker

pytestmark = pytest.mark.asyncio(loop_scope="module")

NUMBER, PHONE, OTP = "030190000018", "0900000012", "739205"
NAME, CRIME = "Nguyễn Thị Hoàngyếncanary", "năm 2015, TAND huyện Tứ Kỳ, canary trộm xe"
STREET, EMAIL = "số 5 ngõ 12 Canaryphố, phường Ba Đình, Hà Nội", "canary@example.vn"
ANSWERS = {
    **HOA,
    "channel": "Tại quầy",
    "full_name": NAME,
    "convictions": "có",
    "convictions_text": CRIME,
    "permanent_residence": STREET,
    "email": EMAIL,
}
CANARIES = (
    NUMBER,
    "030 190 000 018",
    PHONE,
    "0900 000 012",
    OTP,
    "Hoàngyếncanary",
    "canary",
    TOKEN.split(":")[1],
    SECRET,
)
"""Whatever of this lies open somewhere, lies there wrongly."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with running(tmp_path_factory.mktemp("privacy"), "webhook") as made:
        yield made


@pytest.fixture(scope="module")
def talker(house: House) -> Talker:
    return Talker(house.product.base, "hoa")


def applies(talker: Talker) -> None:
    """Up to the review card, with two pictures, and with a secret typed on the way."""
    talker.post("open")
    talker.press(talker.until(lambda message: bool(message["buttons"])), "lý lịch tư pháp")
    talker.next()
    talker.post("text", text=f"mã OTP của tôi là {OTP}")
    talker.until(lambda message: "mã OTP" in message["text"])
    talker.fill(ANSWERS, both_sides())


def open_bytes(house: House) -> dict[str, bytes]:
    """Every place where an answer might lie open, by name: all of the data folder, the log, the figures."""
    data = house.product.folder / "data"
    found = {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}
    found["log"] = house.product.log.read_bytes()
    found["/metrics"] = httpx.get(f"{house.product.base}/metrics", timeout=20).content
    found["/readyz"] = httpx.get(f"{house.product.base}/readyz", timeout=20).content
    return found


def leaks(house: House) -> list[str]:
    """Which canary lies where. Texts are looked for as UTF-8, UTF-16 and as JSON escapes."""
    found = []
    for place, content in open_bytes(house).items():
        for canary in CANARIES:
            forms = (canary.encode(), canary.encode("utf-16-le"), json.dumps(canary)[1:-1].encode())
            if any(form in content for form in forms):
                found.append(f"{canary} in {place}")
    return found


async def test_what_was_typed_lies_open_nowhere(house: House, talker: Talker) -> None:
    await asyncio.to_thread(applies, talker)
    assert NAME in talker.messages[-1]["sections"][1]["lines"][0]["value"]
    looked = open_bytes(house)
    assert any(b"3.000333" in content for place, content in looked.items() if place.startswith("motcua.sqlite"))
    assert len(vault_files(house.product)) >= 2 and b"motcua_posts_waiting" in looked["/metrics"]
    assert leaks(house) == []


async def test_nor_after_filing_and_work_at_the_desk(house: House, talker: Talker) -> None:
    await asyncio.to_thread(talker.post, "text", text="nộp")
    await asyncio.to_thread(talker.until, lambda message: message["step"] == "consent-submit")
    await asyncio.to_thread(talker.post, "text", text="đồng ý")
    await asyncio.to_thread(talker.until, lambda message: "DK-" in message["text"])
    found = {await house.officer.find(words) for words in ("hoàngyếncanary", NUMBER, NUMBER[-6:])}
    (dossier,) = found
    assert CRIME in await house.officer.dossier(dossier)
    await house.officer.http.get(f"/staff/dossiers/{dossier}/declaration.pdf")
    await house.officer.moves(dossier, "accept")
    await house.officer.asks_again(dossier, "id_card", "Canary: ảnh mờ.")
    await asyncio.to_thread(talker.until, lambda message: "ảnh mờ" in message["text"])
    assert leaks(house) == []


async def test_a_malformed_update_is_kept_sealed_and_never_logged(house: House) -> None:
    house.fake.updates.add_raw({"message": {"text": f"canary {NUMBER}", "chat": "nowhere"}})
    await until(lambda: rows(house.product, "SELECT count(*) FROM poison") == [(1,)], "the poison to be kept")
    assert leaks(house) == []


async def test_a_copy_of_everything_comes_as_a_file(house: House, talker: Talker) -> None:
    await asyncio.to_thread(talker.post, "text", text="dữ liệu của tôi")
    mine = await asyncio.to_thread(talker.until, lambda message: message["step"] == "my-data")
    await asyncio.to_thread(talker.press, mine, "Gửi tôi một bản")
    sent = await asyncio.to_thread(talker.until, lambda message: bool(message["attachment"]))
    file = await asyncio.to_thread(talker.http.get, f"/chat/api/files/{sent['attachment']['id']}")
    assert file.headers["content-disposition"].startswith("attachment")
    held = file.json()
    assert NAME in file.text and CRIME in file.text and NUMBER in file.text
    assert {consent["purpose"] for consent in held["consents"]} >= {"fill", "submit"}
    assert leaks(house) == []


def erases(talker: Talker) -> None:
    talker.post("text", text="dữ liệu của tôi")
    talker.press(talker.until(lambda message: message["step"] == "my-data"), "Xoá dữ liệu")
    talker.press(talker.until(lambda message: "Xoá hết bản nháp" in message["text"]), "Xoá hết")
    talker.seen = 0
    talker.until(lambda message: "Đã xoá hết" in message["text"])


async def test_erasing_takes_the_draft_with_its_pictures(house: House) -> None:
    kept = set(vault_files(house.product))
    chats = "SELECT id FROM chats WHERE conversation IS NOT NULL"
    before = set(rows(house.product, chats))
    binh = Talker(house.product.base, "binh")
    await asyncio.to_thread(applies, binh)
    ((chat,),) = set(rows(house.product, chats)) - before
    assert len(set(vault_files(house.product)) - kept) >= 2

    await asyncio.to_thread(erases, binh)
    await until(lambda: rows(house.product, "SELECT count(*) FROM posts WHERE state = 0") == [(0,)], "the chores")
    # A sheet that was being typeset all the while is thrown away once it is done.
    await until(lambda: set(vault_files(house.product)) == kept, "everything to be gone")
    assert rows(house.product, chats + " AND id = ?", chat) == []
    for table in ("timers", "consents", "notes", "poison", "tasks"):
        assert rows(house.product, f"SELECT count(*) FROM {table} WHERE chat = ?", chat) == [(0,)], table
    ((web,),) = rows(house.product, "SELECT count(*) FROM web_log WHERE chat = ?", chat)
    assert web <= 2, "only the farewell is left to be read"
    said = [message["text"] for message in binh.http.get("/chat/api/messages").json()["messages"]]
    assert "Nguyễn" not in json.dumps(said, ensure_ascii=False) and leaks(house) == []


async def test_what_was_filed_stays_with_the_authority(house: House, talker: Talker) -> None:
    """The citizen is told so; the officer can still work on it, and telling an erased chat does no harm."""
    dossier = await house.officer.find(NUMBER)
    page = await house.officer.dossier(dossier)
    photos = sorted(set(re.findall(rf'src="/staff/dossiers/{dossier}/files/(\w+)"', page)))
    assert len(photos) == 2
    await asyncio.to_thread(erases, talker)
    await until(lambda: rows(house.product, "SELECT count(*) FROM posts WHERE state = 0") == [(0,)], "the chores")
    for photo in photos:
        answer = await house.officer.http.get(f"/staff/dossiers/{dossier}/files/{photo}/original")
        assert answer.status_code == 200, "the authority's photo is gone"
    assert leaks(house) == []
