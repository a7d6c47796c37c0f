"""VietQR: the vectors of facts 6.1 with their checksums worked out anew, strict reading, and what always holds."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.checks.vietqr import MOST_PURPOSE, Flaw, VietQr, build, checksum, parse, purpose_of

STATIC = "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
DYNAMIC = (
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN"
    "62340107NPS68690819thanh toan don hang63042E2E"
)
CERTIFICATE = (
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454062000005802VN"
    "62300826LLTP H15500513 261121 000163048721"
)
VECTORS = {
    STATIC: VietQr("970403", "0011012345678"),
    DYNAMIC: VietQr("970403", "0011012345678", 180_000, "thanh toan don hang", "NPS6869"),
    CERTIFICATE: VietQr("970403", "0011012345678", 200_000, "LLTP H15500513 261121 0001"),
}


def sealed(body: str) -> str:
    """The text with a checksum that fits."""
    return body + "6304" + checksum(body + "6304")


def without_end(text: str) -> str:
    return text[:-8]


def test_the_check_value_of_the_algorithm() -> None:
    assert checksum("123456789") == "29B1"


@pytest.mark.parametrize(("text", "qr"), VECTORS.items(), ids=["static", "dynamic", "certificate"])
def test_the_vectors(text: str, qr: VietQr) -> None:
    assert checksum(text[:-4]) == text[-4:]
    assert parse(text) == qr
    assert build(qr) == text


@pytest.mark.parametrize(
    ("body", "flaw"),
    [
        (without_end(STATIC).replace("A000000727", "A000000728"), Flaw.NOT_NAPAS),
        (without_end(STATIC).replace("QRIBFTTA", "QRPUSHXX"), Flaw.NOT_NAPAS),
        (without_end(STATIC).replace("5303704", "5303840"), Flaw.CURRENCY),
        (without_end(STATIC).replace("5802VN", "5802US"), Flaw.COUNTRY),
        (without_end(STATIC).replace("5802VN", ""), Flaw.MISSING),
        (without_end(STATIC) + "5802VN", Flaw.TWICE),
        (without_end(STATIC) + "80040000", Flaw.UNKNOWN_FIELD),
        (without_end(STATIC) + "6299", Flaw.CUT_OFF),
        (without_end(STATIC) + "6", Flaw.CUT_OFF),
        (without_end(STATIC).replace("010211", "010212"), Flaw.FORMAT),
        (without_end(CERTIFICATE).replace("5406200000", "5406020000"), Flaw.AMOUNT),
        (without_end(CERTIFICATE).replace("5406200000", "5406200.00"), Flaw.AMOUNT),
        (without_end(CERTIFICATE).replace("LLTP H15", "LLTP-H15"), Flaw.WORDS),
        (without_end(STATIC).replace("0006970403", "000697A403"), Flaw.BANK),
        (without_end(STATIC).replace("0011012345678", "001101234567-"), Flaw.ACCOUNT),
    ],
)
def test_what_fits_its_checksum_may_still_be_no_payment_of_ours(body: str, flaw: Flaw) -> None:
    assert parse(sealed(body)) == flaw


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("", Flaw.CHECKSUM),
        ("nộp tiền", Flaw.NOT_PLAIN),
        (STATIC.replace("9E6F", "9e6f"), Flaw.CHECKSUM),
        (STATIC + " ", Flaw.CHECKSUM),
        (STATIC[:-1], Flaw.CHECKSUM),
        ("https://img.example/970403-0011012345678", Flaw.CHECKSUM),
    ],
)
def test_what_is_no_vietqr(text: str, flaw: Flaw) -> None:
    assert parse(text) == flaw


@pytest.mark.parametrize(
    "qr",
    [
        VietQr("97040", "1"),
        VietQr("970403", ""),
        VietQr("970403", "1" * 20),
        VietQr("970403", "1", -1),
        VietQr("970403", "1", 10**13),
        VietQr("970403", "1", purpose="nộp phí"),
        VietQr("970403", "1", purpose="two  spaces"),
        VietQr("970403", "1", purpose="A" * (MOST_PURPOSE + 1)),
    ],
)
def test_nothing_half_right_is_built(qr: VietQr) -> None:
    with pytest.raises(ValueError, match="no VietQR"):
        build(qr)


words = st.from_regex(r"\A[0-9A-Za-z]{1,8}(?: [0-9A-Za-z]{1,8}){0,2}\Z")
codes = st.builds(
    VietQr,
    bank=st.from_regex(r"\A[0-9]{6}\Z"),
    account=st.text(string.digits + string.ascii_letters, min_size=1, max_size=19),
    amount=st.integers(0, 10**13 - 1),
    purpose=st.just("") | words,
    bill=st.just("") | words,
    card=st.booleans(),
)


@given(codes)
def test_what_was_built_reads_the_same(qr: VietQr) -> None:
    assert parse(build(qr)) == qr


@given(codes, st.integers(0), st.sampled_from([chr(n) for n in range(32, 127)]))
def test_one_changed_character_is_always_noticed(qr: VietQr, where: int, sign: str) -> None:
    text = build(qr)
    at = where % len(text)
    if text[at] != sign:
        assert isinstance(parse(text[:at] + sign + text[at + 1 :]), Flaw)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(parse(text), Flaw | VietQr)


@pytest.mark.parametrize(
    ("said", "purpose"),
    [
        ("H99.01-261123-0006", "H9901 261123 0006"),
        ("DK-261121-0004", "DK 261121 0004"),
        ("Nộp phí: hồ sơ Đỗ Ánh", "NOP PHI HO SO DO ANH"),
        ("000.00.01.H22.05-230105-001234567", "0000001H2205 230105 001234567"),
    ],
)
def test_purposes_are_plain(said: str, purpose: str) -> None:
    assert purpose_of(said) == purpose
    assert build(VietQr("970403", "1", 1000, purpose))


@given(st.text())
def test_a_purpose_always_fits_a_code(said: str) -> None:
    assert isinstance(parse(build(VietQr("970403", "1", 1000, purpose_of(said)))), VietQr)
