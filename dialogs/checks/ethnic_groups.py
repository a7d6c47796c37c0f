"""The 54 ethnic groups of Vietnam with the codes of the statistics office, and their other spellings (facts 10.6)."""

from __future__ import annotations

from dialogs.checks.choices import Choice, OneOf

_TABLE = """
01 Kinh: Việt, người Kinh
02 Tày: Thổ Tày
03 Thái: Tày Thái, Thái Đen, Thái Trắng
04 Hoa: Hán, người Hoa, Hoa Hán
05 Khơ-me: Khmer, Khơ Me, Khơ Mer, Khme, Khờ Me, Miên
06 Mường
07 Nùng
08 Mông: H'Mông, Hmông, Hmong, Mèo, Mẹo
09 Dao: Mán, Yao
10 Gia-rai: Gia Rai, Jarai, Jrai, Gia Lai, Giarai
11 Ngái
12 Ê-đê: Ê Đê, Ede, Rađê, Ra Đê, Rhade, Êđê
13 Ba-na: Ba Na, Bana, Bahnar, Bơ Nâm
14 Xơ-đăng: Xơ Đăng, Xê Đăng, Sê Đăng, Sedang
15 Sán Chay: Cao Lan, Sán Chí, Cao Lan - Sán Chí
16 Cơ-ho: Cơ Ho, K'Ho, Kơ Ho, Koho
17 Chăm: Chàm, Cham
18 Sán Dìu
19 Hrê: H'Rê, Hre
20 Mnông: M'Nông, Mơ Nông
21 Ra-glai: Ra Glai, Raglai, Rắc Lây, Ra Glây
22 Xtiêng: X'Tiêng, S'Tiêng, Stiêng
23 Bru-Vân Kiều: Bru, Vân Kiều, Bru - Vân Kiều
24 Thổ
25 Giáy: Nhắng, Dẳng
26 Cơ-tu: Cơ Tu, Ca Tu, Katu, K'Tu
27 Gié-Triêng: Giẻ Triêng, Gié Triêng, Giẻ - Triêng
28 Mạ: Châu Mạ
29 Khơ-mú: Khơ Mú, Khmu, Kmụ
30 Co: Cor, Cùa
31 Tà-ôi: Tà Ôi, Ta Ôi, Pa Cô, Pa Kô
32 Chơ-ro: Chơ Ro, Chrau, Châu Ro
33 Kháng
34 Xinh-mun: Xinh Mun, Puộc
35 Hà Nhì
36 Chu-ru: Chu Ru, Churu
37 Lào
38 La Chí
39 La Ha
40 Phù Lá
41 La Hủ
42 Lự: Lừ
43 Lô Lô
44 Chứt: Rục, Mày
45 Mảng
46 Pà Thẻn: Pà Hưng
47 Cơ Lao: Cờ Lao
48 Cống
49 Bố Y
50 Si La
51 Pu Péo
52 Brâu
53 Ơ-đu: Ơ Đu
54 Rơ-măm: Rơ Măm
"""


def _row(line: str) -> Choice:
    name, _, aliases = line[3:].partition(": ")
    return line[:2], name, tuple(alias for alias in aliases.split(", ") if alias)


ETHNIC_GROUPS: tuple[Choice, ...] = tuple(_row(line) for line in _TABLE.strip().split("\n"))
"""(code, name, aliases) in the order of the codes."""

EthnicGroup = OneOf(ETHNIC_GROUPS)
"""The check. Value: the two-digit code."""


def ethnic_group_name(code: str) -> str:
    """``01`` -> ``Kinh``; empty for an unknown code."""
    return next((name for known, name, _ in ETHNIC_GROUPS if known == code), "")
