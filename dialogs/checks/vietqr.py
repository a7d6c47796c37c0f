"""Builds and reads the text behind a VietQR: EMVCo merchant-presented, NAPAS transfer (facts 6.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

GUID = "A000000727"
TO_ACCOUNT, TO_CARD = "QRIBFTTA", "QRIBFTTC"
CURRENCY, COUNTRY = "704", "VN"
MOST_PURPOSE = 30
"""Characters that banks keep of a purpose (facts 6.1, low); what is longer may arrive cut off."""

_CRC = "6304"
_STATIC, _DYNAMIC = "11", "12"
_ACCOUNT = re.compile(r"[0-9A-Za-z]{1,19}")
_WORDS = re.compile(r"[0-9A-Za-z]+(?: [0-9A-Za-z]+)*")
_AMOUNT = re.compile(r"[1-9][0-9]{0,12}")


class Flaw(StrEnum):
    """What is wrong with a text that should be a VietQR."""

    NOT_PLAIN = "not_plain"
    """Other signs than printable ASCII."""
    CHECKSUM = "checksum"
    CUT_OFF = "cut_off"
    """A length that does not fit what follows."""
    TWICE = "twice"
    UNKNOWN_FIELD = "unknown_field"
    """A field that a payment of ours never has: it could carry what nobody sees."""
    MISSING = "missing"
    FORMAT = "format"
    NOT_NAPAS = "not_napas"
    BANK = "bank"
    ACCOUNT = "account"
    CURRENCY = "currency"
    AMOUNT = "amount"
    COUNTRY = "country"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class VietQr:
    """A transfer: ``bank`` is the six-digit BIN, ``amount`` in đồng (0 = the payer types it, a static code),
    ``purpose`` and ``bill`` letters, digits and single spaces without diacritics; ``card``: the number is a card's."""

    bank: str
    account: str
    amount: int = 0
    purpose: str = ""
    bill: str = ""
    card: bool = False


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE as four capital hex digits: polynomial 1021, start FFFF ("123456789" gives 29B1)."""
    crc = 0xFFFF
    for sign in text.encode():
        crc ^= sign << 8
        for _ in range(8):
            crc = ((crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return f"{crc:04X}"


def build(qr: VietQr) -> str:
    """The text to be drawn as a QR code. Raises ValueError for what cannot stand in one: never shown half right."""
    if (flaw := _flaw(qr)) is not None:
        raise ValueError(f"no VietQR: {flaw}")
    receiver = _field("00", qr.bank) + _field("01", qr.account)
    merchant = _field("00", GUID) + _field("01", receiver) + _field("02", TO_CARD if qr.card else TO_ACCOUNT)
    more = _given("01", qr.bill) + _given("08", qr.purpose)
    body = (
        _field("00", "01")
        + _field("01", _DYNAMIC if qr.amount else _STATIC)
        + _field("38", merchant)
        + _field("53", CURRENCY)
        + _given("54", str(qr.amount) if qr.amount else "")
        + _field("58", COUNTRY)
        + _given("62", more)
        + _CRC
    )
    return body + checksum(body)


def parse(text: str) -> VietQr | Flaw:
    """What a VietQR says, or the first thing that is wrong with it. Strict: the same payment has one text."""
    if not all(" " <= sign <= "~" for sign in text):
        return Flaw.NOT_PLAIN
    if text[-8:-4] != _CRC or checksum(text[:-4]) != text[-4:]:
        return Flaw.CHECKSUM
    fields = _fields(text[:-8], ("00", "01", "38", "52", "53", "54", "58", "59", "60", "62"))
    return fields if isinstance(fields, Flaw) else _read(fields)


def purpose_of(words: str) -> str:
    """Words as a purpose: no diacritics, no signs, capitals, at most ``MOST_PURPOSE`` characters
    ("H99.01-261123-0006" -> "H9901 261123 0006")."""
    plain = unicodedata.normalize("NFD", words.upper().replace("Đ", "D").replace(".", ""))
    kept = "".join(
        sign if sign.isascii() and sign.isalnum() else " " for sign in plain if unicodedata.category(sign) != "Mn"
    )
    return " ".join(kept.split())[:MOST_PURPOSE].rstrip()


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"


def _given(tag: str, value: str) -> str:
    return _field(tag, value) if value else ""


def _flaw(qr: VietQr) -> Flaw | None:
    if not re.fullmatch(r"[0-9]{6}", qr.bank):
        return Flaw.BANK
    if not _ACCOUNT.fullmatch(qr.account):
        return Flaw.ACCOUNT
    if qr.amount and not _AMOUNT.fullmatch(str(qr.amount)):
        return Flaw.AMOUNT
    given = [words for words in (qr.purpose, qr.bill) if words]
    if not all(_WORDS.fullmatch(words) and len(words) <= MOST_PURPOSE for words in given):
        return Flaw.WORDS
    return None


def _fields(text: str, known: Sequence[str]) -> dict[str, str] | Flaw:
    """Tag to value, every sign accounted for."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        tag, length = text[at : at + 2], text[at + 2 : at + 4]
        if not re.fullmatch(r"[0-9]{2}", length) or length == "00" or len(text) < at + 4 + int(length):
            return Flaw.CUT_OFF
        if tag in found:
            return Flaw.TWICE
        if tag not in known:
            return Flaw.UNKNOWN_FIELD
        found[tag] = text[at + 4 : at + 4 + int(length)]
        at += 4 + int(length)
    return found


def _read(fields: dict[str, str]) -> VietQr | Flaw:
    if not {"00", "01", "38", "53", "58"} <= set(fields):
        return Flaw.MISSING
    amount = fields.get("54", "")
    right = (
        (fields["00"] == "01" and fields["01"] == (_DYNAMIC if amount else _STATIC), Flaw.FORMAT),
        (fields["53"] == CURRENCY, Flaw.CURRENCY),
        (fields["58"] == COUNTRY, Flaw.COUNTRY),
        (not amount or _AMOUNT.fullmatch(amount) is not None, Flaw.AMOUNT),
    )
    wrong = [flaw for fits, flaw in right if not fits]
    more = _fields(fields.get("62", ""), ("01", "05", "07", "08"))
    if wrong or isinstance(more, Flaw):
        return wrong[0] if wrong else Flaw.CUT_OFF
    receiver = _receiver(fields["38"])
    if isinstance(receiver, Flaw):
        return receiver
    bank, account, card = receiver
    qr = VietQr(bank, account, int(amount or 0), more.get("08", ""), more.get("01", ""), card)
    return _flaw(qr) or qr


def _receiver(merchant: str) -> tuple[str, str, bool] | Flaw:
    """(bank, account, whether the account is a card)."""
    outer = _fields(merchant, ("00", "01", "02"))
    if isinstance(outer, Flaw):
        return outer
    if outer.get("00") != GUID or outer.get("02") not in (TO_ACCOUNT, TO_CARD):
        return Flaw.NOT_NAPAS
    inner = _fields(outer.get("01", ""), ("00", "01"))
    if isinstance(inner, Flaw):
        return inner
    if set(inner) != {"00", "01"}:
        return Flaw.MISSING
    return inner["00"], inner["01"], outer["02"] == TO_CARD
