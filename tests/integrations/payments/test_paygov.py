"""The national payment platform on the wire: marks, faults, hostile calls."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from bot.failures import Failure, Misconfigured, NotAccepted, NotAllowed, Outage, Uncertain
from bot.ports import Word
from integrations.payments.paygov import Account, PayGov, PayGovSettings
from integrations.payments.paygov.wire import IPN, mark_of, marked, read_notice
from tests.contracts.payments.test_gateways import AT, CHARGE
from tests.fakes.paygov import PARTNER, SECRET, PayGovSandbox
from tests.fakes.payments import ACCOUNT, BANK


@dataclass
class Both:
    """A client and the platform it talks to."""

    client: PayGov
    sandbox: PayGovSandbox


@pytest_asyncio.fixture
async def both() -> AsyncIterator[Both]:
    async with PayGovSandbox() as sandbox:
        client = PayGov(PayGovSettings(sandbox.url, PARTNER, SECRET, Account(BANK, ACCOUNT, "KHO BAC")), seconds=0.3)
        yield Both(client, sandbox)
        await client.close()


def test_the_mark_is_the_hash_of_the_fields_in_order_and_the_secret_last() -> None:
    fields = {name: f"v{number}" for number, name in enumerate(IPN)}
    expected = hashlib.sha256(b"v0|v1|v2|v3|v4|v5|v6|v7|v8|v9|secret").hexdigest()
    assert mark_of(dict(reversed(fields.items())), IPN, "secret") == expected
    assert expected == expected.lower() and len(expected) == 64


async def test_what_is_sent_has_the_wire_names(both: Both) -> None:
    await both.client.init(CHARGE)
    sent = both.sandbox.asked[0]
    assert sent["LoaiBanTin"] == "INIT" and sent["PhienBan"] == "1.0.6" and sent["LoaiHinhThanhToan"] == "PAY"
    assert (sent["SoTien"], sent["MaTienTe"], sent["MaNganHang"]) == ("200000", "VND", "PAYMENT")
    assert sent["ThoiGianGD"] == "20261123090000"
    receipt = sent["ThongTinBienLai"]
    assert (receipt["MaHoSo"], receipt["HoTenNguoiNop"], receipt["DiaChiNguoiNop"]) == (CHARGE.code, "Hoa", "")
    assert receipt["DSKhoanNop"] == [{"NoiDung": "H9901 261123 0006", "SoTien": "200000"}]
    await both.client.query("p-1", AT)
    assert set(both.sandbox.asked[1]) == {
        "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD", "MaXacThuc",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        ("500", Uncertain),
        ("500-after", Uncertain),
        ("html", Uncertain),
        ("slow", Uncertain),
        ("refuses", NotAccepted),
        ("foreign-page", NotAccepted),
    ],
)
async def test_faults_of_opening(both: Both, fault: str, failure: type[Failure]) -> None:
    both.sandbox.faults.add(fault)
    with pytest.raises(failure):
        await both.client.init(CHARGE)
    both.sandbox.faults.clear()
    both.sandbox.hold.set()
    assert (await both.client.init(CHARGE)).link, "the same charge opens once the fault is over"
    assert len(both.sandbox.charges) == 1


@pytest.mark.parametrize("fault", ["500", "html", "slow", "other", "bad-mark"])
async def test_an_answer_that_cannot_be_trusted_says_nothing(both: Both, fault: str) -> None:
    await both.client.init(CHARGE)
    both.sandbox.faults.add(fault)
    with pytest.raises(Uncertain):
        await both.client.query("p-1", AT)


async def test_a_platform_that_is_away_took_nothing() -> None:
    client = PayGov(PayGovSettings("http://127.0.0.1:1/pay", PARTNER, SECRET))
    with pytest.raises(Outage):
        await client.init(CHARGE)
    await client.close()


async def test_without_an_account_there_is_no_code(both: Both) -> None:
    client = PayGov(PayGovSettings(both.sandbox.url, PARTNER, SECRET))
    assert (await client.init(CHARGE)).scan == ""
    await client.close()


def call(**changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "LoaiBanTin": "IPN",
        "MaLoi": "00",
        "MaDoiTac": PARTNER,
        "MaThamChieu": "p-1",
        "SoTien": "200000",
        "MaTienTe": "VND",
        "MaGiaoDich": "GD1",
        "MaNganHang": "PAYMENT",
        "ThoiGianGD": "20261123090000",
        "ThongTinGiaoDich": "H9901 261123 0006",
    }
    return fields | changes


def read(fields: dict[str, Any], secret: str = SECRET) -> Any:
    sent = fields if "MaXacThuc" in fields else {**fields, "MaXacThuc": mark_of(fields, IPN, secret)}
    return read_notice(json.dumps(sent), PARTNER, SECRET)


def test_a_call_is_read() -> None:
    assert read(call()).amount == 200_000
    assert read(call(SoTien=200000)).amount == 200_000
    assert read(call(MaLoi="24")).word is Word.UNPAID
    assert read(call(MaTienTe="USD")).currency == "USD"


@pytest.mark.parametrize("name", IPN)
def test_no_field_can_be_changed(name: str) -> None:
    sent = marked(call(), IPN, SECRET)
    with pytest.raises(NotAllowed):
        read_notice(json.dumps(sent | {name: "1" + str(sent[name])}), PARTNER, SECRET)


@pytest.mark.parametrize(
    "fields",
    [
        {**call(), "MaXacThuc": ""},
        {**call(), "MaXacThuc": "sai" * 21},
        {**call(), "MaXacThuc": mark_of(call(), IPN, SECRET).upper()},
        call(MaDoiTac="OTHER"),
        call(MaThamChieu="p-1|200000", SoTien="VND", MaTienTe="GD1"),
    ],
)
def test_no_other_mark_is_taken(fields: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        read(fields)


def test_moving_the_separator_does_not_help() -> None:
    """ "A|B" and "C" have the mark of "A" and "B|C"; a field with the separator is therefore never taken."""
    first, second = call(MaNganHang="PAYMENT|1"), call(MaNganHang="PAYMENT", ThoiGianGD="1|20261123090000")
    assert mark_of(first, IPN, SECRET) == mark_of(second, IPN, SECRET)
    for fields in (first, second):
        with pytest.raises(NotAllowed):
            read(fields)
    with pytest.raises(ValueError, match="separator"):
        marked(first, IPN, SECRET)


@pytest.mark.parametrize(
    "fields",
    [
        call(SoTien="-200000"),
        call(SoTien="2e5"),
        call(SoTien=True),
        call(SoTien=200000.0),
        call(SoTien=None),
        call(SoTien=["200000"]),
        call(MaThamChieu="../x"),
        call(MaGiaoDich="<b>"),
        call(MaGiaoDich=""),
        call(ThongTinGiaoDich="x" * 513),
        call(ThongTinGiaoDich="\ud800", MaXacThuc="x"),
    ],
)
def test_what_is_not_as_agreed_is_not_accepted(fields: dict[str, Any]) -> None:
    with pytest.raises(NotAccepted):
        read(fields)


def test_accounts() -> None:
    assert Account.read("") is None
    assert Account.read("970415:113366668888:KHO BAC: HN") == Account("970415", "113366668888", "KHO BAC: HN")
    for wrong in ("113366668888", "97041:1", "970415:", "970415:11 22"):
        with pytest.raises(Misconfigured):
            Account.read(wrong)


def test_printing_the_settings_shows_no_secret() -> None:
    assert SECRET not in repr(PayGovSettings("https://pay.example", PARTNER, SECRET))
