"""Kill -9 at every labelled point while one citizen completes one dossier: nothing is lost, nothing is filed twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot.codec import decode_conversation
from bot.crashpoints import POINTS
from dialogs.conversation import Conversation
from integrations.storage.seal import AesSeal, load_master_key
from tests.e2e.house import both_sides
from tests.people import HOA
from tests.play import Play
from tests.server import Product
from tests.talker import Talker

COUNTER = {**HOA, "channel": "Tại quầy"}
"""Filing at the counter asks for two pictures, so that fetching is on the way too."""

# The n-th passing of each point at which the process dies: early, in the middle of the form, around the filing.
PASSINGS = {
    "turn.before-commit": (2, 31),
    "turn.after-commit": (3, 40),
    "settle.before-commit": (20,),
    "settle.after-commit": (21,),
    "say.before-send": (1, 33),
    "say.after-send": (2, 34),
    "chore.before": (1, 3),
    "chore.after": (2, 3),
    "filing.before-portal": (1,),
    "filing.after-portal": (1,),
}
CASES = [(point, passing) for point in POINTS for passing in PASSINGS[point]]


def expected_answers() -> dict[str, object]:
    """What the same citizen's answers are without a crash and without a server."""
    play = Play()
    play.opens()
    play.says("lý lịch tư pháp")
    play.fills(COUNTER)
    return {path: answer.value for path, answer in play.conversation.dossiers[0].answers.items() if path != "id_card"}


def kept_conversation(data: Path) -> Conversation:
    """What lies in the database."""
    seal = AesSeal(load_master_key("", data))
    with sqlite3.connect(data / "motcua.sqlite") as database:
        ((chat, sealed),) = database.execute("SELECT id, conversation FROM chats").fetchall()
    return decode_conversation(seal.open(sealed, f"conversation:{chat}"))


class Supervised(Talker):
    """A citizen whose server is started again whenever it has died, as a supervisor does."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.deaths = 0
        super().__init__(product.base)

    def patiently(self, call: Callable[[], httpx.Response]) -> httpx.Response:
        def watched() -> httpx.Response:
            if not self.product.alive:
                self.deaths += 1
                self.product.start()
            return call()

        return super().patiently(watched)


@pytest.mark.storm
@pytest.mark.parametrize(("point", "passing"), CASES)
def test_one_dossier_survives(tmp_path: Path, point: str, passing: int) -> None:
    product = Product(tmp_path)
    product.start(MOTCUA_CRASH_TESTS="yes", MOTCUA_CRASH_AT=f"{point}:{passing}")
    try:
        talker = Supervised(product)
        talker.post("open")
        talker.press(talker.next(), "lý lịch tư pháp")
        talker.next()
        talker.fill(COUNTER, both_sides())
        talker.post("text", text="nộp")
        talker.until(lambda message: message["step"] == "consent-submit")
        talker.post("text", text="đồng ý")
        filed = talker.until(lambda message: "DK-" in message["text"])
    finally:
        product.stop()
    assert talker.deaths == 1, f"{point} was not passed {passing} times: the test proves nothing"

    kept = kept_conversation(tmp_path / "data")
    (dossier,) = kept.dossiers
    answers = {path: answer.value for path, answer in dossier.answers.items() if path != "id_card"}
    assert answers == expected_answers()
    assert dossier.code in filed["text"]
    with sqlite3.connect(tmp_path / "data" / "motcua.sqlite") as database:
        assert database.execute("SELECT count(*) FROM desk_dossiers").fetchone() == (1,)
        unsettled = database.execute("SELECT count(*) FROM posts WHERE state = 0").fetchone()
    assert unsettled == (0,)
    texts = [message["text"] for message in talker.messages]
    assert sum("DK-" in text for text in texts) == 1, "the web log shows a message once, whatever died"
