"""The questions of the criminal record certificate: every field of its declaration (facts 1.5 and 1.6), in order."""

from __future__ import annotations

from dialogs.checks.citizen_id import CitizenId
from dialogs.checks.dates import DateCheck, Precision, month
from dialogs.checks.ethnic_groups import ETHNIC_GROUPS
from dialogs.checks.identity_papers import IdNumber, IssueDate, IssuePlace
from dialogs.checks.names import PersonName
from dialogs.checks.nationalities import NATIONALITIES
from dialogs.checks.numbers import WholeNumber
from dialogs.checks.places import PlaceCheck
from dialogs.checks.text import FreeText
from dialogs.conditions import AllOf, AnyOf, Is, IsNot, Within
from dialogs.effects import Ask as Kind
from dialogs.people import CARD, FILL, READ, REMIND, born, email, full_name, level_2, phone, prepare, sex
from dialogs.pictures import PaperKind
from dialogs.procedure import Part
from dialogs.procedures.criminal_record.choices import (
    CHANNELS,
    EXEMPT,
    FEE_PAPERS,
    ID_TYPES,
    PURPOSES,
    RELATIONS,
    options,
)
from dialogs.procedures.criminal_record.fees import CAMPAIGN_FROM, CAMPAIGN_TO
from dialogs.steps import (
    Acknowledge,
    Ask,
    Choose,
    Fixed,
    MonthAfterPreviousRow,
    Option,
    Photograph,
    PreviousRow,
    Repeat,
    SameAs,
    YesNo,
)

HISTORY_SINCE = 14

ONLINE, DIRECT, POST = Is("channel", "online"), Is("channel", "direct"), Is("channel", "post")
FOR_ANOTHER = IsNot("for_whom", "self")
STRANGER = Is("for_whom", "other")
PAPER_COPY = Is("delivery", "counter", "post")


START = Part(
    "start",
    (
        Choose(key="purpose", options=options(*PURPOSES, "adoption", "own_record", "other"), wire="maMucDich"),
        Acknowledge(key="gate_employer", when=Is("purpose", "job", "practice")),
        Choose(
            key="cert_type",
            options=(
                Option("1", aliases=("số 1", "loại 1", "No. 1")),
                Option("2", aliases=("số 2", "loại 2", "No. 2")),
            ),
            wire="loaiPhieu",
        ),
        Choose(key="for_whom", options=options(*RELATIONS)),
        Choose(key="channel", options=CHANNELS),
        level_2(ONLINE),
        prepare("prepare-criminal-record"),
        FILL,
        REMIND,
        Ask(  # in the applicant's own words: not before they may be stored
            key="purpose_other",
            text="ask-purpose-other-text",
            check=FreeText(3, 200),
            when=Is("purpose", "other"),
            wire="mucDichKhac",
        ),
    ),
)

SUBMITTER = Part(
    "submitter",
    (
        full_name("submitter_name", when=FOR_ANOTHER, wire="nuqHoTen"),
        Ask(
            key="submitter_id",
            check=CitizenId("submitter_sex", "submitter_birth"),
            kind=Kind.NUMBER,
            masked=True,
            when=FOR_ANOTHER,
            wire="nuqSoGiayTo",
        ),
    ),
)

PERSON = Part(
    "person",
    (
        Acknowledge(key="about_them", when=FOR_ANOTHER),
        READ,
        CARD,
        full_name(wire="nycHoTen"),
        Ask(key="other_name", check=PersonName(), optional=True, wire="nycTenGoiKhac"),
        sex("nycGioiTinh"),
        born(wire="nycNgaySinh"),
        Ask(
            key="birth_place",
            check=PlaceCheck(history=True, province_only=True, abroad=True),
            kind=Kind.ADDRESS,
            wire="nycNoiSinh",
        ),
        Choose(key="nationality", options=tuple(Option(*row) for row in NATIONALITIES), wire="nycQuocTich"),
        Choose(
            key="ethnicity",
            options=tuple(Option(*row) for row in ETHNIC_GROUPS),
            when=Is("nationality", "VN"),
            wire="nycDanToc",
        ),
    ),
)

RESIDENCE = Part(
    "residence",
    (
        Choose(key="residence_status", options=options("permanent", "temporary", "none")),
        Ask(
            key="permanent_residence",
            check=PlaceCheck(),
            kind=Kind.ADDRESS,
            when=Is("residence_status", "permanent"),
            wire="nycThuongTru",
        ),
        YesNo(key="lives_elsewhere", when=Is("residence_status", "permanent")),
        Ask(
            key="temporary_residence",
            check=PlaceCheck(),
            kind=Kind.ADDRESS,
            when=AnyOf(Is("residence_status", "temporary"), Is("lives_elsewhere", True)),
            wire="nycTamTru",
        ),
    ),
)

PAPER = Part(
    "paper",
    (
        Choose(key="id_type", options=options(*ID_TYPES), wire="nycLoaiGiayTo"),
        Ask(key="id_number", check=IdNumber(), kind=Kind.NUMBER, masked=True, wire="nycSoGiayTo"),
        Ask(key="id_issue_date", check=IssueDate(), kind=Kind.DATE, wire="nycNgayCapGiayTo"),
        Choose(key="id_issue_place", options=(), issuers=True, other=IssuePlace(), wire="nycNoiCapGiayTo"),
    ),
)

_YEAR_IS_ENOUGH = DateCheck(least=Precision.YEAR)

FAMILY = Part(
    "family",
    (
        Choose(key="father", options=options("known", "unknown")),
        Ask(key="father_name", check=PersonName(), when=Is("father", "known"), wire="nycHoTenCha"),
        Ask(key="father_birth", check=_YEAR_IS_ENOUGH, kind=Kind.DATE, when=Is("father", "known"), wire="chaNamSinh"),
        Choose(key="mother", options=options("known", "unknown")),
        Ask(key="mother_name", check=PersonName(), when=Is("mother", "known"), wire="nycHoTenMe"),
        Ask(key="mother_birth", check=_YEAR_IS_ENOUGH, kind=Kind.DATE, when=Is("mother", "known"), wire="meNamSinh"),
        YesNo(key="married"),
        Ask(key="spouse_name", check=PersonName(), when=Is("married", True), wire="nycHoTenVoChong"),
        Ask(key="spouse_birth", check=_YEAR_IS_ENOUGH, kind=Kind.DATE, when=Is("married", True), wire="voChongNamSinh"),
    ),
)

CONTACT = Part("contact", (phone("nycDienThoai"), email("nycEmail")))

HISTORY = Part(
    "history",
    (
        Repeat(
            key="history",
            wire="quaTrinhCTNNNLV",
            until=Is("to", "now"),
            most=40,
            steps=(
                Ask(
                    key="from",
                    text="ask-history-from",
                    check=month(),
                    kind=Kind.MONTH,
                    wire="tuThangNam",
                    suggest=(MonthAfterPreviousRow("to", "birth_date", HISTORY_SINCE),),
                ),
                Ask(
                    key="to",
                    text="ask-history-to",
                    check=month(now=True, not_before="from"),
                    kind=Kind.MONTH,
                    wire="denThangNam",
                    suggest=(Fixed("now", "until-now"),),
                ),
                Choose(
                    key="kind",
                    text="ask-history-kind",
                    options=options("permanent", "temporary", "abroad", "other"),
                    wire="loaiCuTru",
                ),
                Ask(
                    key="address",
                    text="ask-history-address",
                    check=PlaceCheck(history=True, abroad=True),
                    kind=Kind.ADDRESS,
                    wire="diaChiCuTru",
                    suggest=(PreviousRow("address"), SameAs("permanent_residence"), SameAs("temporary_residence")),
                ),
                Ask(
                    key="occupation",
                    text="ask-history-occupation",
                    check=FreeText(2, 100),
                    wire="ngheNghiep",
                    suggest=(
                        PreviousRow("occupation"),
                        Fixed("Học sinh", "occupation-pupil"),
                        Fixed("Sinh viên", "occupation-student"),
                        Fixed("Lao động tự do", "occupation-own-account"),
                        Fixed("Nghĩa vụ quân sự", "occupation-army"),
                    ),
                ),
                Ask(
                    key="workplace",
                    text="ask-history-workplace",
                    check=FreeText(2, 200),
                    optional=True,
                    wire="noiLamViec",
                    suggest=(PreviousRow("workplace"),),
                ),
            ),
        ),
    ),
)

REQUEST = Part(
    "request",
    (
        Choose(key="convictions", options=options("none", "some"), sensitive=True),
        Ask(
            key="convictions_text",
            check=FreeText(5, 1000),
            when=Is("convictions", "some"),
            sensitive=True,
            wire="thongTinAnTich",
        ),
        YesNo(key="want_ban_info", when=Is("cert_type", "1"), wire="yeuCauCDNCV"),
        Choose(key="delivery", options=options("none", "counter", "post"), wire="hinhThucNhanBanGiay"),
        Ask(
            key="delivery_address",
            check=PlaceCheck(),
            kind=Kind.ADDRESS,
            when=Is("delivery", "post"),
            wire="diaChiNhan",
            suggest=(SameAs("permanent_residence"), SameAs("temporary_residence")),
        ),
        Ask(
            key="copies",
            check=WholeNumber(1, 10),
            kind=Kind.NUMBER,
            when=PAPER_COPY,
            wire="soLuongCap",
            suggest=(Fixed(1, "one-copy"), Fixed(2, "two-copies")),
        ),
        Choose(key="fee_group", options=options("ordinary", "student", "merit", *EXEMPT), wire="nycDoiTuongNopPhi"),
        YesNo(
            key="five_papers",
            when=AllOf(ONLINE, Is("vneid", True), Is("nationality", "VN"), Within(CAMPAIGN_FROM, CAMPAIGN_TO)),
        ),
    ),
)

PAPERS = Part(
    "papers",
    (
        Photograph(
            key="id_card",
            least=2,
            most=2,
            sensitive=True,
            wants=(PaperKind.CARD_FRONT, PaperKind.CARD_BACK, PaperKind.PASSPORT),
            when=IsNot("channel", "online"),
        ),
        Photograph(
            key="authorisation",
            least=1,
            most=6,
            wants=(PaperKind.SHEET,),
            titles=("uy quyen",),
            when=STRANGER,
        ),
        Photograph(key="fee_proof", least=1, most=4, titles=FEE_PAPERS, when=IsNot("fee_group", "ordinary")),
    ),
)


PARTS = (START, SUBMITTER, PERSON, RESIDENCE, PAPER, FAMILY, CONTACT, HISTORY, REQUEST, PAPERS)
