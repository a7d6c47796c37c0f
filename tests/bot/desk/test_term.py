"""The promised day keeps the term that the citizen was told."""

from __future__ import annotations

import pytest

from tests.people import HOA
from tests.play import Play


def told(nationality: str) -> int:
    """The term on the card."""
    play = Play()
    play.opens()
    play.says("lý lịch tư pháp")
    play.fills({**HOA, "nationality": nationality})
    (dossier,) = play.conversation.dossiers
    procedure = play.catalogue.current(dossier.procedure)
    assert procedure is not None
    from bot.packing import pack
    from tests.play import phrasebook

    package = pack(play.catalogue, phrasebook(), play.conversation, dossier, "chat", "web", play.now)
    assert f"{package.term} ngày làm việc" in play.shown[-1].text
    return package.term


@pytest.mark.parametrize(("nationality", "days"), [("Việt Nam", 5), ("Lào", 15)])
def test_the_package_carries_the_term_on_the_card(nationality: str, days: int) -> None:
    assert told(nationality) == days
