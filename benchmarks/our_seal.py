"""A seal for the benchmark: AES-256-GCM with a throw-away key, bound to where the value stands, as the product's."""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class BenchSeal:
    """Implements ``bot.ports.Seal``."""

    def __init__(self) -> None:
        self._cipher = AESGCM(AESGCM.generate_key(256))

    def seal(self, plain: bytes, where: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, where.encode())

    def open(self, sealed: bytes, where: str) -> bytes:
        return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], where.encode())
