"""A little scripted bot that answers with every kind of message, and a real server for it."""

from __future__ import annotations

import asyncio
import dataclasses
import io
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI
from PIL import Image

from bot.ports import Arrival, Attachment, Receive, Shown, ShownButton, ShownLine, ShownSection, Taken
from dialogs.effects import Ask, Style
from dialogs.events import Event, FileRef
from integrations.channels.webchat import VaultFiles, WebChat, WebChatSettings, webchat_router
from tests.integrations.webchat.memory import MarkedSeal, MemoryStore, MemoryVault, SystemClock

ETHNIC_NAMES = (
    "Kinh Tày Thái Hoa Khmer Mường Nùng Mông Dao Gia-rai Ngái Ê-đê Ba-na Xơ-đăng Sán-Chay Cơ-ho Chăm Sán-Dìu Hrê Mnông "
    "Ra-glai Xtiêng Bru-Vân-Kiều Thổ Giáy Cơ-tu Giẻ-Triêng Mạ Khơ-mú Co Tà-ôi Chơ-ro Kháng Xinh-mun Hà-Nhì Chu-ru Lào "
    "La-Chí La-Ha Phù-Lá La-Hủ Lự Lô-Lô Chứt Mảng Pà-Thẻn Cơ-Lao Cống Bố-Y Si-La Pu-Péo Brâu Ơ-đu Rơ-măm"
)
ETHNIC = ETHNIC_NAMES.split()

AGREE = "Trước khi bắt đầu\nĐể làm hồ sơ, tôi cần ghi lại thông tin cá nhân anh/chị cung cấp."
REVIEW = "Mời kiểm tra lại. Chạm vào dòng cần sửa."


def encode(event: Event) -> bytes:
    return json.dumps(dataclasses.asdict(event), default=str, ensure_ascii=False).encode()


def yes_no(text: str, step: str, at: int) -> Shown:
    buttons = (ShownButton(f"{step}:yes", "Đồng ý", Style.PRIMARY), ShownButton(f"{step}:no", "Không đồng ý"))
    return Shown(text, "vi", buttons, step=step, ask=Ask.YES_NO, at=at, of=8)


def ethnic_question() -> Shown:
    buttons = tuple(ShownButton(f"eth:{i}", name.replace("-", " ")) for i, name in enumerate(ETHNIC))
    return Shown("Dân tộc của anh/chị là gì?", "vi", buttons, step="ethnic", ask=Ask.CHOICE, at=4, of=8)


def review_card(name: str) -> Shown:
    lines = (
        ShownLine("Họ và tên", name, "fix:name"),
        ShownLine("Ngày sinh", "05/03/1990", "fix:dob"),
        ShownLine("Số định danh", "001*******18", "fix:id"),
        ShownLine("Phí phải nộp", "200.000 đ"),
    )
    home = (ShownLine("Nơi thường trú", "Số 12 ngõ 34 phố Láng, phường Láng, thành phố Hà Nội", "fix:home"),)
    sections = (ShownSection("Người yêu cầu", lines), ShownSection("Nơi ở", home))
    buttons = (ShownButton("review:send", "Nộp hồ sơ", Style.PRIMARY), ShownButton("!stop", "Để sau", Style.QUIET))
    return Shown(REVIEW, "vi", buttons, sections, step="review", ask=Ask.CONFIRM, at=8, of=8)


def receipt() -> tuple[Shown, ...]:
    code = ShownButton("copy:code", "Chép mã hồ sơ", copy="H01-261122-0007")
    slip = Attachment("phieu-hen.pdf", "application/pdf", b"%PDF-1.4 synthetic slip\n" * 40)
    done = "Đã nộp hồ sơ.\nMã hồ sơ: H01-261122-0007. Hẹn trả: 07/12/2026.\nXem tại https://dichvucong.gov.vn"
    return Shown(done, "vi", (code,)), Shown("Phiếu hẹn trả kết quả của anh/chị:", "vi", attachment=slip)


def paper_question(words: str, attachment: Attachment | None = None) -> Shown:
    """Wants photos of a birth certificate; ``attachment`` is the newest, as the bot sees it."""
    done = ShownButton("paper:done", "Đủ rồi", Style.PRIMARY)
    buttons = (done, ShownButton("paper:redo", "Chụp lại ảnh này")) if attachment else ()
    return Shown(words, "vi", buttons, step="birth", ask=Ask.PHOTO, at=7, of=8, attachment=attachment)


def scan(content: bytes) -> Attachment:
    """A picture as it is shown back: upright, small, JPEG."""
    out = io.BytesIO()
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    picture.thumbnail((1280, 1280))
    picture.save(out, "JPEG", quality=80)
    return Attachment("giay-khai-sinh.jpg", "image/jpeg", out.getvalue())


class StubBot:
    """Answers each arrival once; a repeated arrival changes nothing. State outlives a restart of the server."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, str]] = set()
        self.events: list[dict[str, object]] = []
        self.fetched: list[bytes] = []
        self.papers = False
        self.channel: WebChat | None = None
        self._posts = 0

    async def receive(self, arrival: Arrival, store: MemoryStore) -> Taken:
        address = arrival.place.address
        chat = store.chats.setdefault(address, f"chat-{address[:8]}")
        if (address, arrival.event) in self.seen:
            return Taken(chat, (), replayed=True)
        self.seen.add((address, arrival.event))
        event = json.loads(arrival.body)
        self.events.append(event)
        for shown in await self._answers(event):
            await self.say(address, shown)
        return Taken(chat, ())

    async def say(self, address: str, shown: Shown, post: int = 0) -> str:
        assert self.channel is not None
        self._posts += 1
        return await self.channel.send(address, shown, post or self._posts)

    async def _answers(self, event: dict[str, object]) -> tuple[Shown, ...]:
        match event["kind"]:
            case "opened":
                hello = "Chào anh/chị! Tôi giúp làm Phiếu lý lịch tư pháp ngay trong cuộc trò chuyện này."
                return Shown(hello, "vi"), yes_no(AGREE, "consent", 1)
            case "wrote":
                return self._wrote(str(event["text"]))
            case "pressed":
                return self._pressed(str(event["button"]))
            case "sent_file":
                return await self._photo(event)
        return (Shown("Tôi chưa đọc được loại tin này. Mời gõ chữ hoặc gửi ảnh.", "vi"),)

    def _wrote(self, text: str) -> tuple[Shown, ...]:
        if text == "english":
            english = yes_no("Before we begin, I need your consent.", "consent", 1)
            labels = ("I agree", "I do not agree")
            buttons = tuple(
                dataclasses.replace(b, label=label) for b, label in zip(english.buttons, labels, strict=True)
            )
            return (dataclasses.replace(english, language="en", buttons=buttons),)
        if text == "khai sinh":
            self.papers = True
            return (paper_question("Mời chụp giấy khai sinh, đủ các trang.\nĐã có 0 ảnh."),)
        if "/" in text:
            return (ethnic_question(),)
        hint = "Ngày sinh của anh/chị là ngày nào?\nVí dụ: 05/03/1990"
        return Shown(f"Đã ghi: {text}", "vi"), Shown(hint, "vi", step="dob", ask=Ask.DATE, at=3, of=8)

    def _pressed(self, button: str) -> tuple[Shown, ...]:
        if button.startswith("consent"):
            return (Shown("Họ và tên khai sinh của anh/chị?", "vi", step="name", ask=Ask.TEXT, at=2, of=8),)
        if button.startswith("eth"):
            text = "Mời chụp mặt trước thẻ căn cước.\nĐã có 0/2."
            skip = (ShownButton("photo:skip", "Gửi sau", Style.QUIET),)
            return (Shown(text, "vi", skip, step="id_photos", ask=Ask.PHOTO, at=6, of=8),)
        if button == "fix:name":
            return (Shown("Mời nhập lại họ và tên.", "vi", step="name", ask=Ask.TEXT, at=2, of=8),)
        if button == "review:send":
            return receipt()
        if button == "paper:done":
            form = Attachment("to-khai-H01-261122-0007.pdf", "application/pdf", b"%PDF-1.4 synthetic form\n" * 5000)
            return (Shown("Tờ khai của anh/chị:", "vi", attachment=form), review_card("NGUYỄN VĂN A"))
        if button == "!help":
            return (Shown("Anh/chị có thể gõ: lùi, xem lại, dừng.", "vi"),)
        return (Shown("Nút này không còn dùng được.", "vi"),)

    async def _photo(self, event: dict[str, object]) -> tuple[Shown, ...]:
        assert self.channel is not None
        file = event["file"]
        assert isinstance(file, dict)
        self.fetched.append(await self.channel.fetch(FileRef(**file), 20 * 1024 * 1024))
        if self.papers:
            words = f"Đã nhận ảnh thứ {len(self.fetched)}. Đọc rõ không?"
            seen = scan(self.fetched[-1]) if file["mime"].startswith("image/") else None
            return (paper_question(words, seen),)
        return Shown("Đã nhận ảnh rõ nét. Đã có 1/2.", "vi", replaces=True), review_card("NGUYỄN VĂN A")


@dataclasses.dataclass
class House:
    """What survives a restart, and the address it is served at."""

    store: MemoryStore
    vault: MemoryVault
    uploads: MemoryVault
    bot: StubBot
    port: int
    settings: WebChatSettings

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def new_house(**changes: object) -> House:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = dataclasses.replace(WebChatSettings(public_url=f"http://127.0.0.1:{port}", poll=1.0), **changes)
    return House(MemoryStore(), MemoryVault(), MemoryVault(), StubBot(), port, settings)


@asynccontextmanager
async def serving(
    house: House, receive: Receive | None = None, encoder: Callable[[Event], bytes] = encode
) -> AsyncIterator[WebChat]:
    """A real uvicorn on a loopback port; ends its streams, then stops. ``receive`` stands in for the scripted bot."""
    files = VaultFiles(house.vault, house.uploads, SystemClock())
    channel = WebChat(house.store, MarkedSeal(), files, house.store.chat_of, SystemClock(), house.settings)
    house.bot.channel = channel
    app = FastAPI()
    scripted: Receive = lambda arrival: house.bot.receive(arrival, house.store)  # noqa: E731
    app.include_router(webchat_router(channel, receive or scripted, encoder))
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", house.port, log_level="warning", lifespan="off"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        if running.done():
            running.result()
        await asyncio.sleep(0.01)
    try:
        yield channel
    finally:
        channel.close()
        server.should_exit = True
        await running
