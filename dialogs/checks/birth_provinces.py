"""The first three digits of a citizen number: the 63 provinces of before 01/07/2025 in which births were registered."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TABLE = """
001 Hà Nội|002 Hà Giang|004 Cao Bằng|006 Bắc Kạn|008 Tuyên Quang|010 Lào Cai
011 Điện Biên|012 Lai Châu|014 Sơn La|015 Yên Bái|017 Hòa Bình|019 Thái Nguyên
020 Lạng Sơn|022 Quảng Ninh|024 Bắc Giang|025 Phú Thọ|026 Vĩnh Phúc|027 Bắc Ninh
030 Hải Dương|031 Hải Phòng|033 Hưng Yên|034 Thái Bình|035 Hà Nam|036 Nam Định
037 Ninh Bình|038 Thanh Hóa|040 Nghệ An|042 Hà Tĩnh|044 Quảng Bình|045 Quảng Trị
046 Thừa Thiên Huế|048 Đà Nẵng|049 Quảng Nam|051 Quảng Ngãi|052 Bình Định|054 Phú Yên
056 Khánh Hòa|058 Ninh Thuận|060 Bình Thuận|062 Kon Tum|064 Gia Lai|066 Đắk Lắk
067 Đắk Nông|068 Lâm Đồng|070 Bình Phước|072 Tây Ninh|074 Bình Dương|075 Đồng Nai
077 Bà Rịa-Vũng Tàu|079 TP. Hồ Chí Minh|080 Long An|082 Tiền Giang|083 Bến Tre|084 Trà Vinh
086 Vĩnh Long|087 Đồng Tháp|089 An Giang|091 Kiên Giang|092 Cần Thơ|093 Hậu Giang
094 Sóc Trăng|095 Bạc Liêu|096 Cà Mau
"""

BIRTH_PROVINCES: Mapping[str, str] = MappingProxyType(
    {row[:3]: row[4:] for line in _TABLE.split("\n") for row in line.split("|") if row}
)
"""Prefix -> name (facts 5.1). People registered abroad carry a country's code, which is not in this table."""

CITIES = frozenset({"001", "031", "048", "079", "092"})
"""The five that were cities under the central government while old ID cards were issued."""
