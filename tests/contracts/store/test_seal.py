"""Sealed values open only where they were sealed, unaltered, under a key we have; the master key is made once."""

from __future__ import annotations

import asyncio
import errno
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.failures import Misconfigured, Outage, Unusable
from bot.ports import Seal, Vault
from integrations.storage.seal import AesSeal, Keyring, Unopenable, load_master_key, parse_keys
from integrations.storage.vault import LocalVault

OLD, NEW = b"o" * 32, b"n" * 32


@given(st.binary(max_size=300), st.text(max_size=30))
def test_what_was_sealed_opens(plain: bytes, where: str) -> None:
    seal: Seal = AesSeal(Keyring({1: OLD}, 1))
    sealed = seal.seal(plain, where)
    assert seal.open(sealed, where) == plain
    assert sealed != seal.seal(plain, where)
    assert sealed[:2] == b"\x01\x01" and len(sealed) == len(plain) + 2 + 12 + 16
    if len(plain) > 4:
        assert plain not in sealed


@given(st.data())
def test_one_changed_bit_closes_it(data: st.DataObject) -> None:
    seal = AesSeal(Keyring({1: OLD, 2: NEW}, 1))
    sealed = bytearray(seal.seal(b"an answer", "conversation:1"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Unopenable):
        seal.open(bytes(sealed), "conversation:1")


@pytest.mark.parametrize(
    "sealed", [b"", b"\x01", b"\x01\x01" + b"x" * 11, b"\x01\x01" + b"x" * 12, b"\x02\x01" + b"x" * 40]
)
def test_nonsense_does_not_open(sealed: bytes) -> None:
    with pytest.raises(Unopenable):
        AesSeal(Keyring({1: OLD}, 1)).open(sealed, "x")


def test_a_value_moved_elsewhere_does_not_open() -> None:
    seal = AesSeal(Keyring({1: OLD}, 1))
    with pytest.raises(Unopenable) as caught:
        seal.open(seal.seal(b"secret answer", "conversation:1"), "conversation:2")
    assert "secret" not in str(caught.value)


def test_after_rotation_old_values_open_and_new_ones_use_the_new_key() -> None:
    before = AesSeal(Keyring({1: OLD}, 1))
    after = AesSeal(Keyring({1: OLD, 2: NEW}, 2))
    assert after.open(before.seal(b"x", "w"), "w") == b"x"
    assert after.seal(b"x", "w")[1] == 2
    with pytest.raises(Unopenable):
        before.open(after.seal(b"x", "w"), "w")


def test_a_keyring_shows_no_key_and_derives_the_same_after_rotation() -> None:
    ring = Keyring({1: OLD}, 1)
    assert "ooo" not in repr(ring) and OLD.hex()[:8] not in repr(ring)
    assert ring.derive("tickets") == Keyring({1: OLD, 2: NEW}, 2).derive("tickets") != ring.derive("sessions")


# ---------------------------------------------------------------- the master key


def test_the_first_start_makes_a_key_that_only_we_can_read(tmp_path: Path) -> None:
    ring = load_master_key("", tmp_path / "data")
    path = tmp_path / "data" / "master.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_master_key("", tmp_path / "data") == ring
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]
    assert load_master_key("", tmp_path / "other") != ring


def test_many_first_starts_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: load_master_key("", tmp_path), range(16)))
    assert all(ring == rings[0] for ring in rings)


def test_a_setting_goes_before_the_file(tmp_path: Path) -> None:
    import base64

    assert load_master_key(NEW.hex(), tmp_path).keys == {1: NEW}
    assert parse_keys(base64.b64encode(OLD).decode()).keys == {1: OLD}
    several = parse_keys(f"2:{NEW.hex()}, 1:{OLD.hex()}\n")
    assert (dict(several.keys), several.active) == ({1: OLD, 2: NEW}, 2)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "setting",
    [
        "short",
        "zz" * 32,
        "x:" + "0a" * 32,
        "0:" + "0a" * 32,
        "256:" + "0a" * 32,
        "00" * 31,
        ",",
        "00" * 32,
        "2:" + "0" * 64,
    ],
)
def test_a_wrong_setting_is_refused_without_being_repeated(setting: str, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured) as caught:
        load_master_key(setting, tmp_path)
    assert len(setting) < 10 or setting not in str(caught.value)


# ---------------------------------------------------------------- the vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return LocalVault(tmp_path / "vault", AesSeal(Keyring({1: OLD}, 1)))


def files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "vault").rglob("*") if path.is_file()]


async def test_a_file_comes_back_and_the_same_content_is_one_file(vault: Vault, tmp_path: Path) -> None:
    content = b"\xff\xd8 a photo" * 100
    ids = await asyncio.gather(*(vault.put("dossier-1", content) for _ in range(5)))
    assert len(set(ids)) == 1 == len(files(tmp_path))
    assert await vault.get("dossier-1", ids[0]) == content
    other = await vault.put("dossier-1", b"")
    assert await vault.get("dossier-1", other) == b""


async def test_nothing_readable_is_on_the_disk(vault: Vault, tmp_path: Path) -> None:
    id = await vault.put("dossier-1", b"a photo of a card")
    (path,) = files(tmp_path)
    assert b"photo" not in path.read_bytes()
    assert id not in str(path) and "dossier" not in str(path)


async def test_a_file_belongs_to_its_owner(vault: Vault, tmp_path: Path) -> None:
    id = await vault.put("dossier-1", b"a photo")
    for owner, name in (("dossier-2", id), ("dossier-1", "0" * 64), ("dossier-1", "../" + id), ("dossier-1", "")):
        with pytest.raises(Unusable) as caught:
            await vault.get(owner, name)
        assert caught.value.reason == "missing"


async def test_a_damaged_or_swapped_file_does_not_open(vault: Vault, tmp_path: Path) -> None:
    id = await vault.put("dossier-1", b"a photo")
    (first,) = files(tmp_path)
    other = await vault.put("dossier-1", b"another photo")
    (second,) = [path for path in files(tmp_path) if path != first]
    first.write_bytes(second.read_bytes())
    second.write_bytes(second.read_bytes()[:-1])
    for name in (id, other):
        with pytest.raises(Unusable) as caught:
            await vault.get("dossier-1", name)
        assert caught.value.reason == "damaged"


async def test_forgetting_an_owner_leaves_the_others(vault: Vault, tmp_path: Path) -> None:
    mine = [await vault.put("dossier-1", bytes([n])) for n in range(3)]
    kept = await vault.put("../dossier-1", b"\0")
    (tmp_path / "vault" / files(tmp_path)[0].parent.name / "half-written#1").write_bytes(b"x")
    assert await vault.forget("dossier-1") == 3
    assert await vault.forget("dossier-1") == 0
    with pytest.raises(Unusable):
        await vault.get("dossier-1", mine[0])
    assert await vault.get("../dossier-1", kept) == b"\0"


async def test_some_files_of_an_owner_can_go_alone(vault: Vault) -> None:
    gone, kept = await vault.put("dossier-1", b"gone"), await vault.put("dossier-1", b"kept")
    other = await vault.put("dossier-2", b"gone")
    await vault.drop("dossier-1", (gone, "0" * 64))
    with pytest.raises(Unusable):
        await vault.get("dossier-1", gone)
    assert await vault.get("dossier-1", kept) == b"kept" and await vault.get("dossier-2", other) == b"gone"


async def test_a_disk_that_does_not_answer_is_an_outage_and_no_lost_file(vault: Vault, tmp_path: Path) -> None:
    folder, aside = tmp_path / "vault", tmp_path / "aside"
    id = await vault.put("dossier-1", b"a photo")
    folder.rename(aside)
    with pytest.raises(Outage):
        await vault.get("dossier-1", id)
    folder.write_bytes(b"something else is there")
    for asked in (vault.get("dossier-1", id), vault.put("dossier-1", b"new"), vault.forget("dossier-1")):
        with pytest.raises(Outage) as caught:
            await asked
        assert str(tmp_path) not in str(caught.value)
    folder.unlink()
    aside.rename(folder)
    assert await vault.get("dossier-1", id) == b"a photo"


async def test_a_full_disk_is_an_outage(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Outage):
        await vault.put("dossier-1", b"a photo")
    monkeypatch.undo()
    assert await vault.get("dossier-1", await vault.put("dossier-1", b"a photo")) == b"a photo"
