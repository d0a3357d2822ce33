"""Signing in with Spotify: out to the consent page and back, with a plain answer to every wrong turn.

Authorization Code flow with state and PKCE (RFC 9700 2.1.1). An attempt is bound to the browser that began it,
lives ten minutes and is used once; of the state only the hash is stored, and the verifier is sealed.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import attempts, connections, people
from app.db.tables.people import OAuthAttempt
from app.domain.actor import Actor
from app.domain.errors import (
    AppRejected,
    AuthorizationFailed,
    NotAllowListed,
    ReauthorizationRequired,
    ScopeTooSmall,
    SpotifyUnavailable,
    TokenRejected,
)
from app.domain.local_path import STUDIO
from app.domain.purposes import VERIFIER
from app.domain.sign_in import Arrival, Callback, Departure, SignInFailed
from app.services.accounts import Accounts, AnotherAccount, Consent, Member
from app.services.membership import SiteFull
from app.services.tokens import TokenService
from app.spotify.client import SpotifyClient
from app.spotify.pkce import challenge
from app.spotify.values import PAGE_SCOPES, Account
from app.vault import Vault

log = structlog.get_logger()

LIFE = timedelta(minutes=10)
KEPT = timedelta(days=1)
"""How long an old attempt is still known as old."""
PURGE_LIMIT = 100
NOBODY = 0


class ConnectService:
    """`queue_import` is called with the profile's id after each sign-in that brought an account."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        spotify: SpotifyClient,
        tokens: TokenService,
        accounts: Accounts,
        now: Clock,
        new_token: Callable[[], str],
        queue_import: Callable[[int], None],
    ) -> None:
        self._database = database
        self._vault = vault
        self._spotify = spotify
        self._tokens = tokens
        self._accounts = accounts
        self._now = now
        self._new_token = new_token
        self._queue_import = queue_import

    def start(self, browser: str | None, next_path: str, actor: Actor | None) -> Departure:
        """Begin an attempt, bound to `browser`. Somebody who is signed in reconnects their own account."""
        state, verifier, now = self._new_token(), self._new_token(), self._now()
        browser = browser or self._new_token()
        with self._database.transaction() as session:
            attempts.purge(session, created_before=now - KEPT, limit=PURGE_LIMIT)
            people.purge_unreachable(session, authorized_before=now - KEPT, limit=PURGE_LIMIT)
            attempts.add(
                session,
                state_hash=_hash(state),
                browser_hash=_hash(browser),
                verifier=self._vault.seal(verifier, person_id=NOBODY, purpose=VERIFIER),
                next_path=next_path,
                person_id=actor.person_id if actor else None,
                now=now,
            )
        url = self._spotify.authorize_url(state, challenge(verifier), PAGE_SCOPES, show_dialog=actor is not None)
        return Departure(url, browser)

    def finish(
        self, callback: Callback, browser: str | None, actor: Actor | None, invitation: str | None = None
    ) -> Arrival:
        """What the callback leads to: a person to sign in as, or `SignInFailed`, which has stored nothing."""
        attempt = self._attempt(callback, browser)
        if attempt.used_at is None and self._now() - attempt.created_at >= LIFE:
            raise SignInFailed("old")
        if attempt.used_at is not None or not self._use(attempt):
            if actor is None:
                raise SignInFailed("reused")
            return Arrival(None, STUDIO)
        with _wrong_turns():
            consent = self._exchange(_code(callback), attempt)
            try:
                account = self._spotify.me(consent.access_token)
            except NotAllowListed:
                waiting = self._accounts.wait(consent, attempt.person_id)
                log.info("sign_in_waits", person_id=waiting.person_id)
                return Arrival(waiting.person_id, STUDIO)
            member = self._accounts.settle(account, consent, attempt.person_id, invitation)
        return self._arrive(member, attempt.next_path)

    def check(self, actor: Actor) -> Arrival | None:
        """Ask Spotify again about somebody who waits; None while it still does not let them in. SignInFailed."""
        with self._database.reading() as session:
            link = connections.of_profile(session, actor.profile_id)
        if link is None or link.status != "waiting":
            return Arrival(None, STUDIO)
        with _wrong_turns():
            try:
                account = self._who(link.connection_id)
            except NotAllowListed:
                return None
            member = self._accounts.identify(account, actor.person_id)
        return self._arrive(member, STUDIO)

    def _arrive(self, member: Member, next_path: str) -> Arrival:
        self._queue_import(member.profile_id)
        log.info("signed_in", person_id=member.person_id)
        return Arrival(member.person_id, next_path)

    def _attempt(self, callback: Callback, browser: str | None) -> OAuthAttempt:
        """The attempt that this callback answers, begun by this very browser."""
        if not callback.state:
            raise SignInFailed("state_missing")
        with self._database.reading() as session:
            attempt = attempts.find(session, _hash(callback.state))
        if attempt is None:
            raise SignInFailed("state_unknown")
        if browser is None or attempt.browser_hash != _hash(browser):
            raise SignInFailed("foreign")
        return attempt

    def _use(self, attempt: OAuthAttempt) -> bool:
        with self._database.transaction() as session:
            return attempts.use(session, attempt.id, self._now())

    def _exchange(self, code: str, attempt: OAuthAttempt) -> Consent:
        verifier = self._vault.open(attempt.verifier, person_id=NOBODY, purpose=VERIFIER)
        now = self._now()
        answer = self._spotify.exchange_code(code, verifier)
        if missing := answer.lacks(PAGE_SCOPES):
            raise ScopeTooSmall(missing)
        if answer.refresh_token is None:
            raise SpotifyUnavailable("contract")
        return Consent(
            access_token=answer.access_token,
            refresh_token=answer.refresh_token,
            life_s=answer.expires_in,
            scope=" ".join(sorted(PAGE_SCOPES)),
            authorized_at=now,
            expires_at=now + timedelta(seconds=answer.expires_in),
        )

    def _who(self, connection_id: int) -> Account:
        token = self._tokens.access_token(connection_id, "login")
        try:
            return self._spotify.me(token)
        except TokenRejected:
            return self._spotify.me(self._tokens.force_refresh(connection_id, token, "login"))


def _code(callback: Callback) -> str:
    if callback.error and callback.code:
        raise SignInFailed("unclear")
    if callback.error:
        raise SignInFailed("denied" if callback.error == "access_denied" else "refused_by_spotify")
    if not callback.code:
        raise SignInFailed("unclear")
    return callback.code


@contextmanager
def _wrong_turns() -> Iterator[None]:
    """Every error of a sign-in as the one that the person is told about."""
    try:
        yield
    except AuthorizationFailed as error:
        raise SignInFailed("code_refused") from error
    except ScopeTooSmall as error:
        raise SignInFailed("scope_too_small") from error
    except AnotherAccount as error:
        raise SignInFailed("another_account") from error
    except SiteFull as error:
        raise SignInFailed("full") from error
    except NotAllowListed as error:
        raise SignInFailed("not_allow_listed") from error
    except (TokenRejected, ReauthorizationRequired) as error:
        raise SignInFailed("consent_lost") from error
    except SpotifyUnavailable as error:
        raise SignInFailed("spotify_down", retry_at=error.retry_at) from error
    except AppRejected as error:
        raise SignInFailed("app_rejected") from error


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
