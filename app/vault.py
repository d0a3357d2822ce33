"""The only module that sees the token keys: AES-256-GCM envelopes bound to one person and one purpose.

Envelope: version (1 byte), length of the key id (1 byte), key id, nonce (12 bytes), ciphertext with its tag (16).
Associated data: `anchor|<purpose>|<person id>`, so that an envelope copied to another row does not open there.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import AnchorError

VERSION = 1
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
KEY_ID = re.compile(r"[A-Za-z0-9_.-]{1,32}")
PURPOSE = re.compile(r"[a-z0-9_.:-]{1,64}")


class VaultError(AnchorError):
    """An envelope could not be opened; the message never holds what is inside."""


class MalformedEnvelope(VaultError):
    """These bytes are no envelope of ours: cut short, or of a version that this release does not know."""


class UnknownKey(VaultError):
    """The envelope was sealed with a key that TOKEN_KEYS no longer lists: put that key back."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"no token key with the id {key_id}")
        self.key_id = key_id


class SealBroken(VaultError):
    """The bytes were altered, or belong to another person or purpose."""


@dataclass(frozen=True, slots=True)
class TokenKey:
    """One 256-bit key and the public id that envelopes carry."""

    id: str
    secret: bytes = field(repr=False)


def generate_key() -> str:
    """A fresh entry for TOKEN_KEYS: `<key id>:<base64url of 32 random bytes>`."""
    secret = base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii").rstrip("=")
    return f"{secrets.token_hex(4)}:{secret}"


def parse_keys(text: str) -> tuple[TokenKey, ...]:
    """Read TOKEN_KEYS (comma-separated, newest first); ValueError with a sentence that never quotes a key."""
    entries = [entry.strip() for entry in text.split(",") if entry.strip()]
    if not entries:
        raise ValueError("TOKEN_KEYS is empty: it needs at least one <key id>:<base64url of 32 bytes>")
    keys = tuple(_parse_key(entry, place) for place, entry in enumerate(entries, start=1))
    if len({key.id for key in keys}) < len(keys):
        raise ValueError("TOKEN_KEYS names the same key id twice")
    return keys


def _parse_key(entry: str, place: int) -> TokenKey:
    key_id, colon, encoded = entry.partition(":")
    if not colon or not KEY_ID.fullmatch(key_id):
        raise ValueError(f"entry {place} of TOKEN_KEYS must look like <key id>:<base64url of 32 bytes>")
    try:
        secret = base64.b64decode(encoded.rstrip("=") + "=" * (-len(encoded.rstrip("=")) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        # Not chained: the cause could quote the key.
        raise ValueError(f"the key of entry {place} in TOKEN_KEYS is not base64url") from None
    if len(secret) != KEY_BYTES:
        raise ValueError(f"the key of entry {place} in TOKEN_KEYS is {len(secret)} bytes long instead of {KEY_BYTES}")
    if len(set(secret)) < KEY_BYTES // 4:
        raise ValueError(f"the key of entry {place} in TOKEN_KEYS is not random")
    return TokenKey(key_id, secret)


def fingerprint(token: str) -> str:
    """SHA-256 (hex) of a token, to compare tokens without opening them.

    Plain rather than keyed: tokens are long and random, so there is nothing to guess, and the value must survive a
    change of keys, because rows are compared by it across one.
    """
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def prefix_of(key_id: str) -> bytes:
    """How every envelope begins that this key sealed, so that a database can count and find them."""
    encoded = key_id.encode("ascii")
    return bytes((VERSION, len(encoded))) + encoded


def key_id_of(envelope: bytes) -> str:
    """The id of the key that sealed this envelope."""
    return _split(envelope)[0]


class Vault:
    """Seals with the newest key, opens with any listed one."""

    __slots__ = ("_ciphers", "_newest", "_roots")

    def __init__(self, keys: Sequence[TokenKey]) -> None:
        if not keys:
            raise ValueError("a vault needs at least one key")
        self._newest = keys[0].id
        self._ciphers = {key.id: AESGCM(key.secret) for key in keys}
        self._roots = tuple(hmac.digest(key.secret, b"anchor|marks", "sha256") for key in keys)

    def __repr__(self) -> str:
        return f"Vault(keys={len(self._ciphers)}, newest={self._newest!r})"

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The ids of all keys, newest first."""
        return tuple(self._ciphers)

    def marks(self, text: str, *, purpose: str) -> tuple[str, ...]:
        """Keyed hashes of `text` (hex, newest key first): the same text is known again, and nobody can read it back."""
        roots = (hmac.digest(root, purpose.encode(), "sha256") for root in self._roots)
        return tuple(hmac.new(root, text.encode(), "sha256").hexdigest() for root in roots)

    def seal(self, plaintext: str, *, person_id: int, purpose: str) -> bytes:
        """Encrypt for one person and purpose; each call gives other bytes."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self._ciphers[self._newest].encrypt(nonce, plaintext.encode("utf-8"), _bound_to(person_id, purpose))
        return prefix_of(self._newest) + nonce + sealed

    def open(self, envelope: bytes, *, person_id: int, purpose: str) -> str:
        """Decrypt; a VaultError when the envelope is foreign, altered, or its key is not listed."""
        key_id, nonce, sealed = _split(envelope)
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise UnknownKey(key_id)
        try:
            return cipher.decrypt(nonce, sealed, _bound_to(person_id, purpose)).decode("utf-8")
        except InvalidTag as error:
            raise SealBroken("the envelope does not open for this person and purpose") from error

    def needs_rotation(self, envelope: bytes) -> bool:
        """Whether another key than the newest sealed this envelope."""
        return key_id_of(envelope) != self._newest


def _bound_to(person_id: int, purpose: str) -> bytes:
    if not PURPOSE.fullmatch(purpose):
        raise ValueError("a purpose is one lower-case word")
    return f"anchor|{purpose}|{person_id}".encode("ascii")


def _split(envelope: bytes) -> tuple[str, bytes, bytes]:
    if len(envelope) < 2 or envelope[0] != VERSION:
        raise MalformedEnvelope("not an envelope of a known version")
    key_end = 2 + envelope[1]
    sealed_at = key_end + NONCE_BYTES
    key_id = envelope[2:key_end].decode("ascii", "replace")
    if len(envelope) < sealed_at + TAG_BYTES or not KEY_ID.fullmatch(key_id):
        raise MalformedEnvelope("the envelope is cut short")
    return key_id, envelope[key_end:sealed_at], envelope[sealed_at:]
