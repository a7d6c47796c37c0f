"""One citizen on two channels, and two citizens beside each other: told where last seen, once, in order, and alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.ports import Place
from bot.roles import Role
from bot.settings import Settings
from integrations.joining import open_house
from tests.e2e.asides import rows, until
from tests.e2e.house import House, both_sides, running
from tests.e2e.officer import PDF
from tests.e2e.phone import Phone
from tests.people import HOA
from tests.talker import Talker

pytestmark = pytest.mark.asyncio(loop_scope="module")

UNSETTLED = "SELECT count(*) FROM posts WHERE state = 0"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with running(tmp_path_factory.mktemp("channels")) as made:
        yield made


class Citizen:
    """Applies on the web chat; ``names`` mark everything that is theirs."""

    def __init__(self, house: House, name: str, answers: dict[str, str]) -> None:
        self.house = house
        self.answers = {**HOA, "channel": "Tại quầy", **answers}
        self.talker = Talker(house.product.base, name)

    def files(self) -> str:
        """From the first word to the registration code, which is returned."""
        talker = self.talker
        talker.post("open")
        talker.press(talker.next(), "lý lịch tư pháp")
        talker.next()
        talker.fill(self.answers, both_sides())
        talker.post("text", text="nộp")
        talker.until(lambda message: message["step"] == "consent-submit")
        talker.post("text", text="đồng ý")
        filed = talker.until(lambda message: "DK-" in message["text"])
        (code,) = [str(button["copy"]) for button in filed["buttons"] if button["copy"]]
        return code

    def knows(self) -> str:
        """Everything that this citizen's device has been given."""
        return json.dumps(self.talker.messages, ensure_ascii=False)


async def joined(house: House, code: str, phone: Phone) -> None:
    """Make the phone a second place of the chat whose dossier has this code."""
    dossier = await house.officer.find(code)
    ((chat,),) = rows(house.product, "SELECT chat FROM desk_dossiers WHERE id = ?", dossier)
    settings = Settings(_env_file=None, data_dir=Path(house.product.folder / "data"))
    async with open_house(settings, Role.BESIDE) as beside:
        account = house.fake.token.split(":")[0]
        await beside.store.join(chat, Place("telegram", account, phone.citizen.address))


def heard(talker: Talker, words: str) -> dict[str, Any]:
    return talker.until(lambda message: words in message["text"])


async def test_news_comes_where_the_citizen_was_last_seen(house: House) -> None:
    an = Citizen(house, "an", {"full_name": "Lê Thị Canary"})
    code = await asyncio.to_thread(an.files)
    dossier = await house.officer.find(code)
    phone = Phone(house.fake.citizen("An").opens())
    await joined(house, code, phone)

    await house.officer.moves(dossier, "accept")
    accepted = await phone.hears("đã được tiếp nhận")
    assert accepted.copies

    await asyncio.to_thread(an.talker.post, "text", text="hồ sơ của tôi")
    await asyncio.to_thread(heard, an.talker, "Hồ sơ của bạn")
    assert "Hẹn trả kết quả" not in an.knows()
    await house.officer.moves(dossier, "process")
    await asyncio.to_thread(heard, an.talker, "đang được xử lý")
    assert not [seen for seen in phone.citizen.bot_messages() if "đang được xử lý" in seen.text]

    await phone.asked("hồ sơ của tôi", "Hồ sơ của bạn")
    await phone.citizen.blocks()
    where = ("telegram", phone.citizen.address)
    reachable = "SELECT reachable FROM places WHERE channel = ? AND address = ?"
    await until(lambda: rows(house.product, reachable, *where) == [(0,)], "the block to be known")
    await house.officer.moves(dossier, "finish")
    await asyncio.to_thread(heard, an.talker, "đã có kết quả")


async def test_what_waited_during_a_stop_comes_once_and_in_order(house: House) -> None:
    binh = Citizen(house, "binh", {"full_name": "Trần Văn Canary"})
    code = await asyncio.to_thread(binh.files)
    dossier = await house.officer.find(code)
    phone = Phone(house.fake.citizen("Bình").opens())
    await joined(house, code, phone)
    house.fake.faults.refuse(500, "Internal Server Error", chat=phone.citizen.chat.id, times=1)

    for step in ("accept", "process", "finish"):
        await house.officer.moves(dossier, step)
    await asyncio.to_thread(house.product.kill)
    waiting = rows(house.product, UNSETTLED)[0][0]
    assert waiting >= 1, "nothing was waiting: the test proves nothing"
    await house.starts()
    order = ("đã được tiếp nhận", "đang được xử lý", "đã có kết quả")
    for words in order:
        await phone.hears(words)
    await until(lambda: rows(house.product, UNSETTLED) == [(0,)], "everything to be sent")
    texts = [seen.text for seen in phone.citizen.bot_messages()]
    assert len(texts) == 3
    for words, text in zip(order, texts, strict=True):
        assert words in text


def _brings_the_result(message: dict[str, Any]) -> bool:
    """Not the declaration, which comes as a file after filing, nor a picture."""
    given = message["attachment"]
    return bool(given) and given["name"].endswith(".pdf") and not given["name"].startswith("to-khai")


async def test_two_citizens_never_see_each_other(house: House) -> None:
    """Both apply at the same time, one hears of the end by phone; every message to either is looked through."""
    cuc = Citizen(
        house, "cuc", {"full_name": "Cúc Webcanary", "father_name": "Phạm Webcha", "phone": "0900000021|đúng"}
    )
    dung = Citizen(
        house, "dung", {"full_name": "Dung Telecan", "father_name": "Vũ Telecha", "phone": "0900000034|đúng"}
    )
    cuc_code, dung_code = await asyncio.gather(asyncio.to_thread(cuc.files), asyncio.to_thread(dung.files))
    assert cuc_code != dung_code
    phone = Phone(house.fake.citizen("Dung").opens())
    await joined(house, dung_code, phone)
    found = {code: await house.officer.find(code) for code in (cuc_code, dung_code)}
    for dossier in found.values():
        for step in ("accept", "process", "finish"):
            await house.officer.moves(dossier, step)
        await house.officer.hands_over(dossier, PDF + dossier.encode())
    result = await phone.hears_that(lambda seen: bool(seen.document), "her result")
    given = await asyncio.to_thread(cuc.talker.until, _brings_the_result)

    assert house.fake.world.files[result.document].content == PDF + found[dung_code].encode()
    path = f"/chat/api/files/{given['attachment']['id']}"
    assert (await asyncio.to_thread(cuc.talker.http.get, path)).content == PDF + found[cuc_code].encode()
    for other in (dung.talker, Talker(house.product.base, "stranger")):
        await asyncio.to_thread(other.post, "open")
        assert (await asyncio.to_thread(other.http.get, path)).status_code == 404

    to_cuc, to_dung = cuc.knows(), dung.knows() + phone.citizen.picture()
    assert "Cúc Webcanary" in to_cuc and "Dung Telecan" in to_dung and "đã có kết quả" in phone.citizen.picture()
    for hers in ("Tele", "0900 000 034", dung_code, found[dung_code]):
        assert hers not in to_cuc
    for hers in ("Webc", "0900 000 021", cuc_code, found[cuc_code]):
        assert hers not in to_dung


async def test_a_code_alone_opens_nothing(house: House) -> None:
    """Who only knows a dossier's code is asked for the second factor, and learns nothing from a wrong one."""
    lan = Citizen(house, "lan", {"full_name": "Phạm Thị Canary"})
    dossier = await house.officer.find(await asyncio.to_thread(lan.files))
    await house.officer.moves(dossier, "accept")
    ((code,),) = rows(house.product, "SELECT code FROM desk_dossiers WHERE id = ?", dossier)
    stranger = await asyncio.to_thread(Talker, house.product.base, "thief")
    await asyncio.to_thread(stranger.post, "text", text=code)
    await asyncio.to_thread(heard, stranger, "6 số cuối")
    await asyncio.to_thread(stranger.post, "text", text="000000")
    await asyncio.to_thread(heard, stranger, "Không tìm thấy hồ sơ")
    assert "Canary" not in str(stranger.messages) and "canary" not in str(stranger.messages)
