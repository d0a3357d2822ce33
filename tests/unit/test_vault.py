"""The vault: what it seals opens for one person and one purpose only."""

import base64

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from app import vault as vault_module
from app.vault import (
    SealBroken,
    UnknownKey,
    Vault,
    VaultError,
    fingerprint,
    generate_key,
    key_id_of,
    parse_keys,
)

OLD, NEW = parse_keys(generate_key())[0], parse_keys(generate_key())[0]
BOX = Vault([NEW, OLD])


def encoded(secret: bytes) -> str:
    return base64.urlsafe_b64encode(secret).decode()


RANDOM = bytes(range(7, 39))


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 2**63))
def test_what_was_sealed_opens_again(token: str, person_id: int) -> None:
    envelope = BOX.seal(token, person_id=person_id, purpose="spotify.refresh")
    assert BOX.open(envelope, person_id=person_id, purpose="spotify.refresh") == token


def test_the_same_token_is_sealed_differently_each_time() -> None:
    envelopes = {BOX.seal("token", person_id=1, purpose="spotify.refresh") for _ in range(50)}
    assert len(envelopes) == 50
    assert not any(b"token" in envelope for envelope in envelopes)


@pytest.mark.parametrize(
    ("person_id", "purpose"), [(2, "spotify.refresh"), (1, "spotify.access"), (11, "spotify.refresh")]
)
def test_an_envelope_copied_elsewhere_does_not_open(person_id: int, purpose: str) -> None:
    envelope = BOX.seal("token", person_id=1, purpose="spotify.refresh")
    with pytest.raises(SealBroken):
        BOX.open(envelope, person_id=person_id, purpose=purpose)


def test_one_changed_bit_anywhere_is_noticed() -> None:
    envelope = BOX.seal("a token of some length", person_id=1, purpose="p")
    for place in range(len(envelope)):
        altered = bytearray(envelope)
        altered[place] ^= 1
        with pytest.raises(VaultError):
            BOX.open(bytes(altered), person_id=1, purpose="p")


def test_a_shortened_envelope_is_noticed() -> None:
    envelope = BOX.seal("token", person_id=1, purpose="p")
    for length in range(len(envelope)):
        with pytest.raises(VaultError):
            BOX.open(envelope[:length], person_id=1, purpose="p")


@given(st.binary(max_size=200))
def test_foreign_bytes_are_no_envelope(noise: bytes) -> None:
    with pytest.raises(VaultError):
        BOX.open(noise, person_id=1, purpose="p")


def test_an_old_key_still_opens_and_asks_for_rotation() -> None:
    envelope = Vault([OLD]).seal("token", person_id=1, purpose="p")
    assert BOX.open(envelope, person_id=1, purpose="p") == "token"
    assert BOX.needs_rotation(envelope)
    assert key_id_of(envelope) == OLD.id
    assert not BOX.needs_rotation(BOX.seal("token", person_id=1, purpose="p"))


def test_a_key_that_is_no_longer_listed_is_named() -> None:
    envelope = Vault([OLD]).seal("token", person_id=1, purpose="p")
    with pytest.raises(UnknownKey, match=OLD.id) as caught:
        Vault([NEW]).open(envelope, person_id=1, purpose="p")
    assert caught.value.key_id == OLD.id


def test_the_same_id_with_another_key_does_not_open() -> None:
    envelope = Vault([OLD]).seal("token", person_id=1, purpose="p")
    with pytest.raises(SealBroken):
        Vault([vault_module.TokenKey(OLD.id, NEW.secret)]).open(envelope, person_id=1, purpose="p")


@pytest.mark.parametrize("purpose", ["", "a|1", "Spotify", "a b", "é", "a\n", "x" * 65])
def test_a_purpose_cannot_imitate_another_binding(purpose: str) -> None:
    with pytest.raises(ValueError, match="purpose"):
        BOX.seal("token", person_id=1, purpose=purpose)


def test_no_key_or_token_shows_in_a_repr_or_message() -> None:
    envelope = BOX.seal("token-marker", person_id=1, purpose="p")
    with pytest.raises(SealBroken) as caught:
        BOX.open(envelope, person_id=2, purpose="p")
    shown = repr(BOX) + repr(NEW) + repr(caught.value) + str(caught.value)
    secrets = (encoded(NEW.secret), encoded(NEW.secret).rstrip("="), repr(NEW.secret), NEW.secret.hex(), "token-marker")
    assert not any(secret in shown for secret in secrets)
    assert NEW.id in repr(BOX)


def test_a_generated_key_is_a_value_for_token_keys() -> None:
    (key,) = parse_keys(generate_key())
    assert len(key.secret) == 32
    assert generate_key() != generate_key()


def test_keys_are_read_newest_first_with_or_without_padding() -> None:
    text = f" new:{encoded(RANDOM)} ,old:{encoded(RANDOM[::-1]).rstrip('=')},"
    assert [(key.id, key.secret) for key in parse_keys(text)] == [("new", RANDOM), ("old", RANDOM[::-1])]
    assert Vault(parse_keys(text)).key_ids == ("new", "old")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "TOKEN_KEYS is empty"),
        (" , ", "TOKEN_KEYS is empty"),
        (encoded(RANDOM), "entry 1 of TOKEN_KEYS must look like"),
        (f":{encoded(RANDOM)}", "entry 1 of TOKEN_KEYS must look like"),
        (f"a b:{encoded(RANDOM)}", "entry 1 of TOKEN_KEYS must look like"),
        (f"a:{encoded(RANDOM)},b:{encoded(RANDOM)[:-3]}!*", "entry 2 in TOKEN_KEYS is not base64url"),
        ("a:" + "x", "entry 1 in TOKEN_KEYS is not base64url"),
        ("a:" + "é" * 43, "entry 1 in TOKEN_KEYS is not base64url"),
        (f"a:{encoded(RANDOM[:16])}", "16 bytes long instead of 32"),
        ("a:", "0 bytes long instead of 32"),
        (f"a:{encoded(bytes(32))}", "not random"),
        (f"a:{encoded(b'changeme' * 4)}", "not random"),
        (f"a:{encoded(RANDOM)},a:{encoded(RANDOM[::-1])}", "the same key id twice"),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence_that_quotes_no_key(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as caught:
        parse_keys(text)
    assert encoded(RANDOM)[:12] not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_vault_without_keys_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one key"):
        Vault([])


def test_a_fingerprint_tells_tokens_apart_and_survives_a_change_of_keys() -> None:
    assert fingerprint("token-a") == fingerprint("token-a") != fingerprint("token-b")
    assert len(fingerprint("token-a")) == 64


def test_the_seal_is_aes_256_gcm_with_a_nonce_of_12_bytes_that_the_library_opens_alone() -> None:
    assert len(NEW.secret) == 32
    sealed = BOX.seal("token", person_id=1, purpose="p").removeprefix(vault_module.prefix_of(NEW.id))
    bound = vault_module._bound_to(1, "p")

    assert AESGCM(NEW.secret).decrypt(sealed[:12], sealed[12:], bound) == b"token"
    with pytest.raises(InvalidTag):
        AESGCM(OLD.secret).decrypt(sealed[:12], sealed[12:], bound)
