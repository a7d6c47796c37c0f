"""Joins what is typeset for a citizen: the declaration, and the packet for the post with the addresses of the house."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.drawing import Drawing
from bot.failures import Misconfigured
from bot.mail_paper import Recipient, Recipients
from bot.mailing import Mailing
from bot.outbox import Carry
from bot.packages import Packages
from bot.ports import Clock, Printer, Reader, Vault
from bot.settings import Settings
from bot.turns import Turns
from dialogs.procedure import Catalogue


def printing(
    settings: Settings,
    packages: Packages,
    catalogue: Callable[[], Catalogue],
    printer: Printer,
    reader: Reader,
    vault: Vault,
    turns: Turns,
    clock: Clock,
) -> dict[str, Carry]:
    """What is typeset for a citizen: the declaration, and the packet for the post.
    Raises Misconfigured when the file of addresses cannot be used."""
    recipients = load_recipients(settings.post_addresses)
    packets = Mailing(packages, catalogue, printer, reader, vault, turns, clock, recipients)
    return {"draw": Drawing(packages, printer, vault, turns, clock).draw, "print_packet": packets.print_packet}


def load_recipients(path: str) -> Recipients:
    """``{procedure: {province code: {name, address, phone}}}`` of a file; nothing for no file.
    Raises Misconfigured with what is wrong."""
    if not path:
        return {}
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise Misconfigured(f"MOTCUA_POST_ADDRESSES: {path} cannot be read: {type(wrong).__name__}") from None
    if not isinstance(told, dict) or not all(isinstance(one, dict) for one in told.values()):
        raise Misconfigured("MOTCUA_POST_ADDRESSES: wanted {procedure: {province code: {name, address, phone}}}")
    return {(code, unit): _recipient(code, unit, who) for code, units in told.items() for unit, who in units.items()}


def _recipient(code: str, unit: str, who: Any) -> Recipient:
    known = {"name", "address", "phone"}
    if not isinstance(who, dict) or not who.get("name") or not who.get("address"):
        raise Misconfigured(f"MOTCUA_POST_ADDRESSES: {code}, {unit} has no name or no address")
    if strange := sorted(set(who) - known):
        raise Misconfigured(f"MOTCUA_POST_ADDRESSES: {code}, {unit}: unknown {', '.join(strange)}")
    return Recipient(str(who["name"]), str(who["address"]), str(who.get("phone", "")))
