"""A new dossier goes where its procedure goes; what was filed stays where it is, also after the house has moved."""

from __future__ import annotations

from datetime import date

import pytest

from bot.failures import Misconfigured, Outage
from bot.portal_choice import PortalChoice
from bot.ports import Package, PaperRules, Receipt
from tests.fakes.clock import START
from tests.fakes.packages import criminal_record, residence


class Named:
    """Takes everything, and says that it did."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.papers = PaperRules(most_bytes=len(name), archival=name == "police")
        self.asked: list[str] = []
        self.keys: set[str] = set()
        self.silent = False

    async def submit(self, package: Package) -> Receipt:
        self.asked.append(f"submit {package.dossier}")
        self.keys.add(package.key)
        return Receipt(self.name, START)

    async def look_up(self, key: str) -> Receipt | None:
        return Receipt(self.name, START) if key in self.keys else None

    async def withdraw(self, dossier: str) -> None:
        self.asked.append(f"withdraw {dossier}")

    async def status_of(self, code: str, factor: str) -> tuple[int, date | None] | None:
        if self.silent:
            raise Outage("silent")
        return (4, None) if code == self.name else None


async def at_desk(dossier: str) -> bool:
    return dossier == "old"


async def test_each_dossier_goes_where_it_is() -> None:
    new, desk = Named("one_stop"), Named("desk")
    choice = PortalChoice(new, desk, at_desk)
    assert (choice.name, choice.papers) == (new.name, new.papers)
    assert (await choice.submit(criminal_record("fresh", "k1"))).code == "one_stop"
    assert (await choice.submit(criminal_record("old", "k2", round=1))).code == "desk"
    await choice.withdraw("old")
    await choice.withdraw("fresh")
    assert desk.asked == ["submit old", "withdraw old"]
    assert new.asked == ["submit fresh", "withdraw fresh"]
    for key, where in (("k1", "one_stop"), ("k2", "desk")):
        found = await choice.look_up(key)
        assert found is not None and found.code == where
    assert await choice.look_up("k3") is None
    assert await choice.status_of("desk", "") == (4, None) == await choice.status_of("one_stop", "")
    assert await choice.status_of("nowhere", "") is None


def two(filed: dict[str, str] | None = None) -> tuple[PortalChoice, Named, Named, Named]:
    rest, police, desk = Named("one_stop"), Named("police"), Named("desk")

    async def filed_at(dossier: str) -> str:
        return (filed or {}).get(dossier, "")

    return PortalChoice(rest, desk, at_desk, {"1.004194": police}, filed_at), rest, police, desk


async def test_a_procedure_goes_to_its_own_portal_the_rest_to_the_other() -> None:
    choice, rest, police, _ = two()
    assert (await choice.submit(residence("r", "k1"))).code == "police"
    assert (await choice.submit(criminal_record("c", "k2"))).code == "one_stop"
    assert (police.asked, rest.asked) == (["submit r"], ["submit c"])
    assert await choice.status_of("police", "") == (4, None)
    assert choice.papers == PaperRules(len("police"), archival=True), "what the strictest takes, all take"


async def test_a_supplement_and_a_wish_go_where_the_dossier_was_filed() -> None:
    choice, rest, police, _ = two({"r": "one_stop", "c": "police"})
    await choice.submit(residence("r", "k1", round=1))
    await choice.withdraw("r")
    await choice.withdraw("c")
    assert (rest.asked, police.asked) == (["submit r", "withdraw r"], ["withdraw c"])


async def test_a_portal_that_is_joined_no_more_is_named_and_nothing_goes_elsewhere() -> None:
    choice, rest, police, desk = two({"r": "another"})
    with pytest.raises(Misconfigured, match="another"):
        await choice.submit(residence("r", "k1", round=1))
    assert rest.asked == police.asked == desk.asked == []


async def test_a_silent_portal_does_not_hide_what_another_knows() -> None:
    choice, rest, police, _ = two()
    rest.silent = True
    assert await choice.status_of("police", "") == (4, None)
    with pytest.raises(Outage):
        await choice.status_of("nowhere", "")
    police.silent, rest.silent = True, False
    assert await choice.status_of("one_stop", "") == (4, None)
