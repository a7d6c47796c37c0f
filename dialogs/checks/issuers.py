"""Who issues which identity paper, and since when: data for a pick list (facts 5.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from dialogs.checks.birth_provinces import BIRTH_PROVINCES, CITIES
from dialogs.checks.wording import search_key

CC_FROM = date(2024, 7, 1)
"""First day of the căn cước card; the last day of the chip CCCD was the day before."""
CHIP_FROM = date(2021, 1, 1)
CCCD_FROM = date(2016, 1, 1)

MINISTRY = "BCA"
SOCIAL_ORDER = "C06"
POPULATION = "C72"
IMMIGRATION = "XNC"
PROVINCE_POLICE = "CA"

ISSUERS: Mapping[str, str] = MappingProxyType(
    {
        MINISTRY: "Bộ Công an",
        SOCIAL_ORDER: "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        POPULATION: "Cục Cảnh sát ĐKQL cư trú và DLQG về dân cư",
        IMMIGRATION: "Cục Quản lý xuất nhập cảnh",
    }
)
"""Code -> name as it stands on the paper. Old ID cards add ``CA-<prefix>``, the police of one of 63 provinces."""

ISSUED_BETWEEN: Mapping[str, tuple[date | None, date | None]] = MappingProxyType(
    {
        "cc": (CC_FROM, None),
        "cccd": (CCCD_FROM, date(2024, 6, 30)),
        "cccd_chip": (CHIP_FROM, date(2024, 6, 30)),
        "cccd_barcode": (CCCD_FROM, date(2020, 12, 31)),
        "cmnd": (None, date(2024, 6, 30)),
        "passport": (None, None),
        "other": (None, None),
    }
)
"""Type of paper -> first and last day on which it can have been issued."""

Issuer = tuple[str, str]
_POPULATION_FIRST = date(2018, 10, 10)
"""About when the population police joined the social-order police (own knowledge; decides only the list's order)."""


def _police(prefix: str) -> Issuer:
    name = BIRTH_PROVINCES[prefix].removeprefix("TP. ")
    kind = "thành phố" if prefix in CITIES else "tỉnh"
    return f"{PROVINCE_POLICE}-{prefix}", f"Công an {kind} {name}"


PROVINCE_ISSUERS: tuple[Issuer, ...] = tuple(_police(prefix) for prefix in BIRTH_PROVINCES)


def _of_cccd(issued: date | None) -> tuple[str, ...]:
    if issued is None:
        return (SOCIAL_ORDER, POPULATION)
    if issued >= CHIP_FROM:
        return (SOCIAL_ORDER,)
    return (POPULATION, SOCIAL_ORDER) if issued < _POPULATION_FIRST else (SOCIAL_ORDER, POPULATION)


def issuers_for(id_type: str, issued: date | None) -> tuple[Issuer, ...]:
    """The issuers (code, Vietnamese name) of a paper of this type and day, the likeliest first.

    Empty for papers whose issuer has to be typed (foreign and other papers).
    """
    if id_type == "cmnd":
        return PROVINCE_ISSUERS
    codes: tuple[str, ...] = ()
    if id_type == "cc":
        codes = (MINISTRY,)
    elif id_type.startswith("cccd"):
        codes = _of_cccd(issued)
    elif id_type == "passport":
        codes = (IMMIGRATION,)
    return tuple((code, ISSUERS[code]) for code in codes)


def issuer_label(code: str) -> str:
    """The name of an issuer; empty when the code is none of ours."""
    return ISSUERS.get(code) or next((label for known, label in PROVINCE_ISSUERS if known == code), "")


_NICKNAMES = {
    "bca": MINISTRY, "bo cong an": MINISTRY, "c06": SOCIAL_ORDER, "cuc canh sat": SOCIAL_ORDER, "qlhc": SOCIAL_ORDER,
    "cuc canh sat qlhc ve ttxh": SOCIAL_ORDER, "cuc cs qlhc ve ttxh": SOCIAL_ORDER, "cuc cs": SOCIAL_ORDER,
    "cuc truong cuc canh sat quan ly hanh chinh ve trat tu xa hoi": SOCIAL_ORDER, "ttxh": SOCIAL_ORDER,
    "c72": POPULATION, "cuc xuat nhap canh": IMMIGRATION, "cuc qlxnc": IMMIGRATION, "xuat nhap canh": IMMIGRATION,
    "cuc canh sat dang ky quan ly cu tru va du lieu quoc gia ve dan cu": POPULATION,
}  # fmt: skip


_PLACES = {search_key(name).removeprefix("tp. "): prefix for prefix, name in BIRTH_PROVINCES.items()}
_NAMED = {search_key(label): code for code, label in (*ISSUERS.items(), *PROVINCE_ISSUERS)} | _NICKNAMES
_BEFORE_PLACE = re.compile(r"^(?:cong an |ca )?(?:tinh |thanh pho |tp\.? ?)?")


def issuer_named(text: str) -> str:
    """The code of the issuer that these words name (``CA Hải Dương``, ``c06``), or empty."""
    key = search_key(text)
    place = _PLACES.get(_BEFORE_PLACE.sub("", key), "")
    return _NAMED.get(key) or (f"{PROVINCE_POLICE}-{place}" if place else "")
