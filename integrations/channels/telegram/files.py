"""Downloads files that Telegram holds, in pieces, and never more than asked for."""

from __future__ import annotations

import aiohttp

from bot.failures import Failure, NotAccepted, Outage, Unusable
from dialogs.events import FileRef
from integrations.channels.telegram.mouth import Mouth
from integrations.channels.telegram.verdicts import verdict

PIECE = 64 * 1024
CONNECT_SECONDS, READ_SECONDS = 5.0, 30.0


class Files:
    """Downloads by file id. The address contains the token: it stays in here."""

    def __init__(self, token: str, api_base: str, mouth: Mouth) -> None:
        self._base = f"{api_base}/file/bot{token}/"
        self._mouth = mouth

    async def fetch(self, file: FileRef, most: int) -> bytes:
        """The file's bytes; Unusable "too-big" above ``most``, Unusable "damaged" when Telegram has it no more."""
        if file.size > most:
            raise Unusable("too-big")
        try:
            found = await self._mouth.find(file.ref)
        except NotAccepted as problem:
            # 400 "file is too big" (above 20 MB) or "wrong file_id ...": sending it again is the only remedy.
            raise Unusable("too-big" if "too big" in str(problem).lower() else "damaged") from None
        if found.size > most:
            raise Unusable("too-big")
        return await self._download(found.path, most)

    async def _download(self, path: str, most: int) -> bytes:
        timeout = aiohttp.ClientTimeout(
            total=None, connect=CONNECT_SECONDS, sock_connect=CONNECT_SECONDS, sock_read=READ_SECONDS
        )
        failure: Failure
        try:
            async with aiohttp.ClientSession(timeout=timeout) as session, session.get(self._base + path) as answer:
                if answer.status == 200:
                    return await _read(answer, most)
                failure = Unusable("damaged") if answer.status == 404 else verdict(answer.status, "download")
        except (aiohttp.ClientError, OSError, TimeoutError) as problem:
            # Reading changes nothing on the other side: always surely not done.
            failure = Outage(f"telegram download: {type(problem).__name__}")
        raise failure


async def _read(answer: aiohttp.ClientResponse, most: int) -> bytes:
    content = bytearray()
    async for piece in answer.content.iter_chunked(PIECE):
        content += piece
        if len(content) > most:
            raise Unusable("too-big")
    return bytes(content)
