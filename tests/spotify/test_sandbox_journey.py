"""The client against the whole imitation of Spotify: consent, code, refresh, who, lists; and its faults."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from app.domain.errors import (
    AnchorError,
    AppRejected,
    AuthorizationFailed,
    NotAllowListed,
    ReauthorizationRequired,
    SpotifyUnavailable,
    TokenRejected,
)
from app.domain.gathering import gather
from app.domain.snapshot import Snapshot, fingerprint
from app.sandbox.server import RunningSandbox, serve
from app.spotify.client import SpotifyClient
from app.spotify.pkce import challenge
from app.spotify.values import PAGE_SCOPES, SpotifyConfig, TokenAnswer
from tests.spotify.conftest import NOW
from tests.spotify.gates import RecordingGate

VERIFIER = "k" * 64
CALLBACK = "http://127.0.0.1:8000/connect/spotify/callback"


@pytest.fixture(scope="module")
def _running() -> Iterator[RunningSandbox]:
    with serve() as running:
        yield running


@pytest.fixture
def imitation(_running: RunningSandbox) -> RunningSandbox:
    order(_running, "reset")
    return _running


@pytest.fixture
def here(imitation: RunningSandbox, gate: RecordingGate) -> SpotifyClient:
    config = SpotifyConfig("app-id", "app-secret", imitation.accounts_url, imitation.api_url, CALLBACK)
    return SpotifyClient(config, gate, lambda: NOW)


def order(imitation: RunningSandbox, command: str, **values: Any) -> None:
    requests.post(f"{imitation.url}/control/{command}", json=values, timeout=5).raise_for_status()


def consent(client: SpotifyClient, person: str, verifier: str = VERIFIER) -> str:
    """Press the person's button on the consent page; the code that comes back."""
    url = client.authorize_url("state-1", challenge(verifier), PAGE_SCOPES)
    assert requests.get(url, timeout=5).status_code == 200
    fields = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    answer = requests.post(url.partition("?")[0], data={**fields, "person": person}, allow_redirects=False, timeout=5)
    back = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert back["state"] == ["state-1"]
    return back["code"][0]


def connect(client: SpotifyClient, person: str) -> TokenAnswer:
    return client.exchange_code(consent(client, person), VERIFIER)


def music_of(client: SpotifyClient, person: str) -> Snapshot:
    lists = client.top_lists(connect(client, person).access_token)
    return gather(lists.artists, lists.tracks)


def refusal(call: Any, *args: Any) -> AnchorError:
    with pytest.raises(AnchorError) as caught:
        call(*args)
    return caught.value


def test_the_whole_journey(here: SpotifyClient, gate: RecordingGate) -> None:
    tokens = connect(here, "mara")
    assert tokens.refresh_token is not None
    assert tokens.lacks(PAGE_SCOPES) == frozenset()
    account = here.me(tokens.access_token)
    assert account.account_id is not None
    assert account.display_name is not None
    lists = here.top_lists(tokens.access_token)
    assert len(lists.tracks) == 50
    assert lists.artists
    snapshot = gather(lists.artists, lists.tracks)
    assert len(snapshot.albums) >= 5
    renewed = here.refresh(tokens.refresh_token)
    assert renewed.refresh_token is None
    assert here.me(renewed.access_token) == account
    again = here.top_lists(renewed.access_token)
    assert fingerprint(gather(again.artists, again.tracks)) == fingerprint(snapshot)
    assert set(gate.heard) == {("succeeded",)}


def test_every_person_can_be_read(here: SpotifyClient, imitation: RunningSandbox) -> None:
    people = [person for person in imitation.world.people if person != "stranger"]
    assert len(people) >= 14
    for person in people:
        snapshot = music_of(here, person)
        assert snapshot.is_empty == (person == "newcomer"), person
        assert Snapshot.from_json(snapshot.to_json()) == snapshot


def test_the_oddities_are_read_around(here: SpotifyClient) -> None:
    snapshot = music_of(here, "oddities")
    assert snapshot.artists == ()
    assert snapshot.tracks
    names = [track.name for track in snapshot.tracks]
    assert len(set(names)) == len(names)
    assert names.count("Weathervane") == 1
    assert not {"Afterimage", "Phosphor", "Blink Twice", "Birthday Song (phone recording)"} & set(names)


def test_people_without_proper_albums_have_none(here: SpotifyClient) -> None:
    for person in ("singles", "compilations"):
        snapshot = music_of(here, person)
        assert snapshot.tracks
        assert snapshot.albums == ()


def test_development_and_extended_mode_give_the_same_kind_of_snapshot(
    here: SpotifyClient, imitation: RunningSandbox
) -> None:
    for person in ("mara", "minimal"):
        assert all(track.popularity is None for track in music_of(here, person).tracks)
    extended = music_of(here, "tomas")
    assert any(track.popularity is not None for track in extended.tracks)
    assert any(artist.genres for artist in extended.artists)
    assert extended.albums


def test_a_nameless_and_an_unlinked_account_are_read(here: SpotifyClient) -> None:
    nameless = here.me(connect(here, "nameless").access_token)
    assert (nameless.display_name, nameless.image_url) == (None, None)
    unlinked = here.me(connect(here, "unlinked").access_token)
    assert unlinked.account_id is None
    assert unlinked.user_id


def test_a_stranger_consents_and_then_waits(here: SpotifyClient) -> None:
    tokens = connect(here, "stranger")
    assert isinstance(refusal(here.me, tokens.access_token), NotAllowListed)


def test_a_code_works_once_and_only_with_its_verifier(here: SpotifyClient) -> None:
    code = consent(here, "mara")
    error = refusal(here.exchange_code, code, "x" * 64)
    assert isinstance(error, AuthorizationFailed)
    assert error.fault == "verifier_refused"
    code = consent(here, "mara")
    here.exchange_code(code, VERIFIER)
    assert isinstance(refusal(here.exchange_code, code, VERIFIER), AuthorizationFailed)
    assert isinstance(refusal(here.exchange_code, "made-up", VERIFIER), AuthorizationFailed)


def test_a_smaller_grant_is_seen(here: SpotifyClient, imitation: RunningSandbox) -> None:
    order(imitation, "settings", scope="user-read-email")
    tokens = connect(here, "mara")
    assert tokens.lacks(PAGE_SCOPES) == PAGE_SCOPES


def test_wrong_credentials_are_our_own_fault(here: SpotifyClient, imitation: RunningSandbox) -> None:
    order(imitation, "settings", clients={"app-id": "another-secret"})
    error = refusal(here.exchange_code, consent(here, "mara"), VERIFIER)
    assert isinstance(error, AppRejected)
    assert error.fault == "invalid_client"


@pytest.mark.parametrize("rotation", ["none", "null", "empty", "rotate_grace", "rotate_strict"])
def test_every_way_of_rotating_is_understood(here: SpotifyClient, imitation: RunningSandbox, rotation: str) -> None:
    order(imitation, "settings", rotation=rotation)
    held = connect(here, "mara").refresh_token
    for _ in range(3):
        assert held is not None
        answer = here.refresh(held)
        assert (answer.refresh_token is None) == (not rotation.startswith("rotate"))
        held = answer.refresh_token or held
        here.me(answer.access_token)


def test_a_revoked_consent_and_an_expired_token_are_told_apart(here: SpotifyClient, imitation: RunningSandbox) -> None:
    tokens = connect(here, "mara")
    assert tokens.refresh_token is not None
    order(imitation, "people/mara/expire")
    assert isinstance(refusal(here.me, tokens.access_token), TokenRejected)
    order(imitation, "people/mara/revoke")
    assert isinstance(refusal(here.refresh, tokens.refresh_token), ReauthorizationRequired)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("429_short", "rate_limited"),
        ("429_long", "rate_limited"),
        ("429_quota", "quota_exceeded"),
        ("429_no_header", "rate_limited"),
        ("429_junk_header", "rate_limited"),
        ("500", "server"),
        ("502_html", "server"),
        ("503", "server"),
        ("html_200", "server"),
        ("empty_body", "server"),
        ("hang_up", "network"),
        ("redirect", "contract"),
        ("truncated", "server"),
        ("padded", "contract"),
        ("gzip_bomb", "contract"),
    ],
)
def test_each_fault_of_spotify_is_unavailability_at_every_endpoint(
    here: SpotifyClient, imitation: RunningSandbox, kind: str, reason: str
) -> None:
    tokens = connect(here, "mara")
    assert tokens.refresh_token is not None
    order(imitation, "faults", kind=kind, times=None)
    for error in (
        refusal(here.me, tokens.access_token),
        refusal(here.top_lists, tokens.access_token),
        refusal(here.refresh, tokens.refresh_token),
    ):
        assert isinstance(error, SpotifyUnavailable)
        assert error.reason == reason
        assert (error.retry_at is not None) == kind.startswith("429")


def test_a_single_hiccup_is_not_noticed(here: SpotifyClient, imitation: RunningSandbox, gate: RecordingGate) -> None:
    tokens = connect(here, "mara")
    for kind in ("500", "502_html", "truncated", "hang_up"):
        order(imitation, "faults", kind=kind, times=1, endpoint="top_tracks")
        assert here.top_lists(tokens.access_token).tracks
    assert set(gate.heard) == {("succeeded",)}
