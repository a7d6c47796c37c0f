"""Secrets are found, and nothing else is taken for one (facts trap 9)."""

import pytest

from dialogs.checks.secrets import CARD, OTP, PASSCODE, PASSWORD, secret_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("OTP 123456", OTP),
        ("mã OTP là 123 456 ạ", OTP),
        ("otp cua em: 1234", OTP),
        ("123456 là mã OTP", OTP),
        ("Mã xác thực 654321", OTP),
        ("ma xac nhan cua toi la 987654", OTP),
        ("your verification code is 123456", OTP),
        ("O\u200bTP 123456", OTP),
        ("OTP １２３４５６", OTP),
        ("passcode 123456", PASSCODE),
        ("passcode VNeID của tôi là 123456", PASSCODE),
        ("mã PIN: 1234", PASSCODE),
        ("cvv 123", PASSCODE),
        ("mật khẩu là Abc@123", PASSWORD),
        ("Mật khẩu VNeID của tôi là mưa rào", PASSWORD),
        ("mat khau: hello123", PASSWORD),
        ("mk: abc123", PASSWORD),
        ("mật khẩu đăng nhập VNeID hiện tại của tôi = matkhau", PASSWORD),
        ("password is secret1", PASSWORD),
        ("pass abc12345", PASSWORD),
        ("4111 1111 1111 1111", CARD),
        ("thẻ 4111111111111111 nhé", CARD),
        ("5555-5555-5555-4444", CARD),
        ("9704 0000 0000 0000 018", CARD),
        ("3782 822463 10005", CARD),
    ],
)
def test_secrets(text: str, kind: str) -> None:
    assert secret_in(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123456",
        "001090000018",
        "001 090 000 018",
        "CCCD 001090000018 cấp 15/03/2021",
        "001090000018 0900000018",
        "0900 000 012",
        "+84900000012",
        "05/03/1990",
        "05031990",
        "H15.50.05.13-261008-0975",
        "000.00.01.H22-230105-0012",
        "OTP là gì?",
        "tôi chưa nhận được mã xác thực",
        "nhập OTP 5 phút trước",
        "tôi quên mật khẩu VNeID",
        "mật khẩu là gì?",
        "mật khẩu không đúng",
        "đổi mật khẩu 2 lần rồi",
        "Mật khẩu cần 8 ký tự",
        "cấp lại mật khẩu là thủ tục gì",
        "tôi quên mật khẩu nên việc này là bất khả thi",
        "Tòa nhà MK Plaza: tầng 3",
        "hộ chiếu passport C0000018",
        "4111 1111 1111 1112",
        "1234567890123456",
        "1000000000000008",
        "20261121143000",
        "Công an tỉnh Hải Dương",
        "Tôi làm việc tại công ty từ 10/2018 đến nay",
        "pin điện thoại hết",
    ],
)
def test_not_secrets(text: str) -> None:
    assert secret_in(text) is None


def test_long_texts_are_searched_too() -> None:
    assert secret_in("a " * 5000 + "OTP 123456") == OTP
    assert secret_in("otp " + "la " * 6000) is None
