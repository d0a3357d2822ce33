"""The Web API under /v1: the calls that remain for a Development Mode app."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, request

from app.sandbox import faults, wire
from app.sandbox.listening import TIME_RANGES
from app.sandbox.replies import Reply, api_error, json_reply, send, text_reply
from app.sandbox.tokens import Access, AccessRefused
from app.sandbox.wire import Json
from app.sandbox.world import World

_BASE62 = re.compile(r"[0-9A-Za-z]{22}")
_PLAY_GAP_S = 240


@dataclass(frozen=True, slots=True)
class Asked:
    """A call as it came in; `path` with its query, `token` None without a bearer."""

    endpoint: str
    method: str
    path: str
    token: str | None


class Refusal(Exception):
    """An answer that is not 200, in Spotify's words."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


Build = Callable[[Access], Json]


def blueprint(world: World) -> Blueprint:
    bp = Blueprint("web_api", __name__, url_prefix="/v1")

    @bp.get("/me")
    def me() -> Response:
        return _serve(world, "me", lambda access: world.me(_base(), _person(access)))

    @bp.get("/me/top/artists")
    def top_artists() -> Response:
        return _serve(world, "top_artists", lambda access: _top(access, world.top_artists))

    @bp.get("/me/top/tracks")
    def top_tracks() -> Response:
        return _serve(world, "top_tracks", lambda access: _top(access, world.top_tracks))

    @bp.get("/me/player/recently-played")
    def recently_played() -> Response:
        return _serve(world, "recently_played", lambda access: _recently_played(world, access))

    @bp.get("/artists/<item_id>")
    def artist(item_id: str) -> Response:
        return _serve(world, "artist", lambda access: _artist(world, access, item_id))

    @bp.get("/artists/<item_id>/albums")
    def artist_albums(item_id: str) -> Response:
        return _serve(world, "artist_albums", lambda access: _artist_albums(world, access, item_id))

    @bp.get("/albums/<item_id>")
    def album(item_id: str) -> Response:
        return _serve(world, "album", lambda access: _album(world, access, item_id))

    @bp.get("/<path:gone>")
    def other(gone: str) -> Response:  # noqa: ARG001 - Flask passes it by name
        return _serve(world, "other", _nothing)

    return bp


def _serve(world: World, endpoint: str, build: Build) -> Response:
    """Answer the request under way."""
    bearer = request.authorization
    token = bearer.token if bearer is not None and bearer.type == "bearer" else None
    path = request.full_path.rstrip("?")
    asked = Asked(endpoint, request.method, path, token)
    reply = settle(world, asked, _open(world, token), lambda access: json_reply(build(access)))
    return send(reply, world.stopping)


def settle(world: World, asked: Asked, access: Access | Reply, build: Callable[[Access], Reply]) -> Reply:
    """Let a waiting fault strike, else limit, check the person and build; record what came of it.

    `access` is what the token opens, or the refusal.
    """
    person = None if isinstance(access, Reply) else access.person

    def natural() -> Reply:
        if (wait := world.seconds_until_allowed()) > 0:
            return api_error(429, "API rate limit exceeded", Retry_After=str(wait))
        if isinstance(access, Reply):
            return access
        if access.person and not world.standing[access.person].allow_listed:
            return text_reply(403, faults.NOT_REGISTERED)
        try:
            return build(access)
        except Refusal as refused:
            return api_error(refused.status, str(refused))

    reply = faults.answer(world.faults.take(asked.endpoint, person), natural)
    world.ledger.record_call(asked.endpoint, asked.method, asked.path, person, asked.token, reply.status, reply.outcome)
    return reply


def _open(world: World, token: str | None) -> Access | Reply:
    """What the bearer token of this request opens, or the refusal."""
    if "Authorization" not in request.headers:
        return api_error(401, "No token provided")
    if not token:
        return api_error(400, "Only valid bearer authentication supported")
    return opened(world, token)


def opened(world: World, token: str) -> Access | Reply:
    """What a well-formed token opens, or the refusal."""
    try:
        return world.tokens.open(token)
    except AccessRefused as refused:
        return api_error(401, str(refused))


def _base() -> str:
    return request.host_url.rstrip("/")


def _person(access: Access) -> str:
    if access.person is None:
        raise Refusal(403, "This endpoint needs a user's token")
    return access.person


def _require_scope(access: Access, scope: str) -> None:
    if scope not in access.scope.split():
        raise Refusal(403, "Insufficient client scope")


def _number(name: str, default: int, lowest: int, highest: int) -> int:
    raw = request.args.get(name)
    if raw is None:
        return default
    if not re.fullmatch(r"-?\d{1,9}", raw) or not lowest <= int(raw) <= highest:
        raise Refusal(400, f"Invalid {name}")
    return int(raw)


def _top(
    access: Access, read: Callable[[str, str, str], list[Json]] | Callable[[str, str, str], list[Json | None]]
) -> Json:
    _require_scope(access, "user-top-read")
    time_range = request.args.get("time_range", "medium_term")
    if time_range not in TIME_RANGES:
        raise Refusal(400, "Invalid time range")
    limit, offset = _number("limit", 20, 1, 50), _number("offset", 0, 0, 10_000)
    items = read(_base(), _person(access), time_range)
    href = _base() + request.path
    return wire.paging(href, items, limit=limit, offset=offset, time_range=time_range)


def _recently_played(world: World, access: Access) -> Json:
    """Plays of the short-term favourites, four minutes apart, newest first: the same until an hour is over."""
    _require_scope(access, "user-read-recently-played")
    limit = _number("limit", 20, 1, 50)
    if "after" in request.args and "before" in request.args:
        raise Refusal(400, "Only one of after and before may be specified")
    after, before = (request.args.get(name, type=int) for name in ("after", "before"))
    newest = int(world.clock()) // 3600 * 3600
    plays = []
    for place, track in enumerate(world.top_tracks(_base(), _person(access), "short_term")):
        played_ms = (newest - place * _PLAY_GAP_S) * 1000
        wanted = (after is None or played_ms > after) and (before is None or played_ms < before)
        if track is not None and wanted:
            plays.append((played_ms, track))
    items = [{"track": track, "played_at": _iso(played_ms), "context": None} for played_ms, track in plays[:limit]]
    href = f"{_base()}{request.path}"
    last = str(plays[:limit][-1][0]) if items else None
    return {
        "href": f"{href}?limit={limit}",
        "items": items,
        "limit": limit,
        "next": f"{href}?before={last}&limit={limit}" if len(plays) > limit else None,
        "cursors": {"after": str(plays[0][0]), "before": last} if items else None,
    }


def _iso(milliseconds: int) -> str:
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _nothing(_: Access) -> Json:
    """Batch look-ups, top-tracks, audio features and whatever else is gone or never was."""
    raise Refusal(404, "Service not found")


def _artist(world: World, access: Access, item_id: str) -> Json:
    artist = world.catalogue.artists_by_id.get(_valid(item_id))
    if artist is None:
        raise Refusal(404, "Resource not found")
    return wire.artist_object(_base(), artist, world.shape_for(access.person))


def _artist_albums(world: World, access: Access, item_id: str) -> Json:
    if _valid(item_id) not in world.catalogue.artists_by_id:
        raise Refusal(404, "Resource not found")
    limit, offset = _number("limit", 5, 1, 10), _number("offset", 0, 0, 10_000)
    shape = world.shape_for(access.person)
    releases = world.catalogue.releases_of(item_id)
    items = [wire.discography_object(_base(), release, shape) for release in releases]
    return wire.paging(_base() + request.path, items, limit=limit, offset=offset)


def _album(world: World, access: Access, item_id: str) -> Json:
    release = world.catalogue.releases_by_id.get(_valid(item_id))
    if release is None:
        raise Refusal(404, "Resource not found")
    return wire.full_album(_base(), release, world.shape_for(access.person))


def _valid(item_id: str) -> str:
    if not _BASE62.fullmatch(item_id):
        raise Refusal(400, "Invalid base62 id")
    return item_id
