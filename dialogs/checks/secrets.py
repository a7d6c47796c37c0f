"""Finds secrets that must never be typed into a chat: codes, passwords, passcodes, card numbers (facts trap 9)."""

from __future__ import annotations

import re

from dialogs.checks.numbers import ascii_digits
from dialogs.checks.wording import search_key

OTP = "otp"
PASSWORD = "password"
PASSCODE = "passcode"
CARD = "card"

LONGEST = 20_000
"""Longer texts are looked at up to here; the engine refuses them anyway."""

_OWNER_WORDS = (
    "cua|vneid|app|ung dung|tai khoan|dang nhap|ngan hang|dien thoai|zalo|e?mail|gmail|facebook|cong|dich vu cong|dvc|"
    "quoc gia|hien tai|moi|cu|cap 2|muc 2|toi|em|minh|anh|chi|bac|ong|ba|chau|con|nay|so|ma|day|my|the|thi"
)
_OWNER = rf"(?:\s*(?:(?:{_OWNER_WORDS}|la|is|are)\b|:|=|-|\())*"
"""Words that stand between the name of a secret and the secret."""

_CODE = r"\s*(?P<code>\d(?:[\s.\-]?\d){3,7})(?![\s.\-]?\d)(?!\s*(?:phut|giay|gio|ngay|lan|so|thang|nam)\b)"
_OTP_WORD = (
    r"\b(?:otp|ma xac (?:thuc|nhan|minh)|ma kich hoat|ma giao dich|smart ?otp|verification code|security code)\b"
)
_PASSCODE_WORD = r"\b(?:passcode|pass code|ma pin|pin|ma bao mat|mat ma|ma so bi mat|cvv|cvc)\b"
_PASSWORD_WORD = r"\b(?:mat khau|mk|password|passwd|passwork|pass|pwd|pw)\b"
_OTP_LAST = r"(?<!\d)\d{4,8}\s*(?:la|is)\s*(?:so|ma|the|my|your)?\s*" + _OTP_WORD
_OTP = (re.compile(_OTP_WORD + _OWNER + _CODE), re.compile(_OTP_LAST))
_PASSCODE = (re.compile(_PASSCODE_WORD + _OWNER + _CODE.replace("{3,7}", "{2,7}")),)
_NO_VALUE = (
    r"(?!(?:gi|sao|nao|cai|bao nhieu|the|what|wrong|sai|dung|bi|rat|qua|khong|chua|vay|ai|do|day|thu tuc|viec|mot|noi"
    r"|cach|phan|bat buoc|can|required|the same)\b)"
)
_IS = rf"(?:\s*(?:{_OWNER_WORDS})\b)*\s*(?:\bla\b|\bis\b|:|=)\s*"
_PASSWORD = (
    re.compile(_PASSWORD_WORD + _IS + _NO_VALUE + r"[^\s?]{3,}"),
    re.compile(_PASSWORD_WORD + _OWNER + r"\s+(?=\S*\d)(?=\S{6,})(?!\d+[/.\-]\d)\S+"),
)
_CARD = re.compile(r"(?<![\d.\-])(?:\d{13,19}|\d{4}([ .\-])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ \-])\d{6}\2\d{5})(?![\d\-])")
_ISSUED = re.compile(r"[3-6]|2[2-7]|9704")


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * 2 if at % 2 else int(digit) for at, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _has_card(text: str) -> bool:
    numbers = (re.sub(r"\D", "", found[0]) for found in _CARD.finditer(text))
    return any(13 <= len(number) <= 19 and _ISSUED.match(number) and _luhn(number) for number in numbers)


def secret_in(text: str) -> str | None:
    """The kind of secret in ``text`` (:data:`OTP`, :data:`PASSWORD`, :data:`PASSCODE`, :data:`CARD`), or None.

    Bare digits, citizen numbers, phones, dates and dossier codes are none; neither is a question about a password.
    """
    key = search_key(ascii_digits(text[:LONGEST]))
    for kind, patterns in ((OTP, _OTP), (PASSCODE, _PASSCODE), (PASSWORD, _PASSWORD)):
        if any(pattern.search(key) for pattern in patterns):
            return kind
    return CARD if _has_card(key) else None
