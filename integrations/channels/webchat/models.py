"""The public protocol of the web chat as pydantic models; docs/webchat.md explains it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from dialogs.effects import Ask, Style
from dialogs.events import Other


def _whole(text: str) -> str:
    """Half a surrogate pair is no text: it cannot be stored or sent on."""
    text.encode()
    return text


WholeText = Annotated[str, AfterValidator(_whole)]
ClientId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
"""Made by the client, new for each thing that happened; the same id again changes nothing."""


class PostedEvent(BaseModel):
    """Something the citizen did. Text is at most 5,000 characters; ``button`` is an id from a message or ``!word``."""

    id: ClientId
    kind: Literal["open", "text", "press", "other"]
    text: WholeText | None = None
    button: Annotated[str, Field(pattern=r"^[!-~]{1,40}$")] | None = None
    procedure: Annotated[WholeText, Field(max_length=40)] = ""
    source: Annotated[WholeText, Field(max_length=40)] = ""
    what: Other = Other.UNKNOWN


class Accepted(BaseModel):
    """Kept for good. ``accepted`` is the number of the citizen's own message in this chat, 0 when it leaves none."""

    accepted: int


class Words(BaseModel):
    """One sentence in both languages."""

    vi: str
    en: str


class Trouble(BaseModel):
    """Why a request was not taken: a stable code and a sentence for the citizen."""

    error: str
    message: Words


class ButtonModel(BaseModel):
    """``copy``, when not empty, is text for the clipboard, ``link`` a page to open: such a button is not posted."""

    model_config = ConfigDict(populate_by_name=True)
    id: str
    label: str
    style: Style = Style.PLAIN
    copy_text: str = Field("", alias="copy")
    link: str = ""


class LineModel(BaseModel):
    """A line of a card; ``button``, when not empty, is the id to press in order to change it."""

    label: str
    value: str
    button: str = ""


class SectionModel(BaseModel):
    """A group of lines of a card."""

    title: str
    lines: list[LineModel]
    button: str = ""


class ProgressModel(BaseModel):
    """Step ``at`` of ``of``."""

    at: int
    of: int


FILES = "/chat/api/files"
"""Where files go in, and below it where they come out."""


class AttachmentModel(BaseModel):
    """A file sent to this chat, to be had at ``url``, which works for this conversation only. One of type image/jpeg
    or image/png is a picture and meant to be seen at once; ``width`` and ``height`` are its pixels, 0 when unknown."""

    id: str
    name: str
    mime: str
    bytes: int
    width: int = 0
    height: int = 0
    url: str = Field(default_factory=lambda file: f"{FILES}/{quote(file['id'], safe='')}")


class UploadModel(BaseModel):
    """A file the citizen sent."""

    name: str
    mime: str
    bytes: int
    album: str = ""


class Message(BaseModel):
    """One entry of the conversation. ``by`` "bot": a message (``kind`` "message"); ``by`` "me": what the citizen did
    (``kind`` "text", "press", "file", "other") with ``event``, the id the client gave it."""

    seq: int = 0
    at: datetime
    by: Literal["bot", "me"]
    kind: Literal["message", "text", "press", "file", "other"] = "message"
    event: str = ""
    text: str = ""
    button: str = ""
    what: str = ""
    file: UploadModel | None = None
    language: str = ""
    step: str = ""
    ask: Ask | None = None
    buttons: list[ButtonModel] = []
    sections: list[SectionModel] = []
    progress: ProgressModel | None = None
    replaces: bool = False
    attachment: AttachmentModel | None = None
    about: str = ""


class MessagesPage(BaseModel):
    """``chat`` is a short mark of the conversation. ``reset``: the log you know is gone (erased, or it is another
    conversation now), so forget what you show and start with these. ``more``: ask again after the last one."""

    chat: str
    messages: list[Message]
    more: bool = False
    reset: bool = False


class DeviceCode(BaseModel):
    """A short code that brings another device into this conversation, valid for so many seconds."""

    code: str
    seconds: int


class Join(BaseModel):
    """The code shown on the other device; spaces and dashes do not matter."""

    code: Annotated[WholeText, Field(min_length=1, max_length=40)]


class Joined(BaseModel):
    """This session now belongs to the conversation with this mark."""

    chat: str
