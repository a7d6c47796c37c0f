"""E-mail addresses."""

import pytest

from dialogs.checks.email import Email
from tests.dialogs.checks.said import accepted, doubted, refused

email = Email()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("an@gmail.com", "an@gmail.com"),
        ("An.Nguyen@GMAIL.COM", "An.Nguyen@gmail.com"),
        (" an+ho.so@so.haiphong.gov.vn ", "an+ho.so@so.haiphong.gov.vn"),
        ("email của tôi là an@x.vn", "an@x.vn"),
        ("mailto:an@x.vn", "an@x.vn"),
        ("an@x\u200b.vn", "an@x.vn"),
    ],
)
def test_good_addresses(typed: str, kept: str) -> None:
    assert accepted(email, typed) == kept


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("an@gmail,com", "an@gmail.com"),
        ("an @ gmail.com", "an@gmail.com"),
        ("an@gmail. com", "an@gmail.com"),
        ("angmail.com", "an@gmail.com"),
        ("an@gmail", "an@gmail.com"),
        ("an@gmail.con", "an@gmail.com"),
        ("an@gmai.com", "an@gmail.com"),
        ("an@@gmail.com", "an@gmail.com"),
        ("an a còng gmail.com", "an@gmail.com"),
        ("nguyễn.an@gmail.com", "nguyen.an@gmail.com"),
        ("an@x.vn.", "an@x.vn"),
        ("an@yahoo..com", "an@yahoo.com"),
    ],
)
def test_slips_get_a_proposal(typed: str, meant: str) -> None:
    assert doubted(email, typed) == (meant, "doubt-email")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("an", "refused-email-at"),
        ("không có", "refused-email-at"),
        ("", "refused-email-at"),
        ("gmail.com", "refused-email-at"),
        ("a@b", "refused-email"),
        ("@gmail.com", "refused-email"),
        ("an..b@x.vn", "refused-email"),
        ("an@-x.vn", "refused-email"),
        ("a" * 65 + "@x.vn", "refused-email"),
        ("a" * 5000, "refused-email-long"),
    ],
)
def test_what_is_no_address(typed: str, key: str) -> None:
    assert refused(email, typed) == (key, "E_EMAIL_FORMAT")
