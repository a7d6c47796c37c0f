"""Secrets at rest: AES-256-GCM with the key's id in every value, and where the master key comes from."""

from __future__ import annotations

import base64
import binascii
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from bot.failures import Failure, Misconfigured

VERSION = 1
KEY_BYTES = 32
NONCE_BYTES = 12
HEADER_BYTES = 2

MASTER_KEY_FILE = "master.key"


class Unopenable(Failure):
    """A sealed value that does not open: altered, moved from where it stood, or sealed under a key we do not have."""

    alarm = True


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys by id (1 to 255), 32 bytes each; new values are sealed with ``active``. Printing it shows no key."""

    keys: Mapping[int, bytes] = field(repr=False)
    active: int

    def __post_init__(self) -> None:
        if self.active not in self.keys:
            raise Misconfigured("the active key is not among the keys")
        if any(not 0 < number < 256 or len(key) != KEY_BYTES for number, key in self.keys.items()):
            raise Misconfigured("keys have ids from 1 to 255 and 32 bytes")

    def derive(self, purpose: str) -> bytes:
        """32 bytes for another use ("tickets"), from the oldest key, so that rotation does not change them."""
        expand = HKDFExpand(algorithm=hashes.SHA256(), length=KEY_BYTES, info=f"motcua:{purpose}".encode())
        return expand.derive(self.keys[min(self.keys)])


class AesSeal:
    """Implements ``bot.ports.Seal``: version byte, key id byte, 12-byte nonce, ciphertext with its tag."""

    def __init__(self, keyring: Keyring) -> None:
        self._active = keyring.active
        self._ciphers = {number: AESGCM(key) for number, key in keyring.keys.items()}
        self._header = bytes((VERSION, keyring.active))

    def seal(self, plain: bytes, where: str) -> bytes:
        """Never the same twice, because the nonce is random."""
        nonce = os.urandom(NONCE_BYTES)
        return self._header + nonce + self._ciphers[self._active].encrypt(nonce, plain, where.encode())

    def open(self, sealed: bytes, where: str) -> bytes:
        """Raises Unopenable; its text holds nothing of the value."""
        if len(sealed) < HEADER_BYTES + NONCE_BYTES or sealed[0] != VERSION:
            raise Unopenable("not a sealed value")
        cipher = self._ciphers.get(sealed[1])
        if cipher is None:
            raise Unopenable(f"sealed under unknown key {sealed[1]}")
        body = HEADER_BYTES + NONCE_BYTES
        try:
            return cipher.decrypt(sealed[HEADER_BYTES:body], sealed[body:], where.encode())
        except InvalidTag:
            raise Unopenable("altered, or not where it was sealed") from None


def load_master_key(setting: str, data_dir: Path) -> Keyring:
    """From the setting, else from ``data_dir/master.key``, which is made (mode 0600) at the very first start.

    The setting, and the file, hold one key (64 hex digits or base64 of 32 bytes), or several as ``2:key,1:key`` with
    the active one first. Raises Misconfigured for anything else.
    """
    if setting.strip():
        return parse_keys(setting)
    path = data_dir / MASTER_KEY_FILE
    if not path.exists():
        _create(path)
    return parse_keys(path.read_text("ascii"))


def parse_keys(text: str) -> Keyring:
    """``key`` or ``2:key,1:key``, the active one first."""
    keys: dict[int, bytes] = {}
    for part in text.strip().split(","):
        number, _, key = part.strip().rpartition(":")
        if number and not (number.isascii() and number.isdigit()):
            raise Misconfigured("a master key is written as number:key")
        keys[int(number or 1)] = _key(key)
    return Keyring(keys, next(iter(keys)))


def _key(text: str) -> bytes:
    try:
        key = bytes.fromhex(text) if len(text) == 2 * KEY_BYTES else base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        raise Misconfigured("a master key is 64 hex digits or base64 of 32 bytes") from None
    if len(key) != KEY_BYTES:
        raise Misconfigured("a master key has 32 bytes")
    if not any(key):
        raise Misconfigured("a master key of nothing but zeros is nobody's secret")
    return key


def _create(path: Path) -> None:
    """Whole or not at all, and never over a key that another process has just made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".master")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(os.urandom(KEY_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)
    except FileExistsError:
        return  # the other process was first: its key counts
    finally:
        Path(name).unlink()
