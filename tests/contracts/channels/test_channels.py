"""The contract: every channel shows, fails and hears in the same way."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from bot.failures import Failure, Unusable
from bot.ports import Shown, ShownButton
from dialogs.events import Pressed, SentFile, Wrote
from tests.contracts.channels.cases import FAILINGS, PDF, SHOWINGS, Failing, Showing
from tests.contracts.channels.harness import Harness, Person
from tests.contracts.channels.harnesses import HARNESSES


@pytest.fixture(params=list(HARNESSES))
async def harness(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    async with HARNESSES[request.param]() as made:
        yield made


@pytest.fixture
async def person(harness: Harness) -> Person:
    return await harness.person("Trần Thị Bình")


@pytest.fixture
def driven(harness: Harness) -> Harness:
    if not harness.receives:
        pytest.skip("this channel's incoming side is tested elsewhere")
    return harness


@pytest.mark.parametrize("case", SHOWINGS, ids=lambda case: case.name)
async def test_shows(harness: Harness, person: Person, case: Showing) -> None:
    ref = await harness.channel.send(person.address, case.shown, post=1)
    screen = await person.screen()
    assert ref
    everything = "\n".join(one.text for one in screen)
    at = 0
    for words in case.words:
        at = everything.index(words, at) + len(words)
    assert case.buttons <= {id for one in screen for id in one.buttons.values()}
    assert case.copies == {text for one in screen for text in one.copies.values()}
    assert case.links == {page for one in screen for page in one.links.values()}
    assert case.files == tuple(file for one in screen for file in one.files)
    seen = [Image.open(io.BytesIO(content)).size for one in screen for content in one.pictures]
    assert seen == ([case.picture] if case.picture else [])


@pytest.mark.parametrize("case", SHOWINGS, ids=lambda case: case.name)
async def test_buttons_stand_under_the_last_message(harness: Harness, person: Person, case: Showing) -> None:
    await harness.channel.send(person.address, case.shown, post=1)
    screen = await person.screen()
    assert not any(one.buttons or one.copies for one in screen[:-1])


@pytest.mark.parametrize("case", SHOWINGS, ids=lambda case: case.name)
async def test_a_picture_stands_above_its_words_or_with_them(harness: Harness, person: Person, case: Showing) -> None:
    await harness.channel.send(person.address, case.shown, post=1)
    screen = await person.screen()
    assert not any(one.pictures for one in screen[1:])
    if case.picture and len(case.shown.text) <= harness.channel.limits.caption:
        (alone,) = screen
        assert alone.pictures and alone.text == case.shown.text
        assert case.buttons == set(alone.buttons.values())


@pytest.mark.parametrize("case", FAILINGS, ids=lambda case: case.fault.value)
async def test_fails_by_its_class(harness: Harness, person: Person, case: Failing) -> None:
    if case.fault not in harness.can:
        with pytest.raises(AssertionError, match="cannot meet"):
            await harness.play(case.fault, person)
        return
    await harness.play(case.fault, person)
    with pytest.raises(Failure) as raised:
        await harness.channel.send(person.address, Shown("Chào", "vi"), post=1)
    assert type(raised.value) is case.failure
    assert raised.value.after == case.after


async def test_an_address_of_no_kind_is_unreachable(harness: Harness) -> None:
    with pytest.raises(Failure) as raised:
        await harness.channel.send("not an address / ☃", Shown("Chào", "vi"), post=1)
    assert raised.value.retry == "never"


async def test_keeps_the_order_of_calls(harness: Harness, person: Person) -> None:
    for number in range(8):
        await harness.channel.send(person.address, Shown(f"Tin số {number}", "vi"), post=number + 1)
    assert [one.text for one in await person.screen()] == [f"Tin số {number}" for number in range(8)]


async def test_each_person_gets_only_his_own(harness: Harness) -> None:
    people = [await harness.person(f"Người {number}") for number in range(3)]
    for number, one in enumerate(people):
        await harness.channel.send(one.address, Shown(f"Riêng {number}", "vi"), post=number + 1)
    for number, one in enumerate(people):
        assert [seen.text for seen in await one.screen()] == [f"Riêng {number}"]


async def test_replaces_or_adds_but_never_loses(harness: Harness, person: Person) -> None:
    await harness.channel.send(person.address, Shown("Đang kiểm tra ảnh…", "vi"), post=1)
    await harness.channel.send(person.address, Shown("Đã có 2/4 ảnh", "vi", replaces=True), post=2)
    texts = [one.text for one in await person.screen()]
    assert texts[-1] == "Đã có 2/4 ảnh"
    assert texts in (["Đã có 2/4 ảnh"], ["Đang kiểm tra ảnh…", "Đã có 2/4 ảnh"])


async def test_hears_words_and_presses_under_their_own_keys(driven: Harness) -> None:
    person = await driven.person("Lê Văn Cường")
    await driven.channel.send(
        person.address, Shown("Chọn:", "vi", buttons=(ShownButton("b.1", "Có"), ShownButton("b.2", "Không"))), post=1
    )
    await person.says("Nguyễn Thị Ánh")
    await driven.inbox.events(1)
    await person.presses("Không")
    wrote, pressed = await driven.inbox.events(2)
    assert isinstance(wrote, Wrote)
    assert wrote.text == "Nguyễn Thị Ánh"
    assert isinstance(pressed, Pressed)
    assert pressed.button == "b.2"
    first, second = driven.inbox.arrivals
    assert first.event == wrote.id != second.event == pressed.id
    assert {one.place.address for one in (first, second)} == {person.address}
    assert {(one.place.channel, one.place.account) for one in (first, second)} == {
        (driven.channel.name, driven.channel.account)
    }


async def test_fetches_what_was_sent_and_never_more_than_asked(driven: Harness) -> None:
    person = await driven.person("Lê Văn Cường")
    await person.sends_file("khai-sinh.pdf", "application/pdf", PDF)
    (sent,) = await driven.inbox.events(1)
    assert isinstance(sent, SentFile)
    assert (sent.file.name, sent.file.mime, sent.file.compressed) == ("khai-sinh.pdf", "application/pdf", False)
    assert await driven.channel.fetch(sent.file, most=1000) == PDF
    with pytest.raises(Unusable, match="too-big"):
        await driven.channel.fetch(sent.file, most=len(PDF) - 1)
