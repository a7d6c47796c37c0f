"""What may be said at any time, typed or pressed, with or without diacritics: back, review, stop, help, a person."""

from __future__ import annotations

from enum import StrEnum

from dialogs.checks.wording import search_key, tidy


class Word(StrEnum):
    """The words of the menu; as a button each is ``!<word>``."""

    START = "start"
    BACK = "back"
    REVIEW = "review"
    STOP = "stop"
    CONTINUE = "continue"
    HELP = "help"
    PERSON = "person"
    LANGUAGE = "language"
    DOSSIERS = "dossiers"
    MY_DATA = "my-data"
    CONSENTS = "consents"
    ERASE = "erase"


# Without diacritics, lower case: what people type for each word, in both languages.
SPOKEN: dict[Word, tuple[str, ...]] = {
    Word.START: (
        "/start", "bat dau", "menu", "chao", "xin chao", "alo", "hi", "hello", "hey", "start", "nop ho so moi",
        "ho so moi", "lam ho so", "new", "new dossier", "chao bot", "chao ban",
    ),
    Word.BACK: ("/lui", "lui", "lui lai", "quay lai", "tro lai", "back", "go back", "previous"),
    Word.REVIEW: ("/xemlai", "xem lai", "kiem tra", "kiem tra lai", "review", "sua", "sua thong tin", "edit"),
    Word.STOP: (
        "/huy", "/dung", "dung", "dung lai", "thoi", "nghi", "tam dung", "stop", "cancel", "huy", "pause",
    ),
    Word.CONTINUE: ("/tieptuc", "tiep tuc", "tiep", "lam tiep", "continue", "resume", "go on"),
    Word.HELP: (
        "/trogiup", "/help", "tro giup", "giup", "giup toi", "huong dan", "help", "?", "khong hieu", "ko hieu",
        "la sao",
    ),
    Word.PERSON: (
        "/gapnguoi", "gap nguoi", "gap can bo", "can bo", "noi chuyen voi nguoi", "noi chuyen voi can bo",
        "tu van vien", "person", "a person", "human", "talk to a person", "agent",
    ),
    Word.LANGUAGE: ("/ngonngu", "ngon ngu", "language", "english", "tieng anh", "tieng viet", "vietnamese"),
    Word.DOSSIERS: (
        "/hosocuatoi", "/trangthai", "ho so cua toi", "ho so", "xem ho so", "tra cuu", "trang thai", "my dossiers",
        "my applications", "status", "ho so cua em", "ho so cua con",
    ),
    Word.MY_DATA: ("/dulieucuatoi", "du lieu cua toi", "du lieu ca nhan", "my data"),
    Word.CONSENTS: ("/rutdongy", "rut dong y", "withdraw consent", "consents"),
    Word.ERASE: ("/xoadulieu", "xoa du lieu", "xoa du lieu cua toi", "erase my data", "delete my data"),
}  # fmt: skip

_WORD_OF = {spoken: word for word, all_spoken in SPOKEN.items() for spoken in all_spoken}
_TELL_LANGUAGE = {"english": "en", "tieng anh": "en", "tieng viet": "vi", "vietnamese": "vi"}
_EDIT = ("sua ", "doi ", "thay ", "edit ", "change ")


def word_in(text: str) -> Word | None:
    """The menu word that this is, if the whole text is one. "đúng" (right) is not "dừng" (stop)."""
    if tidy(text).lower().startswith("đúng"):
        return None
    return _WORD_OF.get(search_key(text).rstrip(".!"))


def language_in(text: str) -> str:
    """The language named outright ("english"), else empty."""
    return _TELL_LANGUAGE.get(search_key(text), "")


def line_to_edit(text: str) -> str:
    """For "sửa ngày sinh": what is to be changed, as a search key; else empty."""
    key = search_key(text)
    return next((key[len(start) :].strip() for start in _EDIT if key.startswith(start)), "")


def word_of_button(button: str) -> Word | None:
    """The menu word behind a standing ``!`` button."""
    name = button.removeprefix("!")
    return Word(name) if button.startswith("!") and name in set(Word) else None
