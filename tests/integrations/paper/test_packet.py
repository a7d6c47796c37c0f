"""The packet for the post as a citizen gets it: all sheets in order, and nothing on them that says "filed"."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.failures import Misconfigured, NotAccepted, Outage
from bot.outbox import MOST_TRIES
from dialogs.documents import Unfitness
from integrations.joining_post import load_recipients
from integrations.vision.reader import PictureReader
from tests.fakes.reader import PlainReader
from tests.integrations.paper.packets import BY_POST, HANOI, asked, made
from tests.integrations.paper.sheets import pages_of
from tests.people import BINH


@pytest.fixture
async def reader() -> AsyncIterator[PictureReader]:
    reader = PictureReader()
    yield reader
    await reader.close()


def flat(page: str) -> str:
    return " ".join(page.split())


async def test_cover_declaration_papers_and_label_are_one_file(reader: PictureReader) -> None:
    event, packet = await made(asked(BINH), reader)
    cover, declaration, *papers, label = map(flat, pages_of(packet))
    assert event.pages == 7 and len(papers) == 4
    for wanted in (
        "BỘ HỒ SƠ GỬI QUA BƯU ĐIỆN",
        "Kính gửi: Công an thành phố Hồ Chí Minh",
        "NGUYỄN THỊ HOA",
        "1 Tờ khai Bản chính, ký trước mặt cán bộ chứng thực",
        "3 Giấy uỷ quyền Bản chính, đã công chứng hoặc chứng thực",
        "Kèm bản chính: Giấy uỷ quyền",
        "Phí: 110.000 đồng",
        "Điều 22 đến 25",
    ):
        assert wanted in cover, wanted
    assert "TỜ KHAI YÊU CẦU CẤP PHIẾU LÝ LỊCH TƯ PHÁP" in declaration and "chữ ký được chứng thực" in declaration
    assert "NGƯỜI GỬI Lê Văn Bình 20 đường Lê Lợi" in label and "NGƯỜI NHẬN Công an thành phố Hồ Chí Minh" in label


async def test_what_is_only_printed_is_called_neither_filed_nor_a_preview(reader: PictureReader) -> None:
    _, packet = await made(asked(BY_POST), reader)
    words = " ".join(map(flat, pages_of(packet)))
    assert "nộp lúc" not in words and "XEM TRƯỚC" not in words and "Bản xem trước" not in words
    assert "Ngày ...... tháng ...... năm 20...." in words, "the day is that of the certification"


async def test_the_envelope_does_not_tell_what_is_in_it(reader: PictureReader) -> None:
    _, packet = await made(asked(BY_POST), reader)
    label = flat(pages_of(packet)[-1]).lower()
    assert "lý lịch" not in label and "030190000018" not in label and "3.000333" in label


async def test_a_known_address_stands_on_the_label(reader: PictureReader) -> None:
    _, packet = await made(asked(BY_POST), reader, HANOI)
    assert "Phòng Hồ sơ nghiệp vụ" in (label := flat(pages_of(packet)[-1])) and "024 0000 0000" in label


async def test_a_paper_that_does_not_open_is_named() -> None:
    event, _ = await made(asked(BINH), PlainReader(refuses="encrypted"))
    assert (event.file, event.paper, event.unfit) == ("", "id_card", Unfitness.LOCKED)


async def test_answers_that_were_changed_are_not_printed() -> None:
    play = asked(BY_POST)
    play.says("lùi")
    play.says("sửa số điện thoại")
    play.says("0900000034")
    with pytest.raises(ValueError, match="not enough values"):  # Nothing came back.
        await made(play, PlainReader())


async def test_a_printer_that_fails_is_told_and_left_to_staff(reader: PictureReader) -> None:
    play = asked(BY_POST)
    for dossier in play.conversation.dossiers:
        revised = replace(dossier, procedure="1.004194", revision="x")
        play.conversation = replace(play.conversation, dossiers=(revised,))
    with pytest.raises(NotAccepted):
        await made(play, reader)


async def test_a_machine_that_is_too_busy_is_no_fault_of_a_paper() -> None:
    with pytest.raises(Outage):
        await made(asked(BY_POST), PlainReader(refuses="too-slow"))
    assert MOST_TRIES > 1


def test_addresses_are_checked_when_the_house_starts(tmp_path: Path) -> None:
    file = tmp_path / "post.json"
    file.write_text('{"3.000333": {"01": {"name": "Công an", "address": "Số 0"}}}', encoding="utf-8")
    assert load_recipients(str(file))["3.000333", "01"].name == "Công an"
    assert load_recipients("") == {}
    for wrong in (
        "{",
        "[]",
        '{"3.000333": {"01": {"name": "x"}}}',
        '{"a": {"b": {"name": "x", "address": "y", "z": 1}}}',
    ):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(Misconfigured, match="MOTCUA_POST_ADDRESSES"):
            load_recipients(str(file))
