"""A citizen with Telegram on the phone who applies at a running product, beside the same talk in the pure engine."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Literal

from bot.ports import Shown
from integrations.channels.telegram.showing import LIMITS, parts_of, shortened
from tests.fakes.telegram import Citizen, Seen
from tests.play import Play

Form = Literal["NFC", "NFD"]
PATIENCE = 60.0


class Phone:
    """``twin`` plays the same conversation in the engine alone: what it shows is what the phone must show."""

    def __init__(self, citizen: Citizen, form: Form = "NFC") -> None:
        self.citizen = citizen
        self.form = form
        self.twin = Play()
        self.twin.now = datetime.now(UTC)
        self._answered: dict[str, int] = {}

    # ------------------------------------------------------------ saying and hearing

    async def says(self, text: str) -> None:
        await self.citizen.says(unicodedata.normalize(self.form, text))

    async def hears(self, *wanted: str) -> Seen:
        """Wait for a message that has all these words."""
        return await self.hears_that(lambda seen: all(word in seen.text for word in wanted), f"{wanted}")

    async def hears_that(self, fits: Callable[[Seen], bool], what: str) -> Seen:
        while True:
            seen = await self.citizen.next_message(PATIENCE)
            if fits(seen):
                return seen

    async def asked(self, said: str, *wanted: str) -> Seen:
        """Say something and wait for the answer."""
        await self.says(said)
        return await self.hears(*wanted)

    # ------------------------------------------------------------ beside the twin

    async def opens(self) -> None:
        """/start, then the procedure by its button."""
        self.twin.opens()
        await self.citizen.says("/start")
        await self.hears("Bạn cần làm thủ tục nào?")
        self.twin.presses("Phiếu lý lịch tư pháp")
        await self.citizen.presses("Phiếu lý lịch tư pháp")
        await self._same(self.twin.shown[-1])

    async def fills(self, answers: Mapping[str, str], until: str = "review") -> Seen:
        """Answer until ``until`` is shown: by button where one fits, else typed. Every text is the twin's."""
        last: Seen | None = None
        while self.twin.shown[-1].step != until:
            last = await self._answers(answers)
        assert last is not None
        return last

    async def _answers(self, answers: Mapping[str, str]) -> Seen:
        asked = self.twin.shown[-1]
        given = (answers.get(asked.step) or answers[asked.step.rsplit(".", 1)[-1]]).split("|")
        at = self._answered[asked.step] = self._answered.get(asked.step, -1) + 1
        text = given[min(at, len(given) - 1)]
        if label := _button(asked, text):
            self.twin.presses(label)
            await self.citizen.presses(shortened(label, LIMITS.label))
        else:
            self.twin.says(text)
            await self.says(text)
        return await self._same(self.twin.shown[-1])

    async def _same(self, shown: Shown) -> Seen:
        """The next messages are exactly these; returns the last."""
        seen: Seen | None = None
        for part in parts_of(shown):
            seen = await self.citizen.next_message(PATIENCE)
            assert seen.text == part.text
        assert seen is not None
        return seen


def _button(shown: Shown, text: str) -> str:
    """The label of the button that says this, if there is one."""
    labels = [button.label for button in shown.buttons if not button.id.startswith("!")]
    exact = [label for label in labels if label.casefold() == text.casefold()]
    close = [label for label in labels if len(text) > 2 and text.casefold() in label.casefold()]
    return next(iter(exact or close), "")
