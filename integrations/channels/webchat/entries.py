"""Entries of a chat's web log: what was shown and what the citizen did, as the JSON that is sealed and stored."""

from __future__ import annotations

import hashlib
from datetime import datetime

from bot.ports import Shown
from integrations.channels.webchat.models import (
    AttachmentModel,
    ButtonModel,
    LineModel,
    Message,
    ProgressModel,
    SectionModel,
)

_OWN = 1 << 62


def shown_entry(shown: Shown, at: datetime, attachment: AttachmentModel | None) -> Message:
    """The bot's message, without a number yet."""
    return Message(
        at=at,
        by="bot",
        text=shown.text,
        language=shown.language,
        step=shown.step,
        ask=shown.ask,
        buttons=[ButtonModel(id=b.id, label=b.label, style=b.style, copy=b.copy, link=b.link) for b in shown.buttons],
        sections=_sections(shown),
        progress=ProgressModel(at=shown.at, of=shown.of) if shown.of else None,
        replaces=shown.replaces,
        attachment=attachment,
        about=shown.about,
    )


def _sections(shown: Shown) -> list[SectionModel]:
    return [
        SectionModel(
            title=section.title,
            button=section.button,
            lines=[LineModel(label=line.label, value=line.value, button=line.button) for line in section.lines],
        )
        for section in shown.sections
    ]


def pack(entry: Message) -> bytes:
    """As JSON; the number belongs to the store."""
    return entry.model_dump_json(exclude={"seq"}, exclude_defaults=True, by_alias=True).encode()


def unpack(seq: int, body: bytes) -> Message:
    """An entry with its number."""
    return Message.model_validate_json(body).model_copy(update={"seq": seq})


def own_number(address: str, event: str) -> int:
    """The number under which the citizen's own words are unique in the log: 2^62 and above, where no post's id comes.

    The store keeps entries unique by positive numbers only, and a repeated request may not show the words twice.
    """
    digest = hashlib.sha256(f"{address}/{event}".encode()).digest()
    return _OWN | (int.from_bytes(digest[:8], "big") & (_OWN - 1))


def mark_of(chat: str) -> str:
    """Eight hex digits that tell one conversation from another without giving its id away."""
    return hashlib.sha256(f"mark/{chat}".encode()).hexdigest()[:8]
