"""Joins the channels by which citizens talk, each only as far as this process's role needs it."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace

from bot.codec import encode_event
from bot.holding import OneOfMany
from bot.ports import Bell, Clock, Place, Seal
from bot.roles import Role
from bot.settings import Settings
from bot.turns import Turns
from integrations.channels.telegram import Limiter, TelegramChannel, Webhooked
from integrations.channels.webchat import VaultFiles, WebChat, WebChatSettings
from integrations.storage.store import SqlStore

PAGES = "web"
"""What is rung when a chat's log has grown."""
POLLS = "telegram-poll"
"""Held by the one process that polls Telegram."""
IDLE_LOOKS = 5.0
"""Seconds after which an open page looks by itself where a wake-up from another process may get lost."""


def join_webchat(
    settings: Settings, store: SqlStore, seal: Seal, files: VaultFiles, clock: Clock, bell: Bell
) -> WebChat:
    """Its open pages are woken from whichever process said something."""

    async def chat_of(address: str) -> str | None:
        return await store.chat_at(Place("webchat", "web", address))

    def tell(key: str) -> None:
        bell.ring(PAGES, key)

    bounds = WebChatSettings(public_url=settings.url)
    if not settings.embedded:
        bounds = replace(bounds, poll=IDLE_LOOKS)
    webchat = WebChat(store, seal, files, chat_of, clock, bounds, tell)
    bell.on(PAGES, webchat.hub.heard)
    return webchat


def join_telegram(
    settings: Settings, turns: Turns, store: SqlStore, clock: Clock, limiter: Limiter
) -> TelegramChannel | None:
    """Telegram, when a token is set. What stands in a chat is noted in the store where several processes speak."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return None

    async def redeem(ticket: str) -> str | None:
        return await store.redeem("start", ticket)

    async def remember(address: str, note: str) -> None:
        await store.stand(Place("telegram", account, address), note)

    async def recall(address: str) -> str | None:
        return await store.standing(Place("telegram", account, address))

    account = token.partition(":")[0]
    shared = not settings.embedded
    return TelegramChannel(
        token,
        settings.telegram_api,
        turns.receive,
        clock,
        encode_event,
        turns.keep_poison,
        redeem,
        settings.telegram_mode,
        settings.telegram_secret.get_secret_value(),
        sender=settings.telegram_sender,
        limiter=limiter,
        remember=remember if shared else None,
        recall=recall if shared else None,
        shared=shared,
        webhook=Webhooked(url=f"{settings.url}/webhooks/telegram"),
    )


async def start_telegram(
    telegram: TelegramChannel, settings: Settings, role: Role, store: SqlStore, me: str, away: AsyncExitStack
) -> None:
    """Speak wherever turns are taken or chores done; receive by webhook in every gateway, by polling in one worker."""
    away.push_async_callback(telegram.stop)
    polls = settings.telegram_mode == "polling"
    if settings.embedded or (role.serves and not polls):
        await telegram.start()
        return
    await telegram.open()
    if polls and role.works:
        poller = OneOfMany(store, f"{POLLS}:{telegram.account}", me, telegram.listen, telegram.hush)
        poller.start()
        away.push_async_callback(poller.stop)
