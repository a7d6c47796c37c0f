"""Bad input gets a clear answer in both languages and never a 500; nobody else's page or session gets in."""

from __future__ import annotations

import httpx
import pytest

from tests.integrations.webchat.client import HEADERS, Client
from tests.integrations.webchat.stub import House, new_house, serving

BODIES = [
    b"",
    b"{",
    b"[" * 20_000,
    b'{"id": "abcdefgh"}',
    b'{"id": "abcdefgh", "kind": "text"}',
    b'{"id": "abcdefgh", "kind": "text", "text": "   "}',
    b'{"id": "abcdefgh", "kind": "text", "text": 5}',
    b'{"id": "abcdefgh", "kind": "text", "text": "\\ud800"}',
    b'{"id": "abcdefgh", "kind": "press"}',
    b'{"id": "abcdefgh", "kind": "press", "button": "' + b"x" * 41 + b'"}',
    b'{"id": "abcdefgh", "kind": "press", "button": "a b"}',
    b'{"id": "short", "kind": "open"}',
    b'{"id": "../../etc/passwd", "kind": "open"}',
    b'{"id": "abcdefgh", "kind": "launch"}',
    b'{"id": "abcdefgh", "kind": "other", "what": "bomb"}',
    b'{"id": "abcdefgh", "kind": "open", "procedure": "' + b"9" * 41 + b'"}',
    b"\xff\xfe\x00",
    b"null",
    b"NaN",
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
async def test_malformed_bodies_are_400(citizen: Client, house: House, body: bytes) -> None:
    answer = await citizen.http.post("/chat/api/events", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"] == "malformed" and answer.json()["message"]["vi"]
    assert house.bot.events == []


async def test_five_thousand_characters_pass_and_more_are_refused_kindly(citizen: Client, house: House) -> None:
    assert (await citizen.event("text", text="😀" * 5_000)).status_code == 200
    refused = await citizen.event("text", text="a" * 5_001)
    huge = await citizen.event("text", text="a" * 500_000)
    for answer in (refused, huge):
        assert answer.status_code == 413 and answer.json()["error"] == "too-long"
    assert len(house.bot.events) == 1


async def test_odd_texts_arrive_unchanged(citizen: Client) -> None:
    odd = "\u202eabc\u0000 e\u0323\u0302 <script>alert(1)</script> 👩‍👩‍👧"
    await citizen.event("text", text=odd)
    assert (await citizen.messages())[0]["text"] == odd


@pytest.mark.parametrize("what", ["sticker", "voice", "location", "contact", "video", "unknown"])
async def test_things_that_are_no_answer_get_one(citizen: Client, what: str) -> None:
    assert (await citizen.event("other", what=what)).status_code == 200
    mine, bots = await citizen.messages()
    assert (mine["what"], bots["by"]) == (what, "bot")


async def test_posts_without_header_or_from_elsewhere_are_403(citizen: Client, house: House) -> None:
    cookies = dict(citizen.http.cookies)
    event = {"id": "abcdefgh", "kind": "open"}
    async with httpx.AsyncClient(base_url=house.url, cookies=cookies) as http:
        plain = await http.post("/chat/api/events", json=event)
        foreign = await http.post("/chat/api/events", json=event, headers=HEADERS | {"Origin": "https://evil.example"})
        opaque = await http.post("/chat/api/events", json=event, headers=HEADERS | {"Origin": "null"})
        own = await http.post("/chat/api/events", json=event, headers=HEADERS | {"Origin": house.url})
    assert [a.status_code for a in (plain, foreign, opaque, own)] == [403, 403, 403, 200]


async def test_without_a_session_nothing_is_told(house: House) -> None:
    for cookies in ({}, {"motcua": "guess"}, {"motcua": "'; drop table--"}):
        async with httpx.AsyncClient(base_url=house.url, cookies=cookies, headers=HEADERS) as http:
            answers = [
                await http.get("/chat/api/messages"),
                await http.get("/chat/api/stream"),
                await http.get("/chat/api/files/abc"),
                await http.post("/chat/api/events", json={"id": "abcdefgh", "kind": "open"}),
                await http.post("/chat/api/files", files={"file": ("a", b"x")}, data={"id": "abcdefgh"}),
            ]
        assert {a.status_code for a in answers} == {401}
    assert house.bot.events == [] and house.uploads.kept == {}


async def test_a_stored_address_opens_no_session(citizen: Client, house: House) -> None:
    await citizen.event("open")
    address = next(iter(house.store.chats))
    async with httpx.AsyncClient(base_url=house.url, cookies={"motcua": address}, headers=HEADERS) as http:
        assert (await http.get("/chat/api/messages")).json()["messages"] == []


async def test_too_big_files_are_413_and_not_kept() -> None:
    house = new_house(upload_bytes=100_000)
    async with serving(house):
        citizen = await Client(house.url).visit()
        fits = await citizen.file(b"x" * 100_000)
        over = await citizen.file(b"x" * 100_001)
        far_over = await citizen.file(b"x" * 300_000)
        empty = await citizen.file(b"")
        await citizen.http.aclose()
    assert [a.status_code for a in (fits, over, far_over, empty)] == [200, 413, 413, 400]
    assert over.json()["error"] == far_over.json()["error"] == "too-big"
    assert len(house.uploads.kept) == 1


async def test_broken_multipart_is_400(citizen: Client) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    for body in (b"", b"--x\r\nnonsense", b"--y--", b"\x00" * 100):
        answer = await citizen.http.post("/chat/api/files", content=body, headers=headers)
        assert answer.status_code == 400 and answer.json()["error"] == "malformed"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\anh\\thẻ\u202egpj.exe", "thẻgpj.exe"),
        ("the\u0323\u0309.jpg", "the\u0323\u0309.jpg"),
        ("a" * 300 + ".jpg", "a" * 96 + ".jpg"),
    ],
)
async def test_names_of_files_are_tidied(citizen: Client, name: str, kept: str) -> None:
    import unicodedata

    assert (await citizen.file(b"x", name=name)).status_code == 200
    assert (await citizen.messages())[0]["file"]["name"] == unicodedata.normalize("NFC", kept)


async def test_bad_positions_do_not_break_reading(citizen: Client) -> None:
    await citizen.event("open")
    for after in ("-1", "x", str(2**60)):
        assert (await citizen.http.get("/chat/api/messages", params={"after": after})).status_code == 400
    for last in ("x", "00000000.99", "'; --", "9" * 30):
        told, _ = await citizen.follow(3, last)
        assert [name for name, _ in told] == ["reset", "message", "message"]


async def test_a_flood_is_slowed_down_with_a_hint_when_to_come_back() -> None:
    house = new_house(events_per_minute=3, streams=2, joins_per_hour=2)
    async with serving(house):
        citizen = await Client(house.url).visit()
        answers = [await citizen.event("text", text="a") for _ in range(4)]
        tries = [await citizen.http.post("/chat/api/join", json={"code": "12345678"}) for _ in range(3)]
        first = citizen.http.stream("GET", "/chat/api/stream")
        second = citizen.http.stream("GET", "/chat/api/stream")
        async with first as one, second as two:
            three = await citizen.http.get("/chat/api/stream")
            assert (one.status_code, two.status_code, three.status_code) == (200, 200, 429)
        await citizen.http.aclose()
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert answers[3].headers["retry-after"] and answers[3].json()["error"] == "too-many"
    assert [a.status_code for a in tries] == [404, 404, 429]


@pytest.mark.parametrize("code", ["", "1234", "abcdefgh", "1" * 41, "１２３４５６７８"])
async def test_codes_that_cannot_be_are_refused(citizen: Client, code: str) -> None:
    assert (await citizen.http.post("/chat/api/join", json={"code": code})).status_code in (400, 404)


async def test_unknown_ways_are_404_or_405(citizen: Client) -> None:
    for path in ("/chat/static/x/../../channel.py", "/chat/static/x/%2e%2e%2fchannel.py", "/chat/static/x/none.js"):
        assert (await citizen.http.get(path)).status_code == 404
    assert (await citizen.http.get("/chat/api/events")).status_code == 405
