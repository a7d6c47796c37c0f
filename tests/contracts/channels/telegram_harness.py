"""The Telegram channel beside the fake Bot API, for the contract tests; once for each sender."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.codec import encode_event
from integrations.channels.telegram import Limiter, TelegramChannel
from integrations.channels.telegram.channel import Sender
from integrations.channels.telegram.limiter import UNLIMITED
from tests.contracts.channels.harness import Fault, Harness, Inbox, OnScreen, Person
from tests.fakes.clock import SettableClock
from tests.fakes.telegram import Citizen, FakeTelegram
from tests.fakes.telegram.faults import Trouble

SEND_SECONDS = 1.0


async def no_ticket(ticket: str) -> str | None:
    """Nobody has given out tickets."""
    return None


def channel_for(fake: FakeTelegram, inbox: Inbox, **options: Any) -> TelegramChannel:
    """A channel that talks to this fake, unlimited unless told otherwise."""
    given: dict[str, Any] = {
        "redeem": no_ticket,
        "limiter": Limiter(UNLIMITED),
        "send_seconds": SEND_SECONDS,
        "poll_seconds": 5,
        "poison": inbox.poison,
        "receive": inbox.receive,
        **options,
    }
    return TelegramChannel(fake.token, fake.base, clock=SettableClock(), encode=encode_event, **given)


class TelegramPerson:
    def __init__(self, citizen: Citizen) -> None:
        self.citizen = citizen

    @property
    def address(self) -> str:
        return self.citizen.address

    async def screen(self) -> list[OnScreen]:
        files = self.citizen.fake.world.files
        return [
            OnScreen(
                text=one.text,
                buttons=one.data,
                copies=one.copies,
                links=one.links,
                files=((one.file_name, files[one.document].content),) if one.document else (),
                pictures=(files[one.photo].content,) if one.photo else (),
            )
            for one in self.citizen.bot_messages()
        ]

    async def says(self, text: str) -> None:
        await self.citizen.says(text)

    async def presses(self, label: str) -> None:
        await self.citizen.presses(label)

    async def sends_file(self, name: str, mime: str, content: bytes) -> None:
        await self.citizen.sends_document(content, name, mime)


class TelegramHarness:
    can = frozenset(Fault)
    receives = True

    def __init__(self, fake: FakeTelegram, channel: TelegramChannel, inbox: Inbox) -> None:
        self.fake, self.inbox = fake, inbox
        self.channel = channel

    async def person(self, name: str) -> Person:
        return TelegramPerson(self.fake.citizen(name).opens())

    async def play(self, fault: Fault, person: Person) -> None:
        chat = self.fake.world.chats[int(person.address)]
        faults = self.fake.faults
        match fault:
            case Fault.BLOCKED:
                chat.state = "blocked"
            case Fault.GONE:
                chat.state = "gone"
            case Fault.TOO_FAST:
                faults.too_fast(7)
            case Fault.OUTAGE:
                await self.fake.stop()
            case Fault.LOST_ANSWER:
                faults.add(Trouble.LOSE_ANSWER)
            case Fault.BROKEN:
                faults.add(Trouble.BROKEN_HTML)
            case Fault.REFUSED:
                faults.refuse(400, "Bad Request: something that will never be taken")


def telegram(sender: Sender) -> Any:
    """A factory of harnesses for this sender."""

    @asynccontextmanager
    async def made() -> AsyncIterator[Harness]:
        async with FakeTelegram() as fake:
            inbox = Inbox()
            channel = channel_for(fake, inbox, sender=sender)
            await channel.start()
            try:
                yield TelegramHarness(fake, channel, inbox)
            finally:
                await channel.stop()

    return made
