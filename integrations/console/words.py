"""The console's Vietnamese: statuses, moves, ready phrases, what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk_apologies import APOLOGISED, apology_in
from bot.desk_money import Held, Method, PaymentRow
from bot.desk_slips import Slip
from dialogs.dossier import Step

STATUSES = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang xử lý",
    5: "Yêu cầu bổ sung",
    6: "Chờ nghĩa vụ tài chính",
    7: "Công dân rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
_TONES = {1: "new", 2: "work", 4: "work", 5: "wait", 6: "wait", 9: "done", 10: "done"}

TABS: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("new", "Mới nộp", (1,)),
    ("work", "Đang giải quyết", (2, 4, 6)),
    ("wait", "Chờ bổ sung", (5,)),
    ("ready", "Chờ trả kết quả", (9,)),
    ("closed", "Đã xong", (3, 7, 8, 10)),
    ("all", "Tất cả", ()),
)


@dataclass(frozen=True, slots=True)
class MoveWords:
    """How a move is called, what its page explains, what was done afterwards."""

    title: str
    button: str
    explains: str
    done: str
    style: str = "plain"


MOVES: dict[Step, MoveWords] = {
    Step.ACCEPTED: MoveWords(
        "Tiếp nhận hồ sơ",
        "Tiếp nhận",
        "Hồ sơ hợp lệ và đủ thành phần. Hệ thống cấp mã hồ sơ và ngày hẹn trả.",
        "Đã tiếp nhận hồ sơ.",
        "primary",
    ),
    Step.SUPPLEMENT_ASKED: MoveWords(
        "Yêu cầu bổ sung",
        "Yêu cầu bổ sung",
        "Chọn đúng những mục cần bổ sung. Công dân chỉ được mở lại các mục này.",
        "Đã gửi yêu cầu bổ sung.",
    ),
    Step.REFUSED: MoveWords(
        "Từ chối tiếp nhận",
        "Từ chối",
        "Hồ sơ không được tiếp nhận. Lý do là bắt buộc và được gửi nguyên văn cho công dân.",
        "Đã từ chối hồ sơ.",
        "danger",
    ),
    Step.PROCESSED: MoveWords(
        "Bắt đầu xử lý",
        "Bắt đầu xử lý",
        "Chuyển hồ sơ cho bộ phận chuyên môn.",
        "Hồ sơ đang được xử lý.",
        "primary",
    ),
    Step.PAYMENT_ASKED: MoveWords(
        "Yêu cầu nộp phí",
        "Yêu cầu nộp phí",
        "Công dân được báo mức phí, lý do và cách nộp. Mức phí do hệ thống tính từ tờ khai.",
        "Đã yêu cầu nộp phí.",
    ),
    Step.FINISHED: MoveWords(
        "Hoàn thành xử lý",
        "Hoàn thành",
        "Kết quả đã được ký. Bước tiếp theo là trả kết quả.",
        "Đã hoàn thành xử lý.",
        "primary",
    ),
    Step.HANDED_OVER: MoveWords(
        "Trả kết quả",
        "Trả kết quả",
        "Tải lên tệp PDF kết quả. Tệp được mã hóa và gửi cho công dân qua kênh đã nộp.",
        "Đã trả kết quả cho công dân.",
        "primary",
    ),
    Step.STOPPED: MoveWords(
        "Dừng xử lý",
        "Dừng xử lý",
        "Dừng theo căn cứ pháp luật. Lý do là bắt buộc và được gửi nguyên văn cho công dân.",
        "Đã dừng xử lý hồ sơ.",
        "danger",
    ),
    Step.WITHDREW: MoveWords(
        "Đồng ý cho rút hồ sơ",
        "Đồng ý rút",
        "Công dân đã đề nghị rút hồ sơ. Sau khi đồng ý, hồ sơ được đóng lại.",
        "Đã đồng ý cho rút hồ sơ.",
    ),
}

PHRASES: dict[Step, tuple[str, ...]] = {
    Step.SUPPLEMENT_ASKED: (
        "Ảnh bị mờ hoặc lóa, không đọc được chữ.",
        "Ảnh thiếu góc hoặc thiếu trang.",
        "Thông tin kê khai không khớp với giấy tờ.",
        "Thiếu giấy tờ chứng minh đối tượng giảm, miễn phí.",
        "Quá trình cư trú còn khoảng thời gian chưa kê khai.",
    ),
    Step.REFUSED: (
        "Hồ sơ không thuộc thẩm quyền giải quyết của cơ quan.",
        "Người nộp không đủ điều kiện yêu cầu thay cho người khác.",
        "Hồ sơ trùng với hồ sơ đã nộp trước đó.",
        "Giấy tờ có dấu hiệu giả mạo.",
    ),
    Step.STOPPED: (
        "Phát hiện thông tin kê khai không đúng sự thật.",
        "Có văn bản của cơ quan có thẩm quyền yêu cầu dừng giải quyết.",
    ),
}

DELAYS = (
    "Cần xác minh thêm tại nơi cư trú trước đây.",
    "Đang chờ kết quả phối hợp của cơ quan khác.",
    "Số lượng hồ sơ tăng cao trong thời gian này.",
)
"""Ready reasons of an apology."""

SLIPS = {
    Slip.RECEIPT: "Giấy tiếp nhận và hẹn trả (PDF)",
    Slip.SUPPLEMENT: "Phiếu yêu cầu bổ sung (PDF)",
    Slip.REFUSAL: "Phiếu từ chối (PDF)",
    Slip.APOLOGY: "Phiếu xin lỗi (PDF)",
}
SLIP_FILES = {
    Slip.RECEIPT: "giay-tiep-nhan",
    Slip.SUPPLEMENT: "phieu-bo-sung",
    Slip.REFUSAL: "phieu-tu-choi",
    Slip.APOLOGY: "phieu-xin-loi",
}
DECLARATION_FILE = "to-khai"
"""How the files are called, before the dossier's code."""

MISSING = {
    "reason": "Hãy chọn hoặc ghi lý do (tối đa 1.000 ký tự).",
    "items": "Hãy chọn ít nhất một mục cần bổ sung.",
    "deadline": "Hạn bổ sung phải sau ngày hôm nay và trong vòng 365 ngày.",
    "until": "Ngày hẹn lại phải là ngày làm việc, sau hôm nay và trong vòng 365 ngày.",
    "result": "Hãy chọn một tệp PDF hợp lệ, không quá 10 MB.",
    "sure": "Hãy xác nhận đã kiểm tra đúng hồ sơ.",
    "request": "Công dân chưa đề nghị rút hồ sơ này.",
    "fee": "Hồ sơ này không phải nộp phí.",
    "owed": "Đã yêu cầu nộp phí, đang chờ công dân.",
    "paid": "Phí của hồ sơ này đã nộp.",
    "unpaid": "Phí chưa nộp xong: ghi nhận tiền trước, rồi làm lại bước này.",
    "quota": "Hồ sơ đã được yêu cầu bổ sung đủ số lần cho phép.",
}

STOPS = {
    "closed": ("Không có quyền", "Tài khoản của bạn không được mở trang này."),
    "session-over": (
        "Phiên làm việc đã kết thúc",
        "Bạn đã không thao tác quá 15 phút hoặc đã đăng xuất. Chưa có gì được ghi lại.",
    ),
    "stale-form": (
        "Biểu mẫu đã cũ",
        "Trang này được mở từ phiên trước. Hãy mở lại trang và làm lại. Chưa có gì được ghi lại.",
    ),
    "foreign": ("Yêu cầu không hợp lệ", "Yêu cầu không đến từ trang làm việc này nên đã bị từ chối."),
    "too-large": ("Tệp quá lớn", "Tệp tải lên vượt quá 10 MB. Chưa có gì được ghi lại."),
    "too-many": ("Thử quá nhiều lần", "Vì an toàn, hãy đợi 15 phút rồi thử lại."),
    "conflict": (
        "Hồ sơ vừa thay đổi",
        "Một cán bộ khác, hoặc một lần bấm trước của bạn, đã cập nhật hồ sơ này. Chưa có gì được ghi thêm.",
    ),
    "busy": ("Hệ thống đang bận", "Hệ thống đang bận, xin thử lại sau ít phút."),
    "not-now": ("Chưa làm được lúc này", "Một phần của hệ thống đang không trả lời. Hãy thử lại sau ít phút."),
    "not-here": ("Không tìm thấy", "Trang hoặc hồ sơ này không có ở đây, hoặc thao tác không còn phù hợp."),
}

WHAT = {
    "filed": "Công dân nộp hồ sơ",
    "payment-opened": "Mở khoản thu phí",
    "payment-paid": "Đã thu phí",
    "payment-wrong": "Nhận sai số tiền",
    "payment-twice": "Nhận thừa một lần tiền",
    "payment-refund": "Phí phải hoàn",
    "payment-given-back": "Đã hoàn phí",
    "payment-cancelled": "Hủy khoản thu phí",
    "withdraw-asked": "Công dân đề nghị rút hồ sơ",
    "opened": "Mở hồ sơ",
    "photo": "Xem ảnh giấy tờ",
    "paper": "Tải cả tờ giấy (PDF)",
    "result": "Xem kết quả",
    "declaration": "Xem tờ khai",
    "slip-receipt": "In giấy tiếp nhận",
    "slip-supplement": "In phiếu yêu cầu bổ sung",
    "slip-refusal": "In phiếu từ chối",
    "slip-apology": "In phiếu xin lỗi",
    APOLOGISED: "Lập phiếu xin lỗi và hẹn lại",
    "promised-again": "Tính lại ngày hẹn trả",
    "queue": "Xem danh sách",
    "audit-read": "Xem nhật ký",
    "logged-in": "Đăng nhập",
    "logged-out": "Đăng xuất",
    "login-failed": "Đăng nhập sai",
    "otp-failed": "Mã xác thực sai",
    "password-changed": "Đổi mật khẩu",
    "staff-added": "Thêm tài khoản",
    "staff-reset": "Cấp lại mật khẩu",
    "staff-closed": "Khóa tài khoản",
    "staff-reopened": "Mở khóa tài khoản",
    "calendar-set": "Sửa lịch làm việc",
    "portal-held": "Tạm giữ hồ sơ gửi cổng",
    "portal-released": "Cho gửi cổng tiếp",
    "calendar-dropped": "Xóa ngày đặc biệt",
}

LOOKS = frozenset({"opened", "photo", "paper", "result", "declaration", *(f"slip-{slip}" for slip in Slip)})
"""Ledger lines that only record that somebody looked."""

CHANNELS = {
    "webchat": "Web",
    "telegram": "Telegram",
    "zalo_oa": "Zalo OA",
    "zalo_bot": "Zalo",
    "terminal": "Máy tính",
}

ACTORS = {"citizen": "Công dân", "system": "Hệ thống", "paygov": "Cổng thanh toán", "-": "Không rõ"}

HELD = {
    Held.OPEN: "Chờ thanh toán",
    Held.WRONG: "Sai số tiền",
    Held.PAID: "Đã thanh toán",
    Held.REFUND: "Phải hoàn phí",
    Held.REFUNDED: "Đã hoàn",
    Held.CANCELLED: "Đã hủy",
}
CASH_DONE, BACK_DONE = "cash", "given-back"
METHODS = {Method.ONLINE: "trực tuyến", Method.CASH: "tiền mặt tại quầy"}


def money(amount: int) -> str:
    """``200.000 đ``"""
    return f"{amount:,} đ".replace(",", ".")


def done(what: str) -> str:
    """What was just done, for the top of the dossier's page; nothing for a word that names nothing."""
    if what == CASH_DONE:
        return "Đã ghi nhận tiền mặt và báo công dân."
    if what == BACK_DONE:
        return "Đã ghi nhận việc hoàn phí và báo công dân."
    return next((move.done for step, move in MOVES.items() if str(step) == what), "")


def held(row: PaymentRow) -> str:
    """Where a charge stands, in words."""
    return "Thừa, phải hoàn" if row.twice and row.state is Held.REFUND else HELD[row.state]


def status(code: int) -> str:
    """The national name of a status; an unknown one says its number."""
    return STATUSES.get(code, f"Trạng thái {code}")


def tone(code: int) -> str:
    """Which colour a status has."""
    return _TONES.get(code, "closed")


def what(line: str, detail: str = "") -> str:
    """A ledger line's name for people."""
    if line == "filed" and not detail.startswith("round=0"):
        return "Công dân nộp bổ sung"
    if line == APOLOGISED and (days := apology_in(detail)):
        return f"{WHAT[line]} ngày {days[1]:%d/%m/%Y}"
    if line.startswith("move:"):
        return MOVES[Step(line.removeprefix("move:"))].title
    return WHAT.get(line, line)


def actor(name: str) -> str:
    """Who did it."""
    return ACTORS.get(name, name)
