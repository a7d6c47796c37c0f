"""A citizen on Telegram: the fake Bot API over real HTTP carries what is said, and shows what arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from integrations.channels.telegram.showing import LIMITS, shortened
from tests.fakes.telegram import Citizen, FakeTelegram, Seen
from tests.fakes.telegram.updates import Queued
from tests.storm.citizen import Deed
from tests.storm.history import History
from tests.storm.people import Person
from tests.storm.twin import followed, spoken
from tests.storm.web import Derailed


class PhoneMouth:
    """Implements ``citizen.Mouth``."""

    def __init__(self, person: Person, fake: FakeTelegram, history: History, patience: float) -> None:
        self._person = person
        self._fake = fake
        self._history = history
        self._patience = patience
        self._citizen: Citizen = fake.citizen(person.name)
        self.heard: list[Seen] = []
        self._n = 0
        history.note(
            "comes",
            who=person.name,
            channel="telegram",
            address=self._citizen.address,
            canaries=person.canaries,
        )

    async def close(self) -> None:
        """Nothing to put away."""

    async def does(self, deed: Deed) -> None:
        note = {"who": self._person.name, **deed}
        if deed["kind"] == "press":
            message, data = self._button(shortened(deed["label"], LIMITS.label))
            deed["event"] = f"c{await self._citizen.forges(data, on=message)}"
        else:
            text = "/start" if deed["kind"] == "open" else deed["text"]
            sent = await self._citizen.says(text)
            deed["event"] = f"m{self._citizen.address}.{sent['message_id']}"
        deed["queued"] = self._fake.updates.waiting[-1] if self._fake.updates.waiting else None
        self._history.note("does", **note, event=deed["event"])

    async def does_again(self, deed: Deed) -> None:
        """Telegram delivers the same update once more."""
        queued = deed.get("queued")
        if isinstance(queued, Queued):
            self._history.note("again", who=self._person.name, event=deed["event"])
            self._fake.updates.waiting.append(Queued(queued.id, queued.update, queued.line, queued.expires))
            self._fake.updates.changed.set()

    async def hears(self, expected: list[str]) -> None:
        def all_of_it() -> bool:
            heard = spoken([one.text for one in self.heard])
            at, beside = followed(expected, heard)
            if at < len(expected) and at + len(beside) < len(heard):
                raise Derailed(f"{self._person.name} waits for {expected[at]!r}, hears {heard[at + len(beside)]!r}")
            return at == len(expected)

        await self._until(all_of_it, f"message {len(expected)}: {expected[-1]!r}")

    async def hears_any(self, words: tuple[str, ...]) -> None:
        await self._until(lambda: any(word in one.text for one in self.heard for word in words), " or ".join(words))

    async def look(self) -> None:
        """Read what is new."""
        while not self._citizen.news.empty():
            self._reads(self._citizen.news.get_nowait())

    async def _until(self, fits: Callable[[], bool], what: str) -> None:
        end = asyncio.get_running_loop().time() + self._patience
        await self.look()
        while not fits():
            left = end - asyncio.get_running_loop().time()
            try:
                self._reads(await asyncio.wait_for(self._citizen.news.get(), max(left, 0.01)))
            except TimeoutError:
                raise Derailed(f"{self._person.name} waits for {what}, has heard {len(self.heard)}") from None

    def _reads(self, seen: Seen) -> None:
        if seen.mine:
            return
        self._n += 1
        words = "\n".join([seen.text, *seen.labels, *seen.copies.values(), *seen.links.values()])
        self._history.note("hears", who=self._person.name, n=self._n, message=seen.id, text=seen.text, words=words)
        self.heard.append(seen)

    def _button(self, label: str) -> tuple[int, str]:
        for seen in reversed(self.heard):
            if label in seen.data:
                return seen.id, seen.data[label]
        raise Derailed(f"{self._person.name} sees no button {label}")
