"""Each parser of what strangers send, by its properties: it refuses by name, or gives back something sound."""

import re
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import facts, handles, totp
from app.domain.errors import SpotifyUnavailable
from app.domain.local_path import LONGEST, STUDIO, local_path
from app.domain.refusals import BadInput
from app.redaction import text as redacted
from app.settings import Settings, SettingsError
from app.spotify import payloads
from app.vault import VaultError, key_id_of, parse_keys
from app.web.limits import counted_as
from app.web.violations import _read

FEW = settings(max_examples=60, deadline=None)
HANDLE = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
NAMES = st.sampled_from(["id", "name", "items", "artists", "album", "images", "url", "external_urls"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "name", "items", "artists", "album", "images", "url", "external_urls"]), inner
        )
    ),
    max_leaves=12,
)
ADDRESSES = st.text(max_size=60) | st.from_regex(r"\A(https?|mailto|javascript|//)?:?/{0,3}[a-z@.\[\]:\\%0-9]{0,20}\Z")


@FEW
@given(st.text(max_size=60) | st.from_regex(r"\A\s?[A-Za-z0-9_-]{1,32}\s?\Z"))
def test_a_handle_is_of_its_form_and_a_handle_again(typed: str) -> None:
    with suppress(BadInput):
        handle = handles.parse(typed)
        assert HANDLE.fullmatch(handle)
        assert 3 <= len(handle) <= 30
        assert handles.parse(handle) == handle
        assert handles.parse(f" {handle.upper()} ") == handle


@FEW
@given(st.lists(st.tuples(st.text(max_size=70), ADDRESSES), max_size=14))
def test_links_are_https_or_mail_and_few(rows: list[tuple[str, str]]) -> None:
    with suppress(BadInput):
        links = facts.parse_links([label for label, _ in rows], [url for _, url in rows])
        assert len(links) <= facts.LINKS_LIMIT
        for link in links:
            assert urlsplit(link.url).scheme in ("https", "mailto")
            assert urlsplit(link.url).username is None
            assert link.url.isascii()
            assert 0 < len(link.label) <= 500


@FEW
@given(
    st.dictionaries(st.sampled_from(["subject", "display_name", "city", "instruments", "tone"]), st.text(max_size=130))
)
def test_facts_are_within_their_limits_and_parse_to_themselves(form: dict[str, str]) -> None:
    with suppress(BadInput):
        found = facts.parse(form)
        assert len(found.display_name) <= facts.NAME_LIMIT
        assert len(found.instruments) <= facts.LIST_LIMIT
        again = facts.parse({"display_name": found.display_name, "city": found.city, "subject": found.subject})
        assert (again.display_name, again.city) == (found.display_name, found.city)


@FEW
@given(ADDRESSES | st.from_regex(r"\A/[a-z/\\?%0-9#.;]{0,20}\Z"))
def test_a_next_path_stays_on_this_site_by_every_reading(typed: str) -> None:
    path = local_path(typed)
    assert path in (typed, STUDIO)
    assert len(path) <= LONGEST
    assert urljoin("https://anchor.example/login", path).startswith("https://anchor.example/")
    assert not re.match(r"/[/\\]", path)
    assert path.isascii()
    assert path.isprintable()


@FEW
@given(JSON)
def test_a_provider_s_json_of_any_shape_is_read_or_refused_by_name(document: Any) -> None:
    for read in (payloads.account, payloads.artists, payloads.tracks):
        with suppress(SpotifyUnavailable):
            read(document if isinstance(document, dict) else {"items": document})


@FEW
@given(st.binary(max_size=80))
def test_bytes_that_are_no_envelope_are_refused_by_name(noise: bytes) -> None:
    with suppress(VaultError):
        key_id_of(noise)


@FEW
@given(st.text(max_size=80))
def test_token_keys_are_read_or_refused_without_being_quoted(typed: str) -> None:
    said = ""
    try:
        parse_keys(typed)
    except ValueError as refusal:
        said = str(refusal)
    assert len(typed) < 12 or typed not in said


@FEW
@given(
    st.dictionaries(
        st.sampled_from(["APP_ENV", "PUBLIC_URL", "SECRET_KEY", "TOKEN_KEYS", "DATABASE_URL", "PORT", "RATE_LIMITS"]),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40),
    )
)
def test_settings_are_whole_or_refused_with_sentences(environment: dict[str, str]) -> None:
    faults: tuple[str, ...] = ()
    try:
        loaded = Settings.load(environment | {"SPOTIFY_CLIENT_ID": "x", "SPOTIFY_CLIENT_SECRET": "y"})
        assert urlsplit(loaded.public_url).hostname
    except SettingsError as refusal:
        faults = refusal.faults
        assert faults
    assert all(fault.strip() for fault in faults)


@FEW
@given(st.text(max_size=30) | st.ip_addresses().map(str))
def test_whoever_asks_is_counted_under_something(remote: str) -> None:
    counted = counted_as(remote)
    assert counted
    assert len(counted) <= 64


@FEW
@given(st.binary(max_size=200) | JSON.map(lambda document: repr(document).replace("'", '"').encode("utf-8", "replace")))
def test_a_policy_report_of_any_bytes_is_short_words(body: bytes) -> None:
    for directive, blocked in _read(body):
        assert len(directive) <= 100
        assert len(blocked) <= 110


@FEW
@given(st.text(max_size=60))
def test_a_typed_code_is_a_code_or_nothing(typed: str) -> None:
    code = totp.bare(typed)
    if totp.CODE.fullmatch(code):
        assert len(code) == 6
        assert code.isascii()


@FEW
@given(st.text(max_size=200))
def test_redaction_never_fails_and_is_calm_the_second_time(line: str) -> None:
    once = redacted(line)
    assert redacted(once) == once
