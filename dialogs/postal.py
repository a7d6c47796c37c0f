"""What may go by post, as data: for which answers, to whom, what must be certified, and how long the letter takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from dialogs.conditions import Condition

POST = "post"
"""Stands in ``Dossier.elsewhere`` for what the citizen sent by post."""


class Enclosed(StrEnum):
    """In which form a paper goes into the envelope."""

    COPY = "copy"
    CERTIFIED = "certified"
    """A copy certified from the original (chứng thực bản sao)."""
    ORIGINAL = "original"
    """The paper itself, notarised or certified where its procedure says so."""


@dataclass(frozen=True, slots=True)
class Postal:
    """The way by post. ``papers``: how each paper goes (by the key of its step; what is not named goes as a copy);
    ``to``: addresses by their wire names; the first that was told names the province whose police gets the letter."""

    when: Condition
    to: tuple[str, ...]
    papers: Mapping[str, Enclosed] = field(default_factory=dict)
    signature: bool = True
    """The signature on the declaration must be certified (chứng thực chữ ký)."""
    on_the_way: int = 4
    """Working days until the authority has it and has written its slip: three for a registered letter (ours), one for
    the slip (Decree 216/2026, Art 23)."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PrintPacket:
    """Make the packet for the post: cover, declaration, papers, address label as one PDF; the answer comes as
    PacketPrinted with the same ``mark``, unless the answers were changed meanwhile."""

    dossier: str
    mark: str
    kind: Literal["print_packet"] = "print_packet"
