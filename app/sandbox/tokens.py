"""Consent, codes and tokens as Spotify's accounts service keeps them.

A *grant* is one consent of one person to one client. Codes live 10 minutes and work once; refresh tokens die six
months after the consent, and refreshing never extends that. What a refresh answer says about the refresh token
is the rotation mode: ``none`` (no key: Spotify today), ``null``, ``empty``, ``rotate_grace`` (a new one each time,
the one before is still accepted), ``rotate_strict`` (replaying an older one kills the whole grant).
"""

import base64
import calendar
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import RLock
from typing import Any

from app.sandbox.ledger import Ledger, fingerprint

Json = dict[str, Any]
ROTATIONS = ("none", "null", "empty", "rotate_grace", "rotate_strict")
CODE_LIFE_S = 600
CONSENT_MONTHS = 6
REVOKED, EXPIRED, INVALID = "Refresh token revoked", "Refresh token expired", "Invalid refresh token"


def consent_ends_at(consented_at: float) -> float:
    """Six months of the calendar later, in epoch seconds; where that month has no such day, on its last one."""
    given = datetime.fromtimestamp(consented_at, UTC)
    years, month = divmod(given.month - 1 + CONSENT_MONTHS, 12)
    last_day = calendar.monthrange(given.year + years, month + 1)[1]
    return given.replace(year=given.year + years, month=month + 1, day=min(given.day, last_day)).timestamp()


class OAuthError(Exception):
    """A refusal in the token endpoint's own words."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error, self.description, self.status = error, description, status


class AccessRefused(Exception):
    """A bearer token that opens nothing: the message of the 401."""


@dataclass(slots=True)
class Grant:
    id: int
    person: str
    client_id: str
    scope: str
    consented_at: float
    refresh_tokens: list[str]
    """Every one ever issued, newest last."""
    dead: str | None = None
    """Why it no longer refreshes."""


@dataclass(slots=True)
class Code:
    person: str
    client_id: str
    redirect_uri: str
    scope: str
    challenge: str | None
    expires_at: float
    used: bool = False


@dataclass(slots=True)
class Access:
    token: str
    grant: int | None
    person: str | None
    """None for an app token (client_credentials)."""
    scope: str
    expires_at: float


@dataclass(slots=True)
class TokenOffice:
    """Issues, checks and revokes. Every method is atomic under one lock."""

    clock: Callable[[], float]
    ledger: Ledger
    rotation: str = "none"
    expires_in: int = 3600
    granted_scope: str | None = None
    """When set, only these of the requested scopes are granted."""
    _codes: dict[str, Code] = field(default_factory=dict)
    _grants: dict[int, Grant] = field(default_factory=dict)
    _by_refresh: dict[str, Grant] = field(default_factory=dict)
    _access: dict[str, Access] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def issue_code(self, person: str, client_id: str, redirect_uri: str, scope: str, challenge: str | None) -> str:
        with self._lock:
            value = "AQ" + secrets.token_urlsafe(150)
            expires_at = self.clock() + CODE_LIFE_S
            self._codes[value] = Code(person, client_id, redirect_uri, scope, challenge, expires_at)
            self.ledger.record_token("issued", "code", value, None, person)
            return value

    def person_behind(self, secret: str | None) -> str | None:
        """Whose code or refresh token this is, without using it."""
        with self._lock:
            if secret in self._codes:
                return self._codes[secret].person
            return self._by_refresh[secret].person if secret in self._by_refresh else None

    def exchange(self, value: str, client_id: str, redirect_uri: str, verifier: str | None) -> Json:
        """The answer to grant_type=authorization_code."""
        with self._lock:
            code = self._codes.get(value)
            try:
                self._check_code(code, client_id, redirect_uri, verifier)
            except OAuthError as refusal:
                person = code.person if code else None
                self.ledger.record_token("refused", "code", value, None, person, refusal.description)
                raise
            assert code is not None  # noqa: S101 - _check_code refuses None
            code.used = True
            self.ledger.record_token("accepted", "code", value, None, code.person)
            refresh_token = _new_refresh_token()
            scope = self._grantable(code.scope)
            now = self.clock()
            grant = Grant(len(self._grants) + 1, code.person, client_id, scope, now, [refresh_token])
            self._grants[grant.id] = self._by_refresh[refresh_token] = grant
            self.ledger.record_token("issued", "refresh", refresh_token, grant.id, grant.person)
            return self._answer(grant, grant.person, scope) | {"refresh_token": refresh_token}

    def refresh(self, value: str, client_id: str) -> Json:
        """The answer to grant_type=refresh_token, by the rotation mode."""
        with self._lock:
            grant = self._by_refresh.get(value)
            reason = self._refusal(grant, value, client_id)
            if grant is None or reason:
                grant_id, person = (grant.id, grant.person) if grant else (None, None)
                self.ledger.record_token("refused", "refresh", value, grant_id, person, reason)
                raise OAuthError("invalid_grant", reason)
            self.ledger.record_token("accepted", "refresh", value, grant.id, grant.person)
            answer = self._answer(grant, grant.person, grant.scope)
            if self.rotation in ("rotate_grace", "rotate_strict"):
                fresh = _new_refresh_token()
                grant.refresh_tokens.append(fresh)
                self._by_refresh[fresh] = grant
                self.ledger.record_token("rotated", "refresh", fresh, grant.id, grant.person)
                answer["refresh_token"] = fresh
            elif self.rotation in ("null", "empty"):
                answer["refresh_token"] = None if self.rotation == "null" else ""
            return answer

    def app_token(self) -> Json:
        """The answer to grant_type=client_credentials."""
        with self._lock:
            return self._answer(None, None, "")

    def open(self, token: str) -> Access:
        """The access that a bearer token gives; raises AccessRefused with Spotify's message."""
        with self._lock:
            access = self._access.get(token)
            if access is None:
                raise AccessRefused("Invalid access token")
            if access.expires_at <= self.clock():
                raise AccessRefused("The access token expired")
            return access

    def revoke(self, person: str | None, reason: str = REVOKED) -> int:
        """Kill the grants and access tokens of one person (None: of everybody); how many grants died."""
        with self._lock:
            alive = [g for g in self._grants.values() if g.dead is None and person in (None, g.person)]
            for grant in alive:
                self._kill(grant, reason)
            return len(alive)

    def expire_access(self, person: str | None) -> int:
        """Make the access tokens of one person (None: all) expire now; how many did."""
        with self._lock:
            now = self.clock()
            alive = [a for a in self._access.values() if a.expires_at > now and person in (None, a.person)]
            for access in alive:
                access.expires_at = now
            return len(alive)

    def grants_as_json(self) -> list[Json]:
        """Each grant with the fingerprint of the refresh token that is valid now (null when dead)."""
        with self._lock:
            return [
                {
                    "id": grant.id,
                    "person": grant.person,
                    "client_id": grant.client_id,
                    "scope": grant.scope,
                    "consented_at": grant.consented_at,
                    "dead": grant.dead,
                    "refresh_token": None if grant.dead else fingerprint(grant.refresh_tokens[-1]),
                    "refresh_tokens_issued": [fingerprint(token) for token in grant.refresh_tokens],
                }
                for grant in self._grants.values()
            ]

    def _check_code(self, code: Code | None, client_id: str, redirect_uri: str, verifier: str | None) -> None:
        if code is None or code.used or code.client_id != client_id:
            raise OAuthError("invalid_grant", "Invalid authorization code")
        if code.expires_at <= self.clock():
            raise OAuthError("invalid_grant", "Authorization code expired")
        if code.redirect_uri != redirect_uri:
            raise OAuthError("invalid_grant", "Invalid redirect URI")
        if code.challenge and not verifier:
            raise OAuthError("invalid_request", "code_verifier required")
        if code.challenge and code.challenge != s256(verifier or ""):
            raise OAuthError("invalid_grant", "code_verifier was incorrect")

    def _refusal(self, grant: Grant | None, value: str, client_id: str) -> str:
        """Why a refresh token is not accepted; empty when it is. A strict replay kills the grant here."""
        if grant is None or grant.client_id != client_id:
            return INVALID
        if grant.dead:
            return grant.dead
        if self.clock() >= consent_ends_at(grant.consented_at):
            return EXPIRED
        age = len(grant.refresh_tokens) - 1 - grant.refresh_tokens.index(value)
        if self.rotation == "rotate_strict" and age > 0:
            self._kill(grant, REVOKED)
            return REVOKED
        return INVALID if age > 1 else ""

    def _kill(self, grant: Grant, reason: str) -> None:
        grant.dead = reason
        newest = grant.refresh_tokens[-1]
        self.ledger.record_token("revoked", "refresh", newest, grant.id, grant.person, reason)
        for token in [a.token for a in self._access.values() if a.grant == grant.id]:
            del self._access[token]

    def _answer(self, grant: Grant | None, person: str | None, scope: str) -> Json:
        token = "BQ" + secrets.token_urlsafe(130)
        grant_id = grant.id if grant else None
        self._access[token] = Access(token, grant_id, person, scope, self.clock() + self.expires_in)
        self.ledger.record_token("issued", "access", token, grant_id, person)
        body: Json = {"access_token": token, "token_type": "Bearer", "expires_in": self.expires_in}
        return body | ({"scope": scope} if grant else {})

    def _grantable(self, requested: str) -> str:
        if self.granted_scope is None:
            return requested
        allowed = self.granted_scope.split()
        return " ".join(scope for scope in requested.split() if scope in allowed)


def s256(verifier: str) -> str:
    """The PKCE challenge of a verifier (RFC 7636, 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _new_refresh_token() -> str:
    return "AQ" + secrets.token_urlsafe(98)
