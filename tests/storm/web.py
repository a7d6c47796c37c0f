"""A citizen at the web chat, over real HTTP: every post has an id and is repeated until it is accepted."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp

from integrations.channels.webchat.gate import address_of
from tests.storm.citizen import Deed
from tests.storm.history import History
from tests.storm.people import Person
from tests.storm.twin import followed, spoken

LOOKS_EVERY = (0.1, 0.3)
ANSWER_SECONDS = 5.0


class Derailed(AssertionError):
    """What the citizen waits for does not come."""


class WebMouth:
    """``bases``: the doors of the product; whoever finds one closed tries another. ``slow``: looks so many times more
    rarely; ``patience``: seconds until what must come is given up."""

    def __init__(
        self,
        person: Person,
        bases: Callable[[], Sequence[str]],
        history: History,
        chance: random.Random,
        slow: float,
        patience: float,
    ) -> None:
        self._person = person
        self._bases = bases
        self._history = history
        self._chance = chance
        self._slow = slow
        self._patience = patience
        self._http = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        )
        self._count = itertools.count(1)
        self._seen = 0
        self._mark = ""
        self.heard: list[dict[str, Any]] = []

    async def opens(self) -> None:
        """Get a session."""
        await self._call("GET", "/chat")
        secret = next(cookie.value for cookie in self._http.cookie_jar if cookie.key == "motcua")
        self._history.note(
            "comes",
            who=self._person.name,
            channel="webchat",
            address=address_of(secret),
            canaries=self._person.canaries,
        )

    async def close(self) -> None:
        """Put the phone away."""
        await self._http.close()

    # ------------------------------------------------------------ Mouth

    async def does(self, deed: Deed) -> None:
        deed["event"] = f"{self._person.name}-{next(self._count):06}"
        body = {"id": deed["event"], "kind": deed["kind"]}
        if deed["kind"] == "text":
            body["text"] = deed["text"]
        elif deed["kind"] == "press":
            body["button"] = self._button(deed["label"])
        deed["body"] = body
        told = {name: value for name, value in deed.items() if name != "body"}
        self._history.note("does", who=self._person.name, **told)
        answer = await self._call("POST", "/chat/api/events", body)
        self._history.note("taken", who=self._person.name, event=deed["event"], seq=answer["accepted"])

    async def does_again(self, deed: Deed) -> None:
        self._history.note("again", who=self._person.name, event=deed["event"])
        await self._call("POST", "/chat/api/events", deed["body"])

    async def hears(self, expected: list[str]) -> None:
        def all_of_it() -> bool:
            heard = spoken([one["text"] for one in self.heard])
            at, beside = followed(expected, heard)
            if at < len(expected) and at + len(beside) < len(heard):
                raise Derailed(f"{self._person.name} waits for {expected[at]!r}, hears {heard[at + len(beside)]!r}")
            return at == len(expected)

        await self._until(all_of_it, f"message {len(expected)}: {expected[-1]!r}")

    async def hears_any(self, words: tuple[str, ...]) -> None:
        await self._until(lambda: any(word in one["text"] for one in self.heard for word in words), " or ".join(words))

    # ------------------------------------------------------------ inside

    async def _until(self, fits: Callable[[], bool], what: str) -> None:
        end = asyncio.get_running_loop().time() + self._patience
        while not fits():
            await self.look()
            if fits():
                return
            if asyncio.get_running_loop().time() > end:
                raise Derailed(f"{self._person.name} waits for {what}, has heard {len(self.heard)}")
            await asyncio.sleep(self._chance.uniform(*LOOKS_EVERY) * self._slow)

    async def look(self) -> None:
        """Read what is new."""
        path = f"/chat/api/messages?after={self._seen}&chat={self._mark}"
        page = await self._call("GET", path)
        self._mark = page["chat"]
        for message in page["messages"]:
            self._seen = message["seq"]
            words = _words(message)
            if message["by"] == "bot":
                self.heard.append(message)
                self._history.note("hears", who=self._person.name, n=message["seq"], text=message["text"], words=words)
            else:
                self._history.note("sees", who=self._person.name, n=message["seq"], event=message["event"], words=words)

    def _button(self, label: str) -> str:
        """The newest button with this label."""
        for message in reversed(self.heard):
            for id, said in _buttons(message):
                if said == label:
                    return id
        raise Derailed(f"{self._person.name} sees no button {label}")

    async def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        end = asyncio.get_running_loop().time() + self._patience
        last = "no door is open"
        while asyncio.get_running_loop().time() < end:
            for base in self._chance.sample(list(self._bases()), len(self._bases())):
                try:
                    headers = {"X-Motcua": "1"}
                    async with self._http.request(method, base + path, json=body, headers=headers) as answer:
                        if answer.status < 400:
                            return await answer.json() if "api" in path else None
                        last = f"{answer.status} {await answer.text()}"
                        if answer.status < 500 and answer.status != 429:
                            raise Derailed(f"{self._person.name}: {last}")
                except (aiohttp.ClientError, TimeoutError) as error:
                    last = type(error).__name__
            await asyncio.sleep(self._chance.uniform(*LOOKS_EVERY))
        raise Derailed(f"{self._person.name}: {path}: {last}")


def _buttons(message: dict[str, Any]) -> list[tuple[str, str]]:
    found = [(button["id"], button["label"]) for button in message["buttons"]]
    for section in message["sections"]:
        found.append((section["button"], section["title"]))
        found += [(line["button"], line["label"]) for line in section["lines"]]
    return [(id, label) for id, label in found if id]


def _words(message: dict[str, Any]) -> str:
    """Everything that can be read on the screen."""
    lines = [message["text"], message["button"], message["what"]]
    lines += [f"{button['label']} {button['copy']} {button['link']}" for button in message["buttons"]]
    for section in message["sections"]:
        lines += [section["title"], *(f"{line['label']}: {line['value']}" for line in section["lines"])]
    return "\n".join(line for line in lines if line)
