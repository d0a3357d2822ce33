"""The services around sign-in and tokens, built as the composition root does, beside a sandbox on real HTTP."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from sqlalchemy import select

from app.db.database import Database
from app.db.tables.people import Connection
from app.domain.letters import Site
from app.domain.rate_budget import Limits
from app.domain.sign_in import Callback
from app.sandbox.server import RunningSandbox
from app.services.accounts import Accounts, Consent, Member
from app.services.connect import ConnectService
from app.services.failpoints import Failpoint, no_failpoint
from app.services.membership import MembershipService
from app.services.planning import Planner
from app.services.provider_gate import DatabaseGate
from app.services.sessions import SessionService
from app.services.signed_links import SignedLinks
from app.services.token_refresh import TokenRefresh
from app.services.tokens import TokenService
from app.services.withholding import WithholdingService
from app.spotify.client import SpotifyClient
from app.spotify.gate import Lane, ProviderGate
from app.spotify.pkce import challenge
from app.spotify.values import PAGE_SCOPES, SpotifyConfig
from app.vault import Vault, parse_keys
from tests.ground.site import TOKEN_KEYS

REDIRECT_URI = "http://127.0.0.1:8000/connect/spotify/callback"
VERIFIER = "v" * 43

Now = Callable[[], datetime]


class Gate(DatabaseGate):
    """The real gate; `before_next_call` runs once, just before a call goes out."""

    before_next_call: Callable[[], object] | None = None

    def enter(self, lane: Lane, calls: int = 1) -> None:
        super().enter(lane, calls)
        if (action := self.before_next_call) is not None:
            self.before_next_call = None
            action()


@dataclass
class Rooms:
    """One process's worth of services. `imports` are the profiles whose first import was queued."""

    database: Database
    sandbox: RunningSandbox
    now: Now
    failpoint: Failpoint = no_failpoint
    imports: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        numbers = count(1)
        self.vault = Vault(parse_keys(TOKEN_KEYS))
        self.gate = Gate(self.database, self.now, Limits(1000, 10_000))
        self.spotify = spotify_client(self.sandbox.accounts_url, self.sandbox.api_url, self.gate, self.now)
        site, links = Site("Anchor", "http://127.0.0.1:8000"), SignedLinks(["a key of tests"], self.now)
        membership = MembershipService(self.database, self.now, links, site, 0)
        planner = Planner(self.database, self.now, Random(0))
        withholding = WithholdingService(self.database, self.vault, self.now, planner)
        self.accounts = Accounts(self.database, self.vault, self.now, membership, withholding)

        def fail(name: str) -> None:
            self.failpoint(name)

        def new_token() -> str:
            return f"token-{id(self)}-{next(numbers):04}".ljust(43, "x")

        refresh = TokenRefresh(self.database, self.vault, self.spotify, self.now, fail)
        self.tokens = TokenService(self.database, self.vault, refresh, self.now, new_token)
        self.sessions = SessionService(self.database, self.now, new_token)
        self.connect = ConnectService(
            self.database,
            self.vault,
            self.spotify,
            self.tokens,
            self.accounts,
            self.now,
            new_token,
            self.imports.append,
        )

    def consent(self, person: str) -> Consent:
        """Tokens as a whole sign-in of this sandbox person would bring them."""
        url = self.spotify.authorize_url("state", challenge(VERIFIER), PAGE_SCOPES)
        code = agree(self.sandbox, url, person).code or ""
        answer = self.spotify.exchange_code(code, VERIFIER)
        now = self.now()
        return Consent(
            access_token=answer.access_token,
            refresh_token=answer.refresh_token or "",
            life_s=answer.expires_in,
            scope="user-top-read",
            authorized_at=now,
            expires_at=now + timedelta(seconds=answer.expires_in),
        )

    def member(self, person: str, person_id: int | None = None) -> Member:
        """This sandbox person, connected."""
        consent = self.consent(person)
        return self.accounts.settle(self.spotify.me(consent.access_token), consent, person_id)

    def connection_of(self, member: Member) -> Connection:
        """The row as it is now, detached."""
        with self.database.reading() as session:
            return session.scalars(select(Connection).where(Connection.person_id == member.person_id)).one()

    def rows(self, table: Any) -> list[Any]:
        with self.database.reading() as session:
            return list(session.scalars(select(table)).all())


def spotify_client(accounts_url: str, api_url: str, gate: ProviderGate, now: Now) -> SpotifyClient:
    config = SpotifyConfig("test-client", "test-client-secret-0123456789", accounts_url, api_url, REDIRECT_URI)
    return SpotifyClient(config, gate, now)


def agree(sandbox: RunningSandbox, url: str, person: str | None) -> Callback:
    """What the sandbox's consent page sends back when this person agrees; None: when somebody cancels."""
    fields = dict(parse_qsl(urlsplit(url).query)) | ({"person": person} if person else {})
    answer = requests.post(f"{sandbox.url}/authorize", data=fields, allow_redirects=False, timeout=10)
    assert answer.status_code == 303, answer.text
    query = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
    return Callback(state=query.get("state"), code=query.get("code"), error=query.get("error"))


def token_calls(sandbox: RunningSandbox) -> int:
    """How often the token endpoint was called, code exchanges included."""
    return int(sandbox.world.ledger.as_json()["summary"]["token_calls"])
