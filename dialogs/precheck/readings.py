"""Rules about what was read off papers: somebody of the dossier stands on each. Letters misread are no fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.answers import mask_number
from dialogs.checks.wording import search_key
from dialogs.precheck.case import Case, Found, named
from dialogs.texts import Listed, say


@dataclass(frozen=True, slots=True)
class OtherNames:
    """A paper on which names were read surely, and none of them is of anybody in the dossier.

    ``papers``: which papers name whom (key of the paper, key of the name). ``sure``: per cent.
    """

    papers: tuple[tuple[str, str], ...]
    sure: int

    def find(self, case: Case) -> Iterator[Found]:
        said = (answer.value for answer in case.context.answers.values())
        everybody = {search_key(one) for one in said if isinstance(one, str)}
        for paper, key in self.papers:
            spot, name, read = case.route.at(paper), case.told(key), _read(case, paper, "name", self.sure)
            if spot is None or not name or not read or everybody & {search_key(one) for one in read}:
                continue
            shown = Listed(read[:2])
            yield Found(paper, say("precheck-other-names", what=named(spot), read=shown, name=name))


@dataclass(frozen=True, slots=True)
class OtherNumbers:
    """A paper on which citizen numbers were read surely, and none of them is anybody's in the dossier."""

    papers: tuple[tuple[str, str], ...]
    sure: int

    def find(self, case: Case) -> Iterator[Found]:
        everybody = {answer.value for answer in case.context.answers.values() if isinstance(answer.value, str)}
        for paper, key in self.papers:
            spot, number, read = case.route.at(paper), case.told(key), _read(case, paper, "number", self.sure)
            if spot is None or not number or not read or everybody & set(read):
                continue
            shown = mask_number(read[0])
            yield Found(paper, say("precheck-other-numbers", what=named(spot), read=shown, number=mask_number(number)))


def _read(case: Case, paper: str, what: str, sure: int) -> tuple[str, ...]:
    found = (one for where, one in case.reads if where == paper and one.what == what and one.sure >= sure)
    return tuple(dict.fromkeys(one.value for one in found))
