"""The web chat under the contract of channels: people are clients of its public protocol over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from bot.codec import encode_event
from integrations.channels.webchat import WebChat
from integrations.channels.webchat.gate import address_of
from tests.contracts.channels.harness import Fault, Harness, Inbox, OnScreen, Person
from tests.integrations.webchat.client import Client
from tests.integrations.webchat.stub import House, new_house, serving


class WebPerson:
    """Somebody with a browser; the screen is what a page draws from the messages."""

    def __init__(self, client: Client, house: House) -> None:
        self._client = client
        self.address = address_of(client.http.cookies[house.settings.cookie])

    async def screen(self) -> list[OnScreen]:
        messages = [m for m in await self._client.messages() if m["by"] == "bot"]
        drawn: list[OnScreen] = []
        for message in messages:
            drawn = (drawn[:-1] if message["replaces"] else drawn) + [await self._draw(message)]
        return drawn

    async def _draw(self, message: dict[str, object]) -> OnScreen:
        buttons, sections, file = message["buttons"], message["sections"], message["attachment"]
        content = await self._download(file["url"]) if isinstance(file, dict) else b""
        seen = isinstance(file, dict) and file["mime"] in ("image/jpeg", "image/png")
        assert isinstance(buttons, list) and isinstance(sections, list)
        lines = [line for section in sections for line in section["lines"]]
        card = [part for s in sections for part in (s["title"], *(f"{x['label']}: {x['value']}" for x in s["lines"]))]
        pressable = {b["label"]: b["id"] for b in buttons if not (b["copy"] or b["link"])}
        return OnScreen(
            text="\n".join([str(message["text"]), *card]),
            buttons=pressable | {line["label"]: line["button"] for line in lines if line["button"]},
            copies={b["label"]: b["copy"] for b in buttons if b["copy"]},
            links={b["label"]: b["link"] for b in buttons if b["link"]},
            files=((file["name"], content),) if isinstance(file, dict) and not seen else (),
            pictures=(content,) if seen else (),
        )

    async def _download(self, url: str) -> bytes:
        return (await self._client.http.get(url)).content

    async def says(self, text: str) -> None:
        _taken(await self._client.event("text", text=text))

    async def presses(self, label: str) -> None:
        _taken(await self._client.event("press", button=(await self.screen())[-1].buttons[label]))

    async def sends_file(self, name: str, mime: str, content: bytes) -> None:
        fields = {"id": self._client.new_id()}
        _taken(await self._client.http.post("/chat/api/files", data=fields, files={"file": (name, content, mime)}))


def _taken(answer: httpx.Response) -> None:
    assert answer.status_code == 200, answer.text


class WebHarness:
    can: frozenset[Fault] = frozenset()
    """A log in our own database knows none of the faults of a foreign service."""
    receives = True

    def __init__(self, house: House, channel: WebChat, inbox: Inbox) -> None:
        self.house, self.channel, self.inbox = house, channel, inbox

    async def person(self, name: str) -> Person:
        person = WebPerson(await Client(self.house.url).visit(), self.house)
        self.house.store.chats[person.address] = person.address
        return person

    async def play(self, fault: Fault, person: Person) -> None:
        raise AssertionError(f"the web chat cannot meet {fault}")


@asynccontextmanager
async def webchat() -> AsyncIterator[Harness]:
    """A factory of harnesses for the list of channels under contract."""
    house, inbox = new_house(), Inbox()
    async with serving(house, inbox.receive, encode_event) as channel:
        yield WebHarness(house, channel, inbox)
