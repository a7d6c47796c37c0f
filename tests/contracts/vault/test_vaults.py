"""Every vault keeps, shares, erases and fails alike: a local folder, and a bucket over real HTTP."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.failures import Misconfigured, Outage, Unusable
from integrations.storage.bucket import BucketSettings, BucketVault
from integrations.storage.seal import AesSeal, Keyring
from integrations.storage.vault import LocalVault
from tests.fakes.s3 import BUCKET, FakeS3

KEY = bytes(31) + b"1"


def bucket(fake: FakeS3, folder: str = "vault", key: bytes = KEY) -> BucketVault:
    settings = BucketSettings(f"s3://{BUCKET}/house", fake.url, "us-east-1", "id", "secret")
    return BucketVault(settings, folder, AesSeal(Keyring({1: key}, 1)))


@pytest.fixture(params=["folder", "bucket"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[LocalVault | BucketVault, LocalVault | BucketVault]:
    """The same vault as two processes see it."""
    if request.param == "bucket":
        fake: FakeS3 = request.getfixturevalue("s3")
        return bucket(fake), bucket(fake)
    seal = AesSeal(Keyring({1: KEY}, 1))
    return LocalVault(tmp_path / "vault", seal), LocalVault(tmp_path / "vault", seal)


Two = tuple[LocalVault | BucketVault, LocalVault | BucketVault]


async def test_two_gateways_see_the_same_papers(two: Two) -> None:
    here, there = two
    ids = await asyncio.gather(*(vault.put("d1", b"a paper") for vault in (here, there, here)))
    assert len(set(ids)) == 1
    assert await there.get("d1", ids[0]) == await here.get("d1", ids[0]) == b"a paper"
    assert await there.get("d1", await here.put("d1", b"")) == b""


async def test_a_file_belongs_to_its_owner(two: Two) -> None:
    here, there = two
    id = await here.put("d1", b"a paper")
    for owner, name in (("d2", id), ("d1", "0" * 64), ("d1", "../" + id), ("d1", "")):
        with pytest.raises(Unusable) as caught:
            await there.get(owner, name)
        assert caught.value.reason == "missing"


async def test_what_is_erased_here_is_gone_there(two: Two) -> None:
    here, there = two
    gone, kept = await here.put("d1", b"gone"), await here.put("d1", b"kept")
    other = await here.put("d2", b"other")
    await there.drop("d1", (gone, "0" * 64))
    with pytest.raises(Unusable):
        await here.get("d1", gone)
    assert await here.get("d1", kept) == b"kept"
    assert await there.forget("d1") == 1 and await there.forget("d1") == 0
    with pytest.raises(Unusable):
        await here.get("d1", kept)
    assert await here.get("d2", other) == b"other"


async def test_passing_things_expire_by_their_owners_last_file(s3: FakeS3) -> None:
    vault = bucket(s3, "uploads")
    s3.older = timedelta(hours=72)
    await vault.put("old", b"1")
    half = await vault.put("half", b"1")
    s3.older = timedelta(0)
    await vault.put("half", b"2")
    assert await vault.expire(datetime.now(UTC) - timedelta(hours=48)) == 1
    assert await vault.get("half", half) == b"1"
    assert len(s3.objects) == 2


async def test_nothing_readable_reaches_the_bucket(s3: FakeS3) -> None:
    id = await bucket(s3).put("dossier-1", b"a photo of a card")
    ((name, (body, _)),) = s3.objects.items()
    assert b"photo" not in body and id not in name and "dossier" not in name
    assert name.startswith("house/vault/")
    s3.objects[name] = (body[:-1], datetime.now(UTC))
    with pytest.raises(Unusable) as caught:
        await bucket(s3).get("dossier-1", id)
    assert caught.value.reason == "damaged"
    other = bucket(s3, key=bytes(31) + b"2")
    with pytest.raises(Unusable):
        await other.get("dossier-1", id)


@pytest.mark.parametrize("trouble", ["broken", "lost"])
async def test_a_bucket_that_does_not_answer_is_an_outage_and_no_lost_file(s3: FakeS3, trouble: str) -> None:
    vault = bucket(s3)
    id = await vault.put("d1", b"a paper")
    s3.trouble = trouble
    with pytest.raises(Outage):
        await vault.get("d1", id)
    assert await vault.standing() == "away"
    s3.trouble = ""
    assert await vault.get("d1", id) == b"a paper" and await vault.standing() == "ok"


async def test_a_full_bucket_is_an_outage(s3: FakeS3) -> None:
    vault = bucket(s3)
    s3.trouble = "full"
    with pytest.raises(Outage) as caught:
        await vault.put("d1", b"a paper")
    assert s3.url not in str(caught.value)
    assert not s3.objects


@pytest.mark.parametrize("url", ["papers", "s3://", "https://host/bucket"])
def test_an_address_that_is_no_bucket_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured):
        BucketVault(BucketSettings(url), "vault", AesSeal(Keyring({1: KEY}, 1)))
