"""The public protocol over real HTTP: once each, in order, resumable, for nobody else's eyes."""

from __future__ import annotations

import asyncio

import httpx

from bot.failures import Outage
from bot.ports import Arrival, Shown, Taken
from tests.integrations.webchat.client import Client
from tests.integrations.webchat.stub import House, new_house, serving


async def test_a_conversation_is_logged_in_order_with_the_citizens_own_words(citizen: Client) -> None:
    assert (await citizen.event("open")).json() == {"accepted": 0}
    accepted = (await citizen.event("press", button="consent:yes")).json()["accepted"]
    await citizen.event("text", text="Nguyễn Văn A")
    told = await citizen.messages()
    assert [(m["by"], m["kind"]) for m in told][:4] == [("bot", "message")] * 2 + [("me", "press"), ("bot", "message")]
    assert told[2]["seq"] == accepted and told[2]["button"] == "consent:yes"
    assert told[4]["text"] == "Nguyễn Văn A" and told[4]["by"] == "me"
    assert [m["seq"] for m in told] == list(range(1, len(told) + 1))


async def test_a_question_carries_step_kind_options_and_progress(citizen: Client) -> None:
    await citizen.event("open")
    question = (await citizen.messages())[1]
    assert (question["step"], question["ask"], question["progress"]) == ("consent", "yes_no", {"at": 1, "of": 8})
    assert question["buttons"][0] == {
        "id": "consent:yes",
        "label": "Đồng ý",
        "style": "primary",
        "copy": "",
        "link": "",
    }


async def test_the_same_event_again_is_accepted_and_happens_once(citizen: Client, house: House) -> None:
    await citizen.event("open")
    answers = [await citizen.event("text", id="same-id-0001", text="Nguyễn Văn A") for _ in range(3)]
    assert {a.json()["accepted"] for a in answers} == {3}
    assert sum(e["kind"] == "wrote" for e in house.bot.events) == 1
    assert len(await citizen.messages()) == 5


async def test_two_at_once_are_both_kept(citizen: Client, house: House) -> None:
    await citizen.event("open")
    await asyncio.gather(citizen.event("text", text="một"), citizen.event("text", text="hai"))
    assert sorted(m["text"] for m in await citizen.messages() if m["by"] == "me") == ["hai", "một"]


async def test_first_words_stand_before_the_first_answer(citizen: Client) -> None:
    await citizen.event("text", text="xin chào")
    assert [m["by"] for m in await citizen.messages()] == ["me", "bot", "bot"]


async def test_a_repeated_send_of_one_post_is_no_double(citizen: Client, house: House) -> None:
    await citizen.event("open")
    address = next(iter(house.store.chats))
    first = await house.bot.say(address, Shown("Hồ sơ đã được tiếp nhận.", "vi"), post=900)
    again = await house.bot.say(address, Shown("Hồ sơ đã được tiếp nhận.", "vi"), post=900)
    assert first == again and len(await citizen.messages()) == 3


async def test_an_outage_is_503_and_the_retry_leaves_no_double(citizen: Client, house: House) -> None:
    await citizen.event("open")
    healthy = house.bot.receive

    async def broken(arrival: Arrival, store: object) -> Taken:
        raise Outage("database away")

    house.bot.receive = broken  # type: ignore[method-assign,assignment]
    refused = await citizen.event("text", id="retry-000001", text="A")
    house.bot.receive = healthy  # type: ignore[method-assign]
    assert refused.status_code == 503 and refused.json()["error"] == "try-again"
    assert (await citizen.event("text", id="retry-000001", text="A")).status_code == 200
    assert [m["text"] for m in await citizen.messages() if m["by"] == "me"] == ["A"]


async def test_the_stream_resumes_across_a_restart_without_loss_or_doubles() -> None:
    house = new_house()
    async with serving(house):
        citizen = await Client(house.url).visit()
        await citizen.event("open")
        before, last = await citizen.follow(2)
    address = next(iter(house.store.chats))
    async with serving(house):
        await house.bot.say(address, Shown("Tin khi trang đang ngắt.", "vi"))
        follower = asyncio.create_task(citizen.follow(2, last))
        await asyncio.sleep(0.2)
        await house.bot.say(address, Shown("Tin trực tiếp.", "vi"))
        after, _ = await follower
        await citizen.http.aclose()
    assert [data["seq"] for _, data in before + after] == [1, 2, 3, 4]
    assert after[1][1]["text"] == "Tin trực tiếp."


async def test_a_stream_that_waits_since_before_the_first_turn_hears_it(citizen: Client) -> None:
    follower = asyncio.create_task(citizen.follow(2))
    await asyncio.sleep(0.2)
    await citizen.event("open")
    told, _ = await follower
    assert [data["step"] for _, data in told] == ["", "consent"]


async def test_pages_are_woken_and_need_not_look_for_themselves() -> None:
    house = new_house(poll=600.0)
    async with serving(house):
        citizen = await Client(house.url).visit()
        follower = asyncio.create_task(citizen.follow(3))
        await asyncio.sleep(0.2)
        await citizen.event("open")
        await house.bot.say(next(iter(house.store.chats)), Shown("Tin trực tiếp.", "vi"))
        assert [data["seq"] for _, data in (await follower)[0]] == [1, 2, 3]
        await citizen.http.aclose()


async def test_after_an_erasure_pages_are_told_to_forget(citizen: Client, house: House) -> None:
    await citizen.event("open")
    _, last = await citizen.follow(2)
    address, chat = next(iter(house.store.chats.items()))
    house.store.erase(chat)
    await house.bot.say(address, Shown("Đã xoá dữ liệu.", "vi"))
    told, _ = await citizen.follow(2, last)
    assert [name for name, _ in told] == ["reset", "message"]
    page = (await citizen.http.get("/chat/api/messages", params={"after": 2})).json()
    assert page["reset"] is True and [m["text"] for m in page["messages"]] == ["Đã xoá dữ liệu."]


async def test_long_logs_come_in_pages() -> None:
    house = new_house(page=5)
    async with serving(house):
        citizen = await Client(house.url).visit()
        await citizen.event("open")
        for i in range(11):
            await house.bot.say(next(iter(house.store.chats)), Shown(f"tin {i}", "vi"))
        seen, more = 0, True
        while more:
            page = (await citizen.http.get("/chat/api/messages", params={"after": seen})).json()
            assert [m["seq"] for m in page["messages"]] == list(range(seen + 1, seen + 1 + len(page["messages"])))
            seen, more = page["messages"][-1]["seq"] if page["messages"] else seen, page["more"]
        told, _ = await citizen.follow(13)
        await citizen.http.aclose()
    assert seen == 13 and [data["seq"] for _, data in told] == list(range(1, 14))


async def test_a_second_device_joins_by_code_once_and_sees_everything(citizen: Client, house: House) -> None:
    await citizen.event("open")
    await citizen.event("text", text="Nguyễn Văn A")
    code = (await citizen.http.post("/chat/api/device-code")).json()
    other = await Client(house.url).visit()
    spaced = f"{code['code'][:4]} {code['code'][4:]}"
    joined = await other.http.post("/chat/api/join", json={"code": spaced})
    third = await Client(house.url).visit()
    stale = await third.http.post("/chat/api/join", json={"code": code["code"]})
    assert joined.status_code == 200 and code["seconds"] == 600
    assert await other.messages() == await citizen.messages()
    assert stale.status_code == 404 and stale.json()["error"] == "wrong-code" and await third.messages() == []
    live = asyncio.create_task(citizen.follow(1, last=f"{joined.json()['chat']}.5"))
    await other.event("press", button="!help")
    assert (await live)[0][0][1]["button"] == "!help"
    for client in (other, third):
        await client.http.aclose()


async def test_a_stream_is_reset_when_its_device_joins_another_conversation(citizen: Client, house: House) -> None:
    await citizen.event("open")
    other = await Client(house.url).visit()
    await other.event("text", text="cuộc cũ")
    code = (await citizen.http.post("/chat/api/device-code")).json()["code"]
    live = asyncio.create_task(other.follow(6))
    await asyncio.sleep(0.2)
    await other.http.post("/chat/api/join", json={"code": code})
    told, _ = await live
    assert [name for name, _ in told] == ["message"] * 3 + ["reset"] + ["message"] * 2
    await other.http.aclose()


async def test_no_code_before_there_is_a_conversation(citizen: Client) -> None:
    answer = await citizen.http.post("/chat/api/device-code")
    assert answer.status_code == 409 and answer.json()["error"] == "nothing-yet"


async def test_files_come_in_once_and_go_out_to_their_chat_only(citizen: Client, house: House) -> None:
    await citizen.event("open")
    for _ in range(2):
        assert (await citizen.file(b"\xff\xd8 picture", id="photo-000001")).json() == {"accepted": 3}
    assert house.bot.fetched == [b"\xff\xd8 picture"]
    own = next(m for m in await citizen.messages() if m["kind"] == "file")
    assert own["file"] == {"name": "can-cuoc.jpg", "mime": "image/jpeg", "bytes": 10, "album": ""}
    await citizen.event("press", button="review:send")
    sent = (await citizen.messages())[-1]["attachment"]
    got = await citizen.http.get(f"/chat/api/files/{sent['id']}")
    assert len(got.content) == sent["bytes"] and got.headers["cache-control"] == "no-store"
    assert got.headers["content-disposition"].startswith("attachment") and got.headers["content-type"] == sent["mime"]
    stranger = await Client(house.url).visit()
    assert (await stranger.http.get(f"/chat/api/files/{sent['id']}")).status_code == 404
    await stranger.event("open")
    assert (await stranger.http.get(f"/chat/api/files/{sent['id']}")).status_code == 404
    await stranger.http.aclose()


async def test_leaving_forgets_the_session_on_this_device(citizen: Client, house: House) -> None:
    await citizen.event("open")
    assert (await citizen.http.post("/chat/api/leave")).status_code == 204
    assert (await citizen.http.get("/chat/api/messages")).status_code == 401
    assert house.store.logs  # the conversation itself stays


async def test_the_protocol_is_described(house: House) -> None:
    async with httpx.AsyncClient(base_url=house.url) as http:
        described = (await http.get("/openapi.json")).json()
    assert {
        "/chat/api/events",
        "/chat/api/files",
        "/chat/api/messages",
        "/chat/api/stream",
        "/chat/api/device-code",
        "/chat/api/join",
        "/chat/api/leave",
        "/chat/api/files/{id}",
    } == set(described["paths"])
    assert {"step", "ask", "buttons", "sections", "progress"} <= set(
        described["components"]["schemas"]["Message"]["properties"]
    )
