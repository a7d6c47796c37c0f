"""From a photo of a card to filed answers, with real eyes: read, shown line by line, confirmed, never typed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from dialogs.checks.identity_qr import parse
from dialogs.documents import Look, PaperKind
from tests.e2e.asides import rows, until, vault_files
from tests.e2e.house import House, running
from tests.e2e.phone import Phone
from tests.people import HOA
from tests.photos import sample
from tests.talker import Talker

pytestmark = pytest.mark.asyncio(loop_scope="module")

CARD = sample(18, level="easy", template="cccd-front")
NUMBER, _, NAME, *_ = CARD.truth.qr.split("|")
READ = ("full_name", "sex", "birth_date", "id_type", "id_number", "id_issue_date")
"""Steps that the card answers."""
ANSWERS = {step: said for step, said in HOA.items() if step not in READ}
ANSWERS |= {"consent_read": "đồng ý", "card_photo": "photo:card|[✔ Đúng hết, điền vào]", "history.0.from": "01/2004"}
LINES = {"Họ và tên": NAME, "Giới tính": "Nam", "Ngày sinh": "13/01/1990", "Ngày cấp": "04/11/2023"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with running(tmp_path_factory.mktemp("card")) as made:
        yield made


async def at_the_desk(house: House, registration: str, copies: int = 0) -> str:
    """What the officer reads. Of the card's picture nothing is kept: only the sheets that were typeset, and ``copies``
    of them in the web chat."""
    await until(lambda: len(vault_files(house.product)) == sheets(house) + copies, "the card's picture to be gone")
    return await house.officer.dossier(await house.officer.find(registration))


def sheets(house: House) -> int:
    """How many declarations were to be typeset."""
    ((drawn,),) = rows(house.product, "SELECT count(*) FROM posts WHERE kind = 'draw'")
    return int(drawn)


async def test_on_telegram(house: House) -> None:
    phone = Phone(house.fake.citizen("Hai"))
    await phone.opens()
    await phone.fills(ANSWERS, until="card_photo")
    phone.twin.sends_photo("card", look=Look(PaperKind.CARD_FRONT, card=parse(CARD.truth.qr)))
    await phone.citizen.sends_document(CARD.content, "thẻ.jpg", "image/jpeg")
    read = await phone.hears("có đúng hết không?")
    for label, value in {**LINES, "Số giấy tờ": NUMBER}.items():
        assert f"{label}: {value}" in read.text
    phone.twin.presses("✔ Đúng hết, điền vào")
    await phone.citizen.presses("✔ Đúng hết, điền vào")
    await phone.hears("✔ Đã điền từ thẻ")
    await phone.fills(ANSWERS)
    await phone.citizen.presses("📨 Nộp hồ sơ")
    await phone.hears("chịu trách nhiệm về lời khai")
    await phone.citizen.presses("Đồng ý")
    await phone.hears("Mã đăng ký: DK-")
    await phone.citizen.presses("Chép mã hồ sơ")
    seen = await at_the_desk(house, phone.citizen.clipboard)
    assert NAME in seen and NUMBER in seen


async def test_on_the_web(house: House) -> None:
    talker = Talker(house.product.base, "hai")

    def files() -> str:
        talker.post("open")
        talker.press(talker.until(lambda message: bool(message["buttons"])), "lý lịch tư pháp")
        talker.next()
        card = talker.fill(ANSWERS, [CARD.content])
        lines = {line["label"]: line["value"] for section in card["sections"] for line in section["lines"]}
        assert LINES.items() <= lines.items() and lines["Số giấy tờ"].endswith(NUMBER[-2:])
        talker.post("text", text="nộp")
        talker.until(lambda message: message["step"] == "consent-submit")
        talker.post("text", text="đồng ý")
        filed = talker.until(lambda message: "DK-" in message["text"])
        (code,) = [str(button["copy"]) for button in filed["buttons"] if button["copy"]]
        talker.until(lambda message: "Tờ khai đã nộp" in message["text"])
        return code

    registration = await asyncio.to_thread(files)
    copies = {message["attachment"]["id"] for message in talker.messages if message["attachment"]}
    seen = await at_the_desk(house, registration, len(copies))
    assert NAME in seen and NUMBER in seen
