"""New dossiers go to the portal of this installation; what the desk has stays with the desk."""

from __future__ import annotations

from datetime import date

from bot.portal_choice import PortalChoice
from bot.ports import Package, PaperRules, Receipt
from tests.fakes.clock import START
from tests.fakes.packages import criminal_record


class Named:
    """Takes everything, and says that it did."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.papers = PaperRules(most_bytes=len(name))
        self.asked: list[str] = []
        self.keys: set[str] = set()

    async def submit(self, package: Package) -> Receipt:
        self.asked.append(f"submit {package.dossier}")
        self.keys.add(package.key)
        return Receipt(self.name, START)

    async def look_up(self, key: str) -> Receipt | None:
        return Receipt(self.name, START) if key in self.keys else None

    async def withdraw(self, dossier: str) -> None:
        self.asked.append(f"withdraw {dossier}")

    async def status_of(self, code: str, factor: str) -> tuple[int, date | None] | None:
        return (4, None) if code == self.name else None


async def test_each_dossier_goes_where_it_is() -> None:
    new, desk = Named("one_stop"), Named("desk")

    async def at_desk(dossier: str) -> bool:
        return dossier == "old"

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
