"""Pictures in the public protocol: what a page or a widget needs to show one, and who may fetch it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx

from bot.ports import Attachment, Shown, ShownButton
from dialogs.effects import Ask
from tests.contracts.channels.cases import picture
from tests.integrations.webchat.client import Client
from tests.integrations.webchat.stub import House

PAGE = picture("to-khai.png", 720, 1018)
LOOK = Shown("Đọc rõ không?", "vi", (ShownButton("ro", "Rõ"),), step="birth", ask=Ask.PHOTO, at=7, of=8)


def address(house: House) -> str:
    return next(iter(house.store.chats))


async def shown(citizen: Client, house: House, attachment: Attachment) -> dict[str, Any]:
    await citizen.event("open")
    await house.bot.say(address(house), replace(LOOK, attachment=attachment))
    told: dict[str, Any] = (await citizen.messages())[-1]
    return told


async def test_a_question_for_a_photo_carries_its_kind_its_progress_and_the_picture_it_is_about(
    citizen: Client, house: House
) -> None:
    message = await shown(citizen, house, PAGE)
    assert (message["ask"], message["progress"], message["step"]) == ("photo", {"at": 7, "of": 8}, "birth")
    file = message["attachment"]
    assert file == {
        "id": file["id"],
        "name": "to-khai.png",
        "mime": "image/png",
        "bytes": len(PAGE.content),
        "width": 720,
        "height": 1018,
        "url": f"/chat/api/files/{file['id']}",
    }


async def test_a_picture_is_served_to_be_shown_and_a_paper_to_be_kept(citizen: Client, house: House) -> None:
    for attachment, how in (
        (PAGE, "inline"),
        (picture("the.jpg", 300, 200), "inline"),
        (Attachment("to-khai.pdf", "application/pdf", b"%PDF-1.4 x"), "attachment"),
        (Attachment("trang.html", "text/html", b"<script>alert(1)</script>"), "attachment"),
        (Attachment("hinh.svg", "image/svg+xml", b"<svg onload='alert(1)'/>"), "attachment"),
    ):
        file = (await shown(citizen, house, attachment))["attachment"]
        got = await citizen.http.get(file["url"])
        assert got.content == attachment.content
        assert got.headers["content-type"].split(";")[0] == attachment.mime
        assert got.headers["content-disposition"].split(";")[0] == how
        assert got.headers["x-content-type-options"] == "nosniff" and got.headers["cache-control"] == "no-store"
        assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"


async def test_a_picture_is_nobody_elses(citizen: Client, house: House) -> None:
    file = (await shown(citizen, house, PAGE))["attachment"]
    stranger = await Client(house.url).visit()
    await stranger.event("open")
    assert (await stranger.http.get(file["url"])).status_code == 404
    await stranger.http.aclose()
    async with httpx.AsyncClient(base_url=house.url) as nobody:
        assert (await nobody.get(file["url"])).status_code == 401


async def test_a_picture_is_there_on_a_second_device_too(house: House, citizen: Client) -> None:
    file = (await shown(citizen, house, PAGE))["attachment"]
    code = (await citizen.http.post("/chat/api/device-code")).json()["code"]
    other = await Client(house.url).visit()
    await other.http.post("/chat/api/join", json={"code": code})
    again = (await other.messages())[-1]["attachment"]
    assert again == file and (await other.http.get(again["url"])).content == PAGE.content
    await other.http.aclose()


async def test_files_come_uncompressed_with_name_kind_and_album(citizen: Client, house: House) -> None:
    await citizen.event("open")
    for name, mime in (("IMG_1.HEIC", "image/heic"), ("khai sinh.pdf", "application/pdf"), ("x.heic", "")):
        data = {"id": citizen.new_id(), "album": "album-0001"}
        files = {"file": (name, b"content", mime)}
        assert (await citizen.http.post("/chat/api/files", data=data, files=files)).status_code == 200
    sent = [event for event in house.bot.events if event["kind"] == "sent_file"]
    assert [event["album"] for event in sent] == ["album-0001"] * 3
    files_sent: list[Any] = [event["file"] for event in sent]
    assert [(f["name"], f["mime"], f["compressed"]) for f in files_sent] == [
        ("IMG_1.HEIC", "image/heic", False),
        ("khai sinh.pdf", "application/pdf", False),
        ("x.heic", "application/octet-stream", False),
    ]


async def test_the_description_says_how_pictures_come(house: House) -> None:
    async with httpx.AsyncClient(base_url=house.url) as http:
        described = (await http.get("/openapi.json")).json()
    schemas = described["components"]["schemas"]
    assert set(schemas["AttachmentModel"]["properties"]) == {
        *("id", "name", "mime", "bytes", "width", "height", "url"),
    }
    assert "photo" in schemas["Ask"]["enum"] and {"ask", "progress", "attachment"} <= set(
        schemas["Message"]["properties"]
    )
    given = described["paths"]["/chat/api/files/{id}"]["get"]["responses"]["200"]["content"]
    assert set(given) == {"image/jpeg", "image/png", "application/pdf", "application/json"}
    taken = described["paths"]["/chat/api/files"]["post"]["requestBody"]["content"]
    assert set(taken) == {"multipart/form-data"}
