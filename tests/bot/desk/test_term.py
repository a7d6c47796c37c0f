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


def test_a_supplement_does_not_make_it_dearer() -> None:
    """Filed while the campaign ran (0 đ until 28/02/2027), supplied after it had ended."""
    from datetime import timedelta

    from bot.packing import pack
    from tests.play import phrasebook

    play = Play()
    play.opens("criminal-record")
    play.fills(HOA)
    play.says("nộp")
    play.says("đồng ý")
    before = play.conversation.dossiers[-1]
    later = play.now + timedelta(days=120)
    assert pack(play.catalogue, phrasebook(), play.conversation, before, "chat", "web", later).fee == 200_000
    play.portal_files()
    dossier = play.conversation.dossiers[-1]
    assert pack(play.catalogue, phrasebook(), play.conversation, dossier, "chat", "web", later).fee == 0
