"""One refresh for the button, the first connect, the schedule and the command line: token, fetch, compare, store.

All of them only mark the profile's row in `jobs` due; `run` is what the worker does with the claim.
"""

from contextlib import suppress
from datetime import timedelta

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import connections, job_status, jobs, notices, profiles, snapshots, tokens, unchanged
from app.db.queries.connections import Link
from app.domain import freshness, schedule
from app.domain.circuit_breaker import AUTH
from app.domain.draft import ConnectionStatus
from app.domain.errors import (
    AppRejected,
    NotAllowListed,
    ReauthorizationRequired,
    ScopeTooSmall,
    SpotifyUnavailable,
    TokenRejected,
)
from app.domain.gathering import gather
from app.domain.jobs import REFRESH, Claim, LeaseLost
from app.domain.refusals import NotThere, TooSoon
from app.domain.snapshot import Snapshot, fingerprint
from app.domain.stored_tokens import StoredTokens
from app.services.failpoints import Failpoint, no_failpoint
from app.services.jobs import JobQueue
from app.services.planning import Planner
from app.services.reconnecting import ENDED_BY_A_REFRESH, reconnected
from app.services.renewing import Change, Renewing
from app.services.tokens import TokenService
from app.spotify.client import SpotifyClient
from app.spotify.gate import Lane
from app.spotify.values import TopLists

log = structlog.get_logger()

TRIES = 3

RECONNECT = (
    "Spotify no longer lets us read your music. Reconnect to keep your page fresh; it stays as it is until then."
)
WAITING = "This site is in Spotify's test mode: five people can connect. Ask whoever runs it to add you."
EMPTIED = (
    "Spotify sent empty lists twice. Your page keeps the music it has; look again after you have listened a while."
)
REFUSED = "Spotify refuses a request that this site makes; its interface may have changed. The log names the request."


class _MoreToDo(Exception):
    """Rolls back what was written on the guess that nothing had changed."""


class RefreshService:
    def __init__(
        self,
        database: Database,
        now: Clock,
        spotify: SpotifyClient,
        tokens: TokenService,
        queue: JobQueue,
        planner: Planner,
        renewing: Renewing,
        cooldown: timedelta,
        failpoint: Failpoint = no_failpoint,
    ) -> None:
        self._database = database
        self._now = now
        self._spotify = spotify
        self._tokens = tokens
        self._queue = queue
        self._planner = planner
        self._renewing = renewing
        self._cooldown = cooldown
        self._failpoint = failpoint

    def first_import(self, profile_id: int) -> None:
        """Queue the lists of somebody who just connected."""
        self._queue.ask(profile_id, REFRESH, priority=schedule.FIRST_IMPORT)

    def by_handle(self, handle: str) -> int:
        """Queue the profile behind a handle, whatever its cooldown; its id. Raises NotThere."""
        with self._database.reading() as session:
            profile_id = profiles.id_of_handle(session, handle)
        if profile_id is None:
            raise NotThere(f"No profile has the handle {handle}.")
        self._queue.ask(profile_id, REFRESH, priority=schedule.OWN_WISH)
        return profile_id

    def by_hand(self, person_id: int) -> None:
        """Queue the artist's own "Refresh now". Raises TooSoon within the cooldown, NotThere when not connected."""
        now = self._now()
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            link = connections.of_profile(session, profile.id)
            if link is None or link.status != "connected":
                raise NotThere("Connect Spotify first; then there is something to refresh.")
            if jobs.is_busy(session, profile.id, REFRESH, now):
                return
            allowed_at = job_status.asked_again_at(session, profile.id, self._cooldown, now)
            if allowed_at is not None:
                wait = freshness.wait(allowed_at, now)
                raise TooSoon(f"You refreshed a short while ago. You can refresh again {wait}.", allowed_at)
            jobs.make_due(
                session, profile.id, REFRESH, now=now, due_at=now, priority=schedule.OWN_WISH, payload={}, by_hand=True
            )
        self._queue.wake()

    def run(self, claim: Claim) -> None:
        """Do one claimed refresh. What ends it for good is told to the artist, then raised to the runner."""
        with self._database.bare_reading() as session:
            link = connections.of_profile(session, claim.profile_id)
            stored = tokens.read(session, link.connection_id) if link is not None else None
        if link is None or link.status not in ("connected", "waiting"):
            raise ReauthorizationRequired
        self._failpoint("refresh_began")
        try:
            lists = self._fetch(link, stored, "refresh" if claim.priority >= schedule.ROUTINE else "person")
        except (ReauthorizationRequired, ScopeTooSmall):
            if not self._tell(claim, link, "needs_reauth", "reconnect", RECONNECT):
                return
            raise
        except NotAllowListed:
            if not self._tell(claim, link, "waiting", "waiting", WAITING):
                return
            raise
        except AppRejected as exc:
            self._tell_admin(exc)
            raise SpotifyUnavailable("circuit_open", self._now() + AUTH.base) from exc
        self._failpoint("lists_fetched")
        self._store(claim, link, gather(lists.artists, lists.tracks))

    def _fetch(self, link: Link, stored: StoredTokens | None, lane: Lane) -> TopLists:
        token = self._tokens.access_token(link.connection_id, lane, stored)
        self._failpoint("token_ready")
        try:
            return self._spotify.top_lists(token, lane)
        except TokenRejected:
            token = self._tokens.force_refresh(link.connection_id, token, lane)
        try:
            return self._spotify.top_lists(token, lane)
        except TokenRejected as exc:
            raise ReauthorizationRequired from exc

    def _store(self, claim: Claim, link: Link, music: Snapshot) -> None:
        """Write what is new, in one transaction with the end of the claim. Most find nothing new, and read no lists."""
        mark = fingerprint(music)
        if self._unchanged(claim, mark):
            log.info("refresh_done", profile_id=claim.profile_id, changed=False, emptied=False)
            return
        for _ in range(TRIES):
            with self._database.reading() as session:
                stored = snapshots.newest_mark(session, claim.profile_id)
            emptied = music.is_empty and stored not in ("", mark)
            change = None
            if mark != stored and not emptied:
                change = self._renewing.prepare(claim.profile_id, music, mark)
            if self._write(claim, link, change, emptied=emptied):
                break
        else:
            raise SpotifyUnavailable("overloaded")  # the artist keeps editing: come back when they are done
        log.info("refresh_done", profile_id=claim.profile_id, changed=change is not None, emptied=emptied)

    def _unchanged(self, claim: Claim, mark: str) -> bool:
        """End the claim when only `last_checked_at` has to move; False, and nothing is written, when more has."""
        now = self._now()
        with suppress(_MoreToDo):
            with self._database.bare_transaction() as session:
                if not unchanged.note_check(session, claim.profile_id, now):
                    raise LeaseLost
                self._failpoint("refresh_holding")
                look = unchanged.look(session, claim.profile_id, ENDED_BY_A_REFRESH)
                if look is None or look.mark != mark or look.offset_s is None or not look.calm:
                    raise _MoreToDo
                next_due = self._planner.turn_after(now, look.offset_s)
                jobs.finish(session, claim, now=now, outcome="done", next_due=next_due, locked=True)
                self._failpoint("refresh_finishing")
            self._failpoint("refresh_stored")
            return True
        return False

    def _write(self, claim: Claim, link: Link, change: Change | None, *, emptied: bool) -> bool:
        """False, and nothing is written, when the draft changed since `change` was prepared."""
        now = self._now()
        with self._database.transaction() as session:
            jobs.hold(session, claim)
            self._failpoint("refresh_holding")
            if change is not None and not self._renewing.store(session, change, now):
                return False
            if emptied and profiles.count_empty_answer(session, claim.profile_id) >= 2:
                incident = f"emptied:{claim.profile_id}"
                notices.tell(session, link.person_id, topic="emptied", incident=incident, message=EMPTIED, now=now)
            if not emptied:
                reconnected(session, claim.profile_id, link.person_id, now)
                connections.set_status(session, link, "connected", now)
                profiles.checked(session, claim.profile_id, now)
            next_due = self._planner.next_time(session, claim.profile_id)
            jobs.finish(session, claim, now=now, outcome="done", next_due=next_due)
            self._failpoint("refresh_finishing")
        self._failpoint("refresh_stored")
        return True

    def _tell(self, claim: Claim, link: Link, status: ConnectionStatus, topic: str, message: str) -> bool:
        """Say what ended the refresh. False when the person reconnected or left meanwhile: then it begins anew."""
        with self._database.transaction() as session:
            jobs.hold(session, claim)
            if not connections.set_status(session, link, status, self._now()):
                jobs.postpone(session, claim, now=self._now(), outcome="reconnected", until=self._now())
                return False
            incident = f"{topic}:{link.person_id}"
            notices.tell(session, link.person_id, topic=topic, incident=incident, message=message, now=self._now())
        return True

    def _tell_admin(self, error: AppRejected) -> None:
        """The gate tells when Spotify refuses the whole app; here is what remains."""
        log.error("app_rejected", fault=error.fault)
        if error.fault not in ("invalid_client", "premium_missing"):
            with self._database.transaction() as session:
                incident = f"refused:{error.fault}"
                notices.tell(session, None, topic="refused", incident=incident, message=REFUSED, now=self._now())
