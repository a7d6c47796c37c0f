"""The criminal record certificate: fees through the whole procedure, terms, who may ask for whom, the wire."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.answers import Address, Answer, AnswerValue, PartialDate
from dialogs.checks.outcome import Context
from dialogs.procedures import CRIMINAL_RECORD
from dialogs.route import walk
from tests.dialogs.test_turn_filling import filling
from tests.fakes.units import gazetteer
from tests.people import BINH
from tests.play import Play

TODAY, BEFORE, AFTER = date(2026, 11, 21), date(2026, 8, 14), date(2027, 3, 1)
HOME = Address(province_code="01", province="Thành phố Hà Nội", commune_code="00004", commune="Phường Ba Đình")


def context(day: date = TODAY, **answers: AnswerValue) -> Context:
    usual: dict[str, AnswerValue] = {
        "channel": "online",
        "vneid": True,
        "nationality": "VN",
        "five_papers": True,
        "fee_group": "ordinary",
        "delivery": "none",
        "cert_type": "1",
        "convictions": "none",
        "for_whom": "self",
        "purpose": "study_abroad",
    }
    return Context(day, {key: Answer(value) for key, value in (usual | answers).items()}, "", gazetteer())


def taken(given: Context) -> Context:
    """What is filed of it: only the route."""
    return walk(CRIMINAL_RECORD, given).taken(given)


@pytest.mark.parametrize(
    ("given", "dong"),
    [
        (context(BEFORE, delivery="counter", copies=1), 200_000),
        (context(BEFORE, fee_group="student", delivery="counter", copies=4), 110_000),
        (context(), 0),
        (context(channel="direct"), 200_000),
        (context(AFTER), 200_000),
        (context(BEFORE, fee_group="poor", delivery="counter", copies=3), 5_000),
        (context(date(2026, 8, 15)), 0),
        (context(date(2027, 2, 28)), 0),
        (context(five_papers=False), 200_000),
        (context(nationality="JP"), 200_000),
        (context(channel="direct", fee_group="merit"), 100_000),
        (context(channel="direct", fee_group="child"), 0),
    ],
)
def test_fees(given: Context, dong: int) -> None:
    assert CRIMINAL_RECORD.fee(taken(given)).total == dong


def test_copies_that_are_no_longer_wanted_cost_nothing() -> None:
    assert CRIMINAL_RECORD.fee(taken(context(BEFORE, delivery="none", copies=4))).total == 200_000


def test_the_campaign_is_asked_about_only_where_and_while_it_helps() -> None:
    def asked(given: Context) -> bool:
        return walk(CRIMINAL_RECORD, given).at("five_papers") is not None

    assert asked(context()) and asked(context(date(2026, 8, 15))) and asked(context(date(2027, 2, 28)))
    for given in (context(BEFORE), context(AFTER), context(channel="direct"), context(nationality="JP")):
        assert not asked(given)


@pytest.mark.parametrize(
    ("given", "days"),
    [(context(), 5), (context(nationality="JP"), 15), (context(convictions="some"), 15), (Context(TODAY), 5)],
)
def test_terms(given: Context, days: int) -> None:
    assert CRIMINAL_RECORD.term(given) == days


def codes(given: Context) -> set[str]:
    return {rule.code for rule in CRIMINAL_RECORD.rules if rule.when.holds(taken(given))}


@pytest.mark.parametrize("relative", ["self", "father", "mother", "spouse", "child", "ward"])
@pytest.mark.parametrize("channel", ["online", "direct", "post"])
def test_the_family_may_be_filed_for_by_every_channel(relative: str, channel: str) -> None:
    assert "E_PROXY_NOT_ALLOWED" not in codes(context(for_whom=relative, channel=channel))


def test_a_stranger_only_at_the_counter_or_by_post_and_with_an_authorisation() -> None:
    assert "E_PROXY_NOT_ALLOWED" in codes(context(for_whom="other"))
    for channel in ("direct", "post"):
        given = context(for_whom="other", channel=channel)
        assert "E_PROXY_NOT_ALLOWED" not in codes(given)
        assert walk(CRIMINAL_RECORD, given).at("authorisation") is not None
    assert walk(CRIMINAL_RECORD, context(for_whom="mother", channel="post")).at("authorisation") is None


def test_nobody_files_no_2_for_a_stranger() -> None:
    assert "E_PROXY_NOT_ALLOWED" in codes(context(for_whom="other", channel="direct", cert_type="2"))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (context(cert_type="2", purpose="job"), "W_NO_2"),
        (context(cert_type="2", convictions="none"), "W_EXPUNGED"),
        (context(channel="post"), "W_POST_SIGNATURE"),
        (context(vneid=False), "E_VNEID_LEVEL"),
        (context(consent_fill=False), "E_CONSENT_MISSING"),
        (context(birth_date=PartialDate(2010, 11, 22)), "E_AGE_MIN"),
        (context(residence_status="none"), "E_CHANNEL_CLOSED"),
    ],
)
def test_rules(given: Context, code: str) -> None:
    assert code in codes(given)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (context(cert_type="2", purpose="own_record"), "W_NO_2"),
        (context(vneid=False, channel="direct"), "E_VNEID_LEVEL"),
        (context(birth_date=PartialDate(2010, 11, 21)), "E_AGE_MIN"),
    ],
)
def test_rules_that_must_not_fire(given: Context, code: str) -> None:
    assert code not in codes(given)


def test_an_age_is_never_passed_by_a_guess() -> None:
    assert "E_AGE_MIN" in codes(context(birth_date=PartialDate(2010)))
    assert "E_AGE_MIN" not in codes(context(birth_date=PartialDate(2009)))


def filed(play: Play) -> dict[str, object]:
    dossier = play.conversation.dossiers[-1]
    return dict(CRIMINAL_RECORD.wire(taken(Context(TODAY, dossier.answers, "", gazetteer()))))


def test_the_wire_of_a_complete_applicant() -> None:
    form = filed(filling("review"))
    assert form["nycThuongTru"] == {
        "maQuocGia": "VN",
        "maTinhThanh": "01",
        "tenTinhThanh": "Thành phố Hà Nội",
        "maQuanHuyen": "",
        "tenQuanHuyen": "",
        "maPhuongXa": HOME.commune_code,
        "tenPhuongXa": "Phường Ba Đình",
        "chiTiet": "số 5 ngõ 12",
    }
    assert form["nycNoiSinh"]["chiTiet"] == "xã Quang Phục, huyện Tứ Kỳ, tỉnh Hải Dương"  # type: ignore[index]
    plain = {key: value for key, value in form.items() if not isinstance(value, dict | list)}
    assert plain == {
        "loaiPhieu": "1",
        "maMucDich": "study_abroad",
        "nycHoTen": "NGUYỄN THỊ HOA",
        "nycGioiTinh": 2,
        "nycNgaySinh": "05/03/1990",
        "nycQuocTich": "VN",
        "nycDanToc": plain["nycDanToc"],
        "nycLoaiGiayTo": "cc",
        "nycSoGiayTo": "030190000018",
        "nycNgayCapGiayTo": "15/08/2025",
        "nycNoiCapGiayTo": "Bộ Công an",
        "nycHoTenCha": "Nguyễn Văn Bình",
        "chaNamSinh": 1960,
        "nycHoTenMe": "Trần Thị Cúc",
        "meNamSinh": 1962,
        "nycDienThoai": plain["nycDienThoai"],
        "nycDoiTuongNopPhi": "ordinary",
        "yeuCauCDNCV": 0,
        "hinhThucNhanBanGiay": None,
        "uyQuyen": 0,
    }
    assert str(plain["nycDienThoai"]).endswith("900000012")
    rows = form["quaTrinhCTNNNLV"]
    assert isinstance(rows, list) and [(row["tuThangNam"], row["denThangNam"]) for row in rows] == [
        ("03/2004", "06/2008"),
        ("07/2008", "11/2026"),
    ]
    assert rows[0]["loaiCuTru"] == "permanent" and rows[0]["ngheNghiep"] == "Học sinh"
    assert rows[0]["noiLamViec"] == "Trường THPT Tứ Kỳ"
    assert rows[0]["diaChiCuTru"]["chiTiet"] == "xã Quang Phục, huyện Tứ Kỳ, tỉnh Hải Dương"


def test_the_wire_of_somebody_who_is_filed_for_with_everything() -> None:
    play = Play()
    play.opens("criminal-record")
    play.fills(BINH)
    form = filed(play)
    assert form["uyQuyen"] == 1
    assert form["thongTinUyQuyen"] == {
        "nuqHoTen": "Lê Văn Bình",
        "nuqSoGiayTo": "001085000052",
        "nuqQuanHe": {"ma": "other"},
    }
    assert form["mucDichKhac"] == "bổ sung hồ sơ dự thầu"
    assert "nycThuongTru" not in form and form["nycTamTru"]["tenPhuongXa"] == "Phường Sài Gòn"  # type: ignore[index]
    assert (form["nycHoTenVoChong"], form["voChongNamSinh"]) == ("Lê Văn Dũng", 1988)
    assert (form["hinhThucNhanBanGiay"], form["soLuongCap"]) == (2, 4)
    assert form["diaChiNhan"]["tenTinhThanh"] == "Thành phố Hồ Chí Minh"  # type: ignore[index]
    assert str(form["thongTinAnTich"]).startswith("năm 2015")


def test_no_2_always_asks_for_the_bans() -> None:
    assert CRIMINAL_RECORD.wire(taken(context(cert_type="2", want_ban_info=False)))["yeuCauCDNCV"] == 1
    assert CRIMINAL_RECORD.wire(taken(context(want_ban_info=True)))["yeuCauCDNCV"] == 1


def test_the_first_period_begins_in_the_month_of_the_fourteenth_birthday() -> None:
    def faults(since: PartialDate) -> list[str]:
        given = context(birth_date=PartialDate(1990, 3, 5), **{"history.0.from": since, "history.0.to": "now"})
        return [fault.code for fault in CRIMINAL_RECORD.review(given)]

    assert faults(PartialDate(2004, 3)) == [] and faults(PartialDate(2004, 4)) == []
    assert faults(PartialDate(2004, 5)) == ["E_HISTORY_GAP"]
