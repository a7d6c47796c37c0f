"""Joins the web chat's routes into one router for the application."""

from __future__ import annotations

from fastapi import APIRouter

from bot.ports import Receive
from integrations.channels.webchat.api import api_router
from integrations.channels.webchat.channel import WebChat
from integrations.channels.webchat.gate import Gate
from integrations.channels.webchat.needs import Encode
from integrations.channels.webchat.pages import pages_router
from integrations.channels.webchat.stream import stream_router
from integrations.channels.webchat.talk import Talk
from integrations.channels.webchat.uploads import upload_router


def webchat_router(channel: WebChat, receive: Receive, encode: Encode) -> APIRouter:
    """``/``, ``/chat`` and everything under it. ``receive`` commits a turn; ``encode`` is the event codec."""
    gate, talk = Gate(channel.settings), Talk(channel, receive, encode)
    router = APIRouter()
    router.include_router(pages_router(channel, gate))
    router.include_router(api_router(channel, talk, gate))
    router.include_router(upload_router(channel, talk, gate))
    router.include_router(stream_router(channel, gate))
    return router
