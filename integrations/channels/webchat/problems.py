"""Requests that are not taken: each has a status, a stable code and a sentence in both languages."""

from __future__ import annotations

from fastapi import HTTPException
from fastapi.responses import JSONResponse

from integrations.channels.webchat.models import Trouble, Words


class Problem(HTTPException):
    """An answer that says why not. FastAPI lets an HTTPException through where it would swallow others."""

    def __init__(self, status: int, code: str, vi: str, en: str, *, after: int = 0) -> None:
        super().__init__(status, code)
        self.trouble = Trouble(error=code, message=Words(vi=vi, en=en))
        self.after = after

    def response(self) -> JSONResponse:
        headers = {"Retry-After": str(self.after)} if self.after else None
        return JSONResponse(self.trouble.model_dump(), self.status_code, headers)


def malformed() -> Problem:
    return Problem(400, "malformed", "Yêu cầu không đúng định dạng.", "This request is not well formed.")


def no_session() -> Problem:
    return Problem(
        401, "no-session", "Phiên đã hết. Mời tải lại trang.", "The session has ended. Please reload the page."
    )


def foreign() -> Problem:
    return Problem(403, "foreign", "Yêu cầu đến từ trang khác.", "This request comes from another site.")


def not_found() -> Problem:
    return Problem(404, "not-found", "Không tìm thấy.", "Not found.")


def wrong_code() -> Problem:
    return Problem(
        404,
        "wrong-code",
        "Mã không đúng hoặc đã hết hạn. Mời lấy mã mới trên máy kia.",
        "The code is wrong or has expired. Please get a new one on the other device.",
    )


def nothing_yet() -> Problem:
    return Problem(
        409, "nothing-yet", "Chưa có cuộc trò chuyện nào để chuyển.", "There is no conversation to take along yet."
    )


def too_long(most: int) -> Problem:
    vi = f"Tin nhắn dài quá {most} ký tự. Mời chia thành các tin ngắn hơn."
    return Problem(413, "too-long", vi, f"The message is longer than {most} characters. Please split it.")


def too_big(most: int) -> Problem:
    megabytes = most // (1024 * 1024)
    vi = f"Tệp lớn quá {megabytes} MB. Mời chụp lại hoặc chọn tệp nhỏ hơn."
    return Problem(413, "too-big", vi, f"The file is larger than {megabytes} MB. Please choose a smaller one.")


def too_many() -> Problem:
    vi, en = (
        "Gửi hơi nhanh. Mời đợi một lát rồi thử lại.",
        "That was a little fast. Please wait a moment and try again.",
    )
    return Problem(429, "too-many", vi, en, after=20)


def try_again() -> Problem:
    vi, en = "Hệ thống đang bận. Tin sẽ được gửi lại.", "We are busy right now. The message will be sent again."
    return Problem(503, "try-again", vi, en, after=3)
