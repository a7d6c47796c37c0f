"""The citizen's page and the officer's page in a real browser, and pictures of their main moments."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pyotp
from playwright.async_api import Locator, Page, expect

from tests.e2e.house import picture
from tests.e2e.officer import PASSWORD, PDF

PATIENCE = 60_000
"""Milliseconds; the machine may be busy."""

expect.set_options(timeout=PATIENCE)


class Shots:
    """Pictures of moments, numbered; ``MOTCUA_SHOTS`` names a folder to keep them in."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(os.environ.get("MOTCUA_SHOTS") or folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._count = 0

    async def take(self, page: Page, name: str, whole: bool = False) -> None:
        self._count += 1
        path = self.folder / f"{self._count:02}-{name}.png"
        await page.wait_for_timeout(300)  # let a smooth scroll come to rest
        await page.screenshot(path=path, full_page=whole)


class Seat:
    """A citizen at the web chat: types and taps."""

    def __init__(self, page: Page, base: str, shots: Shots) -> None:
        self.page = page
        self.base = base
        self.shots = shots
        self._answered: dict[str, int] = {}

    @property
    def last(self) -> Locator:
        """The bot's newest message."""
        return self.page.locator("#log > li.bot").last

    def said(self, words: str) -> Locator:
        """Every message of the bot that says this."""
        return self.page.locator("#log > li.bot", has_text=words)

    async def opens(self) -> None:
        await self.page.goto(self.base + "/")
        await self.shots.take(self.page, "landing")
        await self.page.get_by_role("link", name="Bắt đầu trò chuyện").click()
        await self.taps("Phiếu lý lịch tư pháp")
        await self.reads("Xin phiếu lý lịch tư pháp để làm gì?")

    async def reads(self, *words: str) -> None:
        """Until the bot's newest message says all this."""
        for one in words:
            await expect(self.last).to_contain_text(one)

    async def sees_card(self, *words: str) -> None:
        """Until the newest card says all this; a picture of the form may have followed it."""
        for one in words:
            await expect(self.said("Xem lại hồ sơ").last).to_contain_text(one)

    async def taps(self, label: str) -> None:
        await self.last.get_by_role("button", name=label, exact=True).click()

    async def types(self, text: str) -> None:
        await self.page.fill("#words", text)
        await self.page.click("#send")

    async def shoots(self, *tones: int) -> None:
        """Pictures by the camera's input, one after the other."""
        for tone in tones:
            shot = {"name": f"anh-{tone}.jpg", "mimeType": "image/jpeg", "buffer": picture(tone)}
            sent = await self.page.locator("#log > li.bot").count()
            await self.last.locator(".photo .shoot input").set_input_files(shot)  # type: ignore[arg-type]
            await expect(self.page.locator("#log > li.bot")).not_to_have_count(sent)
            await expect(self.page.locator(".waiting")).to_have_count(0)

    async def step(self) -> str:
        """The key of the open question, by the public protocol."""
        found: str = await self.page.evaluate(STEP)
        return found

    async def fills(self, answers: Mapping[str, str], until: str, looks: Mapping[str, str]) -> None:
        """Answer until this step; ``looks``: steps of which a picture is taken, with its name."""
        while (step := await self.step()) != until:
            if step in looks and step not in self._answered:
                await self.shots.take(self.page, looks[step])
            await self._answers(step, answers)

    async def _answers(self, step: str, answers: Mapping[str, str]) -> None:
        given = (answers.get(step) or answers[step.rsplit(".", 1)[-1]]).split("|")
        at = self._answered[step] = self._answered.get(step, -1) + 1
        text = given[min(at, len(given) - 1)]
        before = await self.page.evaluate(NEWEST)
        button = self.last.get_by_role("button", name=text, exact=True)
        await (button.click() if await button.count() else self.types(text))
        await self.page.wait_for_function(f"(before) => ({NEWEST})() > before", arg=before)


NEWEST = "() => Number([...document.querySelectorAll('#log > li.bot')].at(-1)?.dataset.seq ?? 0)"
STEP = f"""async () => {{
  const seq = ({NEWEST})();
  const page = await (await fetch(`/chat/api/messages?after=${{seq - 1}}`)).json();
  return page.messages[0].step;
}}"""


class Counter:
    """An officer at the console, by mouse and keyboard."""

    def __init__(self, page: Page, base: str, shots: Shots) -> None:
        self.page = page
        self.base = base
        self.shots = shots

    async def enters(self, once: str) -> None:
        """First log-in."""
        page = self.page
        await page.goto(self.base + "/staff")
        await self.shots.take(page, "staff-login")
        await page.get_by_label("Tên tài khoản").fill("canbo")
        await page.get_by_label("Mật khẩu").fill(once)
        await page.get_by_role("button", name="Tiếp tục").click()
        await page.get_by_label("Mật khẩu hiện tại").fill(once)
        await page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
        await page.get_by_label("Nhập lại mật khẩu mới").fill(PASSWORD)
        await self.shots.take(page, "staff-password")
        await page.get_by_role("button", name="Lưu mật khẩu").click()
        await page.get_by_text("Không quét được? Nhập tay").click()
        secret = (await page.locator(".secret").inner_text()).replace(" ", "")
        await self.shots.take(page, "staff-enrol")
        await page.get_by_label("Mã 6 số").fill(pyotp.TOTP(secret).at(datetime.now(UTC)))
        await page.get_by_role("button", name="Xác nhận").click()
        await expect(page.get_by_role("heading", name="Hồ sơ")).to_be_visible()

    async def finds(self, words: str) -> None:
        await self.page.get_by_role("searchbox").fill(words)
        await self.page.get_by_role("button", name="Tìm").click()
        await self.shots.take(self.page, "staff-queue")
        await self.page.locator("td.code a").click()

    async def moves(self, button: str, shot: str = "") -> None:
        """A move that is only confirmed."""
        await self.page.get_by_role("link", name=button, exact=True).click()
        if shot:
            await self.shots.take(self.page, shot)
        await self.page.get_by_role("button", name="và báo công dân").click()
        await expect(self.page.locator("p.done")).to_be_visible()

    async def asks_again(self, item: str, reason: str) -> None:
        page = self.page
        await page.get_by_role("link", name="Yêu cầu bổ sung").click()
        await page.get_by_role("checkbox", name=item).check()
        await page.get_by_label("Nói rõ thêm").fill(reason)
        await self.shots.take(page, "staff-supplement", whole=True)
        await page.get_by_role("button", name="Xem trước khi gửi").click()
        await self.shots.take(page, "staff-supplement-confirm")
        await page.get_by_role("button", name="và báo công dân").click()
        await expect(page.locator("p.done")).to_be_visible()

    async def hands_over(self) -> None:
        page = self.page
        await page.get_by_role("link", name="Trả kết quả").click()
        result = {"name": "ket-qua.pdf", "mimeType": "application/pdf", "buffer": PDF}
        await page.locator("input[name=result]").set_input_files(result)  # type: ignore[arg-type]
        await page.get_by_role("checkbox").check()
        await self.shots.take(page, "staff-hand-over")
        await page.get_by_role("button", name="Trả kết quả").click()
        await expect(page.locator("p.done")).to_be_visible()
