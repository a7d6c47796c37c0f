"""A packet for the post as it is really made: answers from a play, synthetic pictures, real reader and printer."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from bot.mail_paper import Recipient, Recipients
from bot.mailing import Mailing
from bot.packages import Packages
from bot.packing import pack
from bot.ports import Package, Place, Post, Reader
from dialogs.conversation import Conversation, Dossier
from dialogs.effects import Lane
from dialogs.events import Event, PacketPrinted
from dialogs.postal import PrintPacket
from integrations.vision.reader import PictureReader
from tests.fakes.clock import SettableClock
from tests.fakes.desk import BoundSeal, MemoryVault
from tests.fakes.pictures import written
from tests.integrations.paper.sheets import PRINTER
from tests.people import BINH, HOA
from tests.play import Play, house, phrasebook

BY_POST = {
    **HOA,
    "channel": "Qua bưu điện",
    "delivery": "Gửi bưu điện",
    "delivery_address": "số 5 ngõ 12, phường Ba Đình, Hà Nội",
    "copies": "1",
}
HANOI: Recipients = {
    ("3.000333", "01"): Recipient(
        "Phòng Hồ sơ nghiệp vụ, Công an thành phố Hà Nội", "Số 00 phố Thử Nghiệm, Thành phố Hà Nội", "024 0000 0000"
    )
}


def asked(answers: Mapping[str, str]) -> Play:
    """A chat in which everything is answered and the packet was asked for."""
    play = Play()
    play.opens("criminal-record")
    play.fills(answers)
    play.says("nộp")
    assert play.packet_asked is not None
    return play


def drawn(card: bool, number: int) -> bytes:
    """A picture of a card, or of a sheet with lines."""
    size = (1012, 638) if card else (1240, 1754)
    picture = Image.new("RGB", size, (226, 238, 232) if card else (252, 252, 250))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=(150, 150, 150), width=4)
    for line in range(6 + number):
        draw.rectangle((80, 90 + 70 * line, size[0] - 120 - 40 * (line % 3), 108 + 70 * line), fill=(70, 70, 80))
    return written(picture, "image/jpeg")


class Chat(Packages):
    """One chat's dossiers, as the store would give them."""

    def __init__(self, play: Play, vault: MemoryVault, reader: Reader) -> None:
        super().__init__(None, BoundSeal(), phrasebook(), house, vault, reader, SettableClock())  # type: ignore[arg-type]
        self.play = play
        self.vault = vault
        self.clock = SettableClock()

    async def dossier(self, chat: str, dossier: str) -> tuple[Conversation, Dossier]:
        found = self.play.conversation.dossier(dossier)
        assert found is not None
        return self.play.conversation, found

    async def pack(self, chat: str, conversation: Conversation, dossier: Dossier) -> Package:
        """The pictures of a play are only names: each gets a content."""
        package = pack(house(), phrasebook(), conversation, dossier, chat, "webchat", self.play.now)
        papers = []
        for paper in package.papers:
            photos = []
            for number, photo in enumerate(paper.photos):
                file = await self.vault.put(package.dossier, drawn(paper.layout == "card", number))
                photos.append({**photo, "clean": file, "scan": "", "mime": "image/jpeg"})
            papers.append(replace(paper, photos=tuple(photos)))
        return replace(package, papers=tuple(papers))


class Told:
    """Keeps what goes back into the chat."""

    def __init__(self) -> None:
        self.events: list[PacketPrinted] = []

    async def tell(self, chat: str, event: Event, place: Place) -> None:
        assert isinstance(event, PacketPrinted)
        self.events.append(event)


async def made(play: Play, reader: Reader, recipients: Recipients | None = None) -> tuple[PacketPrinted, bytes]:
    """What comes back to the chat, and the packet."""
    vault, told = MemoryVault(), Told()
    chat = Chat(play, vault, reader)
    mailing = Mailing(chat, house, PRINTER, reader, vault, told, chat.clock, recipients or {})  # type: ignore[arg-type]
    effect = play.packet_asked
    assert effect is not None
    await mailing.print_packet(post(effect), effect)
    (event,) = told.events
    return event, await vault.get(event.dossier, event.file) if event.file else b""


def post(effect: PrintPacket, tries: int = 0) -> Post:
    return Post(1, "chat", effect.kind, Lane.INTERACTIVE, b"", None, tries)


async def main(folder: Path) -> None:
    """``python -m tests.integrations.paper.packets FOLDER``: two packets to look at."""
    reader = PictureReader()
    try:
        for name, answers, known in (("hoa", BY_POST, {}), ("binh", BINH, HANOI)):
            _, packet = await made(asked(answers), reader, known)
            (folder / f"{name}.pdf").write_bytes(packet)
    finally:
        await reader.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
