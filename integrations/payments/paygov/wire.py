"""The messages of the national payment platform, version 1.0.6: their fields in order, and the mark on each."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.failures import NotAccepted, NotAllowed
from bot.ports import Notice, Word

VERSION = "1.0.6"
MARK = "MaXacThuc"
PAID = "00"
"""MaLoi of a charge that was paid; any other number is not paid."""

INIT = (
    "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "LoaiHinhThanhToan", "MaKenhThanhToan",
    "MaThietBi", "NgonNgu", "MaTienTe", "MaNganHang", "ThongTinGiaoDich", "ThoiGianGD", "Ip",
)  # fmt: skip
"""Marked in this order; the receipt's block is not marked."""
QUERY = ("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD")
IPN = (
    "LoaiBanTin", "MaLoi", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich", "MaNganHang", "ThoiGianGD",
    "ThongTinGiaoDich",
)  # fmt: skip

MOST_FIELD = 512
_BETWEEN = "|"
_AMOUNT = re.compile(r"[0-9]{1,13}")
_REF = re.compile(r"[0-9A-Za-z_-]{1,64}")
_TRANSACTION = re.compile(r"[0-9A-Za-z._-]{0,64}")


def mark_of(fields: Mapping[str, Any], order: Sequence[str], secret: str) -> str:
    """Lower-case hex SHA-256 of the fields in order and the secret, joined by ``|`` (facts 6.2)."""
    joined = _BETWEEN.join((*(str(fields[name]) for name in order), secret))
    return hashlib.sha256(joined.encode()).hexdigest()


def marked(fields: Mapping[str, Any], order: Sequence[str], secret: str) -> dict[str, Any]:
    """The message with its mark. Raises ValueError for a field with the sign that stands between fields."""
    if any(_BETWEEN in str(fields[name]) for name in order):
        raise ValueError("a field of a marked message holds the separator")
    return {**fields, MARK: mark_of(fields, order, secret)}


def read_notice(body: bytes | str, partner: str, secret: str) -> Notice:
    """An IPN, or the answer to a QUERY, which has the same fields. Raises NotAccepted when it is none, NotAllowed when
    it is not marked by whoever knows the secret, or meant for another partner."""
    fields = _plain(body)
    given = str(fields.get(MARK, ""))
    # As bytes: a mark that is not ASCII must not raise. A separator inside a field could move what the mark covers.
    if not hmac.compare_digest(given.encode(), mark_of(fields, IPN, secret).encode()):
        raise NotAllowed("the mark is not the gateway's")
    if any(_BETWEEN in str(fields[name]) for name in IPN) or fields["MaDoiTac"] != partner:
        raise NotAllowed("marked, but not meant for us")
    amount, ref, transaction = str(fields["SoTien"]), str(fields["MaThamChieu"]), str(fields["MaGiaoDich"])
    if not (_AMOUNT.fullmatch(amount) and _REF.fullmatch(ref) and _TRANSACTION.fullmatch(transaction)):
        raise NotAccepted("a field is not as agreed")
    word = Word.PAID if fields["MaLoi"] == PAID else Word.UNPAID
    if word is Word.PAID and not transaction:
        raise NotAccepted("paid, but under no number")
    return Notice(ref, word, int(amount), str(fields["MaTienTe"]), transaction)


def _plain(body: bytes | str) -> dict[str, str | int]:
    """A flat object with every field of an IPN, as text or whole numbers."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise NotAccepted("no JSON") from None
    if not isinstance(found, dict) or not set(IPN) <= set(found):
        raise NotAccepted("fields are missing")
    for name in (*IPN, MARK):
        value = found.get(name)
        if isinstance(value, bool) or not isinstance(value, str | int) or len(str(value)) > MOST_FIELD:
            raise NotAccepted("a field is neither text nor a whole number")
        if not str(value).isascii() and any("\ud800" <= sign <= "\udfff" for sign in str(value)):
            raise NotAccepted("a field holds half a sign")
    return found
