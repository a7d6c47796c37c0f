"""What the bot needs of the world. Implementations live in ``integrations/``; every port has a contract suite."""

from __future__ import annotations

from bot.ports.arrivals import (
    Arrival,
    Backlog,
    Decide,
    DueTimer,
    Loaded,
    NewConsent,
    NewNote,
    NewPost,
    NewTask,
    NewTimer,
    Place,
    Post,
    Settle,
    Settlement,
    Taken,
    Writes,
)
from bot.ports.bells import Bell, Ear
from bot.ports.channels import Attachment, Channel, Limits, Receive, Shown, ShownButton, ShownLine, ShownSection
from bot.ports.clock import Clock
from bot.ports.jobs import Jobs
from bot.ports.papers import Binding, Depth, Inspected, Printer, Reader
from bot.ports.payments import Charge, Invitation, Notice, Payments, Word
from bot.ports.portals import Package, PaperRules, PaperSent, Portal, Receipt
from bot.ports.sealing import Seal, Vault
from bot.ports.storing import Store

__all__ = [
    "Arrival",
    "Attachment",
    "Backlog",
    "Bell",
    "Binding",
    "Channel",
    "Charge",
    "Clock",
    "Decide",
    "Depth",
    "DueTimer",
    "Ear",
    "Inspected",
    "Invitation",
    "Jobs",
    "Limits",
    "Loaded",
    "NewConsent",
    "NewNote",
    "NewPost",
    "NewTask",
    "NewTimer",
    "Notice",
    "Package",
    "PaperRules",
    "PaperSent",
    "Payments",
    "Place",
    "Portal",
    "Post",
    "Printer",
    "Reader",
    "Receipt",
    "Receive",
    "Seal",
    "Settle",
    "Settlement",
    "Shown",
    "ShownButton",
    "ShownLine",
    "ShownSection",
    "Store",
    "Taken",
    "Vault",
    "Word",
    "Writes",
]
