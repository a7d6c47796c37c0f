"""Nationalities: ISO 3166 codes with Vietnamese and English names, Vietnam first."""

from __future__ import annotations

from dialogs.checks.choices import Choice, OneOf

_TABLE = """
VN Việt Nam: Vietnam, Viet Nam, Vietnamese, VN, VNM
CN Trung Quốc: China, Chinese, Tàu
KR Hàn Quốc: South Korea, Korea, Korean, Đại Hàn
JP Nhật Bản: Japan, Japanese, Nhật
TW Đài Loan: Taiwan, Taiwanese, Trung Quốc (Đài Loan)
HK Hồng Kông: Hong Kong, Hồng Công
US Hoa Kỳ: Mỹ, United States, USA, America, American
CA Ca-na-đa: Canada, Canadian
AU Ô-xtơ-rây-li-a: Úc, Australia, Australian
NZ Niu Di-lân: New Zealand
GB Vương quốc Anh: Anh, United Kingdom, UK, Great Britain, British, England
FR Pháp: France, French
DE Đức: Germany, German
NL Hà Lan: Netherlands, Dutch
BE Bỉ: Belgium, Belgian
CH Thụy Sĩ: Switzerland, Swiss
AT Áo: Austria, Austrian
IT I-ta-li-a: Ý, Italy, Italian
ES Tây Ban Nha: Spain, Spanish
PT Bồ Đào Nha: Portugal, Portuguese
IE Ai-len: Ireland, Irish
SE Thụy Điển: Sweden, Swedish
NO Na Uy: Norway, Norwegian
DK Đan Mạch: Denmark, Danish
FI Phần Lan: Finland, Finnish
IS Ai-xơ-len: Iceland
PL Ba Lan: Poland, Polish
CZ Cộng hòa Séc: Séc, Tiệp, Czechia, Czech Republic, Czech
SK Xlô-va-ki-a: Slovakia, Slovak
HU Hung-ga-ri: Hungary, Hungarian
RO Ru-ma-ni: Romania, Romanian
BG Bun-ga-ri: Bulgaria, Bulgarian
GR Hy Lạp: Greece, Greek
RU Liên bang Nga: Nga, Russia, Russian
UA U-crai-na: Ukraine, Ukrainian
BY Bê-la-rút: Belarus
KZ Ca-dắc-xtan: Kazakhstan
TR Thổ Nhĩ Kỳ: Turkey, Türkiye, Turkish
IL I-xra-en: Israel, Israeli
AE Các Tiểu vương quốc Ả Rập Thống nhất: UAE, United Arab Emirates
SA Ả Rập Xê Út: Saudi Arabia
QA Ca-ta: Qatar
IN Ấn Độ: India, Indian
PK Pa-ki-xtan: Pakistan, Pakistani
BD Băng-la-đét: Bangladesh
LK Xri Lan-ca: Sri Lanka
NP Nê-pan: Nepal
LA Lào: Laos, Lao
KH Cam-pu-chia: Campuchia, Cambodia, Cambodian
TH Thái Lan: Thailand, Thai
MM Mi-an-ma: Myanmar, Burma
MY Ma-lai-xi-a: Malaysia, Malaysian
SG Xinh-ga-po: Singapore, Singaporean
ID In-đô-nê-xi-a: Indonesia, Indonesian
PH Phi-líp-pin: Philippines, Filipino
BN Bru-nây: Brunei
TL Đông Ti-mo: Timor-Leste, East Timor
MN Mông Cổ: Mongolia
KP Triều Tiên: North Korea
BR Bra-xin: Brazil, Brazilian
AR Ác-hen-ti-na: Argentina
MX Mê-hi-cô: Mexico, Mexican
CL Chi-lê: Chile
PE Pê-ru: Peru
CO Cô-lôm-bi-a: Colombia
CU Cu-ba: Cuba, Cuban
ZA Nam Phi: South Africa
EG Ai Cập: Egypt, Egyptian
NG Ni-giê-ri-a: Nigeria, Nigerian
AO Ăng-gô-la: Angola
MZ Mô-dăm-bích: Mozambique
DZ An-giê-ri: Algeria
MA Ma-rốc: Morocco
KE Kê-ni-a: Kenya
GH Ga-na: Ghana
"""


def _row(line: str) -> Choice:
    name, _, aliases = line[3:].partition(": ")
    return line[:2], name, tuple(aliases.split(", ")) if aliases else ()


NATIONALITIES: tuple[Choice, ...] = tuple(_row(line) for line in _TABLE.strip().split("\n"))
"""(ISO 3166-1 alpha-2, Vietnamese name, other names); not complete: the common ones for people living here."""

Nationality = OneOf(NATIONALITIES)
"""The check. Value: the ISO code."""


def nationality_name(code: str) -> str:
    """``VN`` -> ``Việt Nam``; empty for a code that is not in the list."""
    return next((name for known, name, _ in NATIONALITIES if known == code), "")
