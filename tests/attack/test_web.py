"""The running product against hostile clients of the web chat and of the officers' pages."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.server import Product
from tests.talker import Talker

EVENTS = "/chat/api/events"


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    made = Product(tmp_path_factory.mktemp("attack"))
    made.start()
    yield made
    made.stop()


def said(text: str, id: str = "attack-0001") -> dict[str, Any]:
    return {"id": id, "kind": "text", "text": text}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Cookie": ""}, 401),
        ({"Cookie": "motcua=../../etc/passwd"}, 401),
        ({"Cookie": f"motcua={'A' * 32}"}, 401),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_strangers_are_not_let_in(product: Product, headers: dict[str, str], status: int) -> None:
    known = {"X-Motcua": "1", "Cookie": f"motcua={'a' * 32}", "Origin": product.base}
    assert httpx.post(product.base + EVENTS, json=said("x"), headers=known | headers).status_code == status


@pytest.mark.parametrize(
    "body", [b"[" * 30_000, b'{"a":' * 9000 + b"1" + b"}" * 9000, b'{"id":NaN}', b"\xff\xfe", b"", b"[]", b"null"]
)
def test_what_is_no_event_is_refused_in_plain_words(product: Product, body: bytes) -> None:
    talker = Talker(product.base)
    answer = talker.http.post(EVENTS, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400 and answer.json()["error"] == "malformed"


def test_the_same_event_twenty_times_at_once_happens_once(product: Product) -> None:
    talker = Talker(product.base)
    talker.post("open")
    talker.next()
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: talker.http.post(EVENTS, json=said("xin chào")), range(20)))
    assert {answer.status_code for answer in answers} == {200}
    talker.next()
    log = talker.http.get("/chat/api/messages").json()["messages"]
    assert [message["text"] for message in log if message["by"] == "me"] == ["xin chào"]


def test_a_foreign_button_does_nothing_in_another_chat(product: Product) -> None:
    owner, thief = Talker(product.base, "owner"), Talker(product.base, "thief")
    for talker in (owner, thief):
        talker.post("open")
    menu = owner.next()
    mine = thief.next()
    (stolen,) = [button["id"] for button in menu["buttons"] if "lý lịch tư pháp" in button["label"]]
    assert stolen not in {button["id"] for button in mine["buttons"]}
    thief.post("press", button=stolen)
    assert thief.next()["step"] == mine["step"]


@pytest.mark.parametrize(
    "path",
    [
        "/chat/static/x/..%2f..%2fapi.py",
        "/chat/static/x/%2e%2e%2fchannel.py",
        "/staff/static/..%2fconsole.py",
        "/staff/static/%00",
        "/chat/api/files/..%2f..%2fmaster.key",
        "/chat/api/files/" + "a" * 64,
    ],
)
def test_no_path_leads_out(product: Product, path: str) -> None:
    answer = Talker(product.base).http.get(path)
    assert answer.status_code == 404 and "import" not in answer.text


def test_the_log_holds_no_fault(product: Product) -> None:
    """Last: nothing above made the product stumble."""
    assert "Traceback" not in product.log.read_text(encoding="utf-8")
    assert product.alive
