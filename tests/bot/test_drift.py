"""Our procedures against the portal's: each field that can differ, what blocks, who opens it, what cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from bot.drift import DriftWatch, differences, ours
from bot.failures import Failure, Misconfigured, Uncertain
from bot.national_book import Difference, Drift
from dialogs.procedures import PROCEDURES
from integrations.portals.national import load_national
from integrations.portals.national.reading import fields_of
from integrations.sandbox.national import NationalShelf
from tests.fakes.clock import SettableClock
from tests.play import house

MAPPING = load_national("sandbox")
TODAY = date(2026, 11, 21)
COMPONENTS = {code: mapped.components for code, mapped in MAPPING.procedures.items()}


def mine(code: str) -> dict[str, str]:
    procedure = next(one for one in PROCEDURES if one.code == code)
    return dict(ours(procedure, MAPPING.procedures[code].title, COMPONENTS[code], TODAY))


def theirs(code: str, **changes: Any) -> dict[str, str]:
    return dict(fields_of(NationalShelf().catalogue[code] | changes, MAPPING.names))


@pytest.mark.parametrize("code", ["3.000333", "1.004194"])
def test_the_catalogue_of_the_sandbox_is_ours(code: str) -> None:
    assert differences(mine(code), theirs(code)) == ()


def methods(**of_online: Any) -> list[dict[str, Any]]:
    first, *others = NationalShelf().catalogue["1.004194"]["executionMethods"]
    return [first | of_online, *others]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"name": "Đăng ký tạm trú mới"}, Difference("title", "Đăng ký tạm trú", "Đăng ký tạm trú mới")),
        ({"state": "EXPIRED"}, Difference("state", "ACTIVE", "EXPIRED")),
        (
            {"executionMethods": methods(fees=[{"amount": 8000}])},
            Difference("ONLINE.fee", "7000", "8000"),
        ),
        (
            {"executionMethods": methods(processingTime=5)},
            Difference("ONLINE.time", "3 WORKING_DAY", "5 WORKING_DAY"),
        ),
        ({"executionMethods": methods()[:1]}, Difference("DIRECT.fee", "15000", "")),
        (
            {"executionCases": [{"profileComponents": [{"code": "X-1", "name": "Giấy mới"}]}]},
            Difference("component.X-1", "", "Giấy mới"),
        ),
        ({"executionCases": None}, Difference("component.000.00.00.G01-KQ003631", "dwelling_proof", "")),
    ],
)
def test_each_field_that_differs_is_named(changes: dict[str, Any], found: Difference) -> None:
    assert found in differences(mine("1.004194"), theirs("1.004194", **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "  ĐĂNG KÝ   TẠM TRÚ "},
        {"name": "\u0110\u0103ng ky\u0301 ta\u0323m tru\u0301"},
        {"state": "UPDATED"},
        {"executionMethods": methods(fees=[{"amount": 5000}, {"amount": 7000}])},
        {"executionMethods": [*methods(), {"submissionMethod": "POSTAL", "processingTime": 3}]},
    ],
)
def test_what_means_the_same_is_no_difference(changes: dict[str, Any]) -> None:
    assert differences(mine("1.004194"), theirs("1.004194", **changes)) == ()


class Book:
    """The part of the book that remembers drifts."""

    def __init__(self) -> None:
        self.kept: dict[str, Drift] = {}

    async def drifts(self) -> Sequence[Drift]:
        return list(self.kept.values())

    async def found(self, drift: Drift) -> None:
        before = self.kept.pop(drift.procedure, None)
        if drift.differences:
            same = before is not None and before.differences == drift.differences
            self.kept[drift.procedure] = before if same and before else drift

    async def keep_open(self, procedure: str, by: str, at: datetime) -> None:
        self.kept[procedure] = replace(self.kept[procedure], opened_by=by)


class Portal:
    """Answers from the sandbox's shelf, or fails."""

    def __init__(self) -> None:
        self.shelf = NationalShelf()
        self.failure: Failure | None = None

    async def procedure(self, code: str) -> dict[str, str] | None:
        if self.failure:
            raise self.failure
        found = self.shelf.catalogue.get(code)
        return None if found is None else dict(fields_of(found, MAPPING.names))


def watching() -> tuple[DriftWatch, Portal, list[str]]:
    portal, called = Portal(), list[str]()

    async def alarm(id: str, reason: str) -> None:
        called.append(reason)

    book: Any = Book()
    watch = DriftWatch(
        book, portal, house(), COMPONENTS, lambda one: MAPPING.procedures[one.code].title, alarm, SettableClock()
    )
    return watch, portal, called


async def test_only_the_procedure_that_differs_is_blocked_and_staff_are_called_once() -> None:
    watch, portal, called = watching()
    portal.shelf.catalogue["1.004194"]["state"] = "EXPIRED"
    assert await watch.compare_all() == 1
    assert watch.catalogue().blocked == {"1.004194"}
    await watch.compare_all()
    assert called == ["procedure_drift"]


async def test_staff_open_it_and_another_difference_blocks_again() -> None:
    watch, portal, called = watching()
    portal.shelf.catalogue["1.004194"]["state"] = "EXPIRED"
    await watch.compare_all()
    await watch.keep_open("1.004194", "an")
    assert watch.catalogue().blocked == frozenset()
    await watch.compare_all()
    assert watch.catalogue().blocked == frozenset(), "the same difference was looked at"
    portal.shelf.catalogue["1.004194"]["name"] = "Khác"
    await watch.compare_all()
    assert watch.catalogue().blocked == {"1.004194"} and len(called) == 2


async def test_it_is_free_again_once_it_is_the_same() -> None:
    watch, portal, _ = watching()
    del portal.shelf.catalogue["1.004194"]
    await watch.compare_all()
    assert watch.catalogue().blocked == {"1.004194"}, "the portal has it no more"
    portal.shelf = NationalShelf()
    await watch.compare_all()
    assert watch.catalogue().blocked == frozenset() and watch.catalogue() is not None


@pytest.mark.parametrize("failure", [Uncertain("portal: no JSON"), Misconfigured("portal: 401")])
async def test_a_catalogue_that_cannot_be_read_says_nothing(failure: Failure) -> None:
    watch, portal, called = watching()
    portal.failure = failure
    assert await watch.compare_all() == 0
    assert watch.catalogue().blocked == frozenset() and called == []
    portal.failure = None
    portal.shelf.catalogue["1.004194"]["state"] = "EXPIRED"
    await watch.compare_all()
    portal.failure = failure
    assert await watch.compare_all() == 1
    assert watch.catalogue().blocked == {"1.004194"}, "what was found stands until it is looked at again"
