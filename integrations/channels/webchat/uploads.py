"""Receives photos and documents: bounded while they stream in, spooled, kept, then one turn each."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile

from integrations.channels.webchat import problems
from integrations.channels.webchat.api import allow
from integrations.channels.webchat.channel import WebChat
from integrations.channels.webchat.gate import Gate, guarded
from integrations.channels.webchat.models import Accepted, ClientId, Trouble, UploadModel
from integrations.channels.webchat.problems import Problem
from integrations.channels.webchat.talk import Talk

_OVERHEAD = 64 * 1024
"""Room for the other fields and the boundaries of a multipart body."""

_NAME = 100
_MIME = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,80}")
_BAD: dict[int | str, dict[str, Any]] = {code: {"model": Trouble} for code in (400, 401, 403, 413, 429, 503)}


def tidy_name(name: str) -> str:
    """The last part of a file's name, NFC, without control and direction characters, at most 100 characters."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(c for c in unicodedata.normalize("NFC", last) if not unicodedata.category(c).startswith("C"))
    return plain.strip()[-_NAME:] or "file"


def upload_router(channel: WebChat, talk: Talk, gate: Gate) -> APIRouter:
    """POST /chat/api/files."""
    most = channel.settings.upload_bytes

    def too_big() -> Problem:
        return problems.too_big(most)

    router = APIRouter(prefix="/chat/api", tags=["web chat"], route_class=guarded(gate, most + _OVERHEAD, too_big))

    @router.post("/files", responses=_BAD)
    async def post_file(
        request: Request,
        id: Annotated[ClientId, Form()],
        file: UploadFile,
        album: Annotated[str, Form(pattern=r"^[A-Za-z0-9_-]{0,64}$")] = "",
    ) -> Accepted:
        """A photo or document, at most 20 MB. Repeat with the same ``id`` until accepted; ``album`` joins several."""
        address = gate.address(request)
        await allow(channel, f"web:{address}", channel.settings.events_per_minute, 60)
        caller = request.client.host if request.client else "unknown"
        await allow(channel, f"web-files:{caller}", channel.settings.files_per_hour, 3600)
        content = await file.read(most + 1)
        if len(content) > most:
            raise too_big()
        if not content:
            raise problems.malformed()
        mime = (file.content_type or "").lower()
        upload = UploadModel(
            name=tidy_name(file.filename or ""),
            mime=mime if _MIME.fullmatch(mime) else "application/octet-stream",
            bytes=len(content),
            album=album,
        )
        return Accepted(accepted=await talk.file(address, id, upload, content))

    return router
