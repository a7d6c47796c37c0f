"""Checks an e-mail address and proposes the one that was meant when a phone keyboard slipped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.checks.outcome import Accepted, Context, Doubtful, Outcome, Refused
from dialogs.checks.wording import search_key, tidy
from dialogs.texts import say

LONGEST = 254
LONGEST_LOCAL = 64

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_KNOWN = ("gmail.com", "yahoo.com.vn", "yahoo.com", "outlook.com", "hotmail.com", "icloud.com")
_SLIPS = {
    "gmail": "gmail.com", "gmail.con": "gmail.com", "gmail.co": "gmail.com", "gmail.cm": "gmail.com",
    "gmail.vn": "gmail.com", "gmail.com.vn": "gmail.com", "gmai.com": "gmail.com", "gmial.com": "gmail.com",
    "gamil.com": "gmail.com", "gmal.com": "gmail.com", "gmailcom": "gmail.com", "gmil.com": "gmail.com",
    "gmail.om": "gmail.com", "gnail.com": "gmail.com", "yahoo": "yahoo.com", "yaho.com": "yahoo.com",
    "yahoo.con": "yahoo.com", "yahoocom": "yahoo.com", "hotmail.con": "hotmail.com", "hotmai.com": "hotmail.com",
    "outlook": "outlook.com", "outlook.con": "outlook.com", "icloud.con": "icloud.com", "icloud": "icloud.com",
}  # fmt: skip
_AT_WORDS = re.compile(r"\s*(?:\(at\)|\[at\]|\ba còng\b|\ba cong\b|＠)\s*", re.IGNORECASE)
_LEAD_IN = re.compile(r"^(?:mailto:|(?:e-?mail|mail|thư)\b.*?(?:là|:)\s*)", re.IGNORECASE)


def _valid(address: str) -> bool:
    local, at, host = address.rpartition("@")
    fits = len(address) <= LONGEST and len(local) <= LONGEST_LOCAL
    return bool(at) and fits and bool(_LOCAL.fullmatch(local)) and bool(_HOST.fullmatch(host))


def _lower_host(address: str) -> str:
    local, at, host = address.rpartition("@")
    return local + at + host.lower()


def _mended(typed: str) -> str:
    """The likeliest address behind a slip; it may still be wrong."""
    address = re.sub(r"\s+", "", _AT_WORDS.sub("@", typed)).rstrip(".,;>").lstrip("<")
    address = re.sub(r"@+", "@", address)
    if not address.isascii():
        address = search_key(address)
    if "@" not in address:
        end = next((known for known in _KNOWN if address.lower().endswith(known)), "")
        address = f"{address[: -len(end)].rstrip('.')}@{end}" if end and len(address) > len(end) else address
    local, at, host = address.rpartition("@")
    host = re.sub(r"\.{2,}", ".", host.replace(",", ".")).strip(".").lower()
    return local.replace(",", ".").strip(".") + at + _SLIPS.get(host, host)


@dataclass(frozen=True, slots=True)
class Email:
    """Value: the address, its host in small letters."""

    def __call__(self, text: str, context: Context) -> Outcome:
        typed = _LEAD_IN.sub("", tidy(text))
        if len(typed) > LONGEST:
            return Refused(say("refused-email-long", most=LONGEST), "E_EMAIL_FORMAT")
        address, meant = _lower_host(typed), _mended(typed)
        if _valid(address) and meant == address:
            return Accepted(address, say("echo-email", address=address) if address != tidy(text) else None)
        if _valid(meant):
            return Doubtful(meant, say("doubt-email", address=meant))
        if "@" not in typed:
            return Refused(say("refused-email-at"), "E_EMAIL_FORMAT")
        return Refused(say("refused-email"), "E_EMAIL_FORMAT")
