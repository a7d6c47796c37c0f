"""Dossier codes as phones mangle them (facts 4.1)."""

import pytest

from dialogs.checks.dossier_code import dossier_code
from tests.dialogs.checks.said import TODAY

CODE = "H15.50.05.13-261008-0975"


@pytest.mark.parametrize(
    "typed",
    [CODE, CODE.lower(), CODE.replace("-", "\u2013"), CODE.replace("-", " — "), f"  {CODE} ",
     "H15 .50.05.13 - 261008 - 0975",
     "h15.50.05.13 261008 0975", f"hồ sơ {CODE} tới đâu rồi?", f"{CODE}.", "H 15.50.05.13-261008-0975", f"({CODE})"],
)  # fmt: skip
def test_one_code_in_many_spellings(typed: str) -> None:
    assert dossier_code(typed, TODAY) == CODE


@pytest.mark.parametrize(
    "code", ["000.00.01.H22-230105-0012", "H40.12-240102-0007", "G01-261008-123456", "H15-261121-1234567"]
)
def test_other_units_and_lengths(code: str) -> None:
    assert dossier_code(code, TODAY) == code


@pytest.mark.parametrize(
    "typed",
    ["H15.50.05.13-261308-0975", "H15.50.05.13-261122-0975", "H15.50.05.13-260230-0975", "H15.50.05.13-261008-097",
     "H15.50.05.13-261008-09751234", "15.50-261008-0975", "0900000012", "001090000018", "", "XH15.50-261008-0975x",
     "a" * 5000],
)  # fmt: skip
def test_what_is_no_code(typed: str) -> None:
    assert dossier_code(typed, TODAY) is None


def test_today_is_not_the_future() -> None:
    assert dossier_code("H15.50-261121-0001", TODAY) == "H15.50-261121-0001"
