"""POST /api/token: form-encoded, client by HTTP Basic or in the body, errors in Spotify's shapes."""

from collections.abc import Callable

from flask import Blueprint, Response, request

from app.sandbox import faults
from app.sandbox.replies import Reply, json_reply, send
from app.sandbox.tokens import OAuthError
from app.sandbox.wire import Json
from app.sandbox.world import World


def blueprint(world: World) -> Blueprint:
    bp = Blueprint("token_endpoint", __name__)

    @bp.post("/api/token")
    def token() -> Response:
        secret = request.form.get("refresh_token") or request.form.get("code")
        return send(settle(world, secret, lambda: _grant(world)), world.stopping)

    return bp


def settle(world: World, secret: str | None, grant: Callable[[], Json]) -> Reply:
    """Let a waiting fault strike, else grant or refuse; record what came of it. `secret`: the code or refresh token."""
    person = world.tokens.person_behind(secret)
    reply = faults.answer(world.faults.take("token", person), lambda: _answer(grant))
    world.ledger.record_call("token", "POST", "/api/token", person, secret, reply.status, reply.outcome)
    return reply


def _answer(grant: Callable[[], Json]) -> Reply:
    try:
        return json_reply(grant())
    except OAuthError as refusal:
        body = {"error": refusal.error, "error_description": refusal.description}
        return json_reply(body, refusal.status, f"{refusal.error}: {refusal.description}")


def _grant(world: World) -> Json:
    if request.mimetype != "application/x-www-form-urlencoded":
        raise OAuthError("unsupported_media_type", "form-encoded parameters are required", 415)
    client_id = _client(world)
    form = request.form
    match form.get("grant_type"):
        case "authorization_code":
            code, redirect_uri = _required("code"), _required("redirect_uri")
            return world.tokens.exchange(code, client_id, redirect_uri, form.get("code_verifier"))
        case "refresh_token":
            return world.tokens.refresh(_required("refresh_token"), client_id)
        case "client_credentials":
            return world.tokens.app_token()
        case other:
            description = f"grant_type {other} is not supported" if other else "grant_type missing"
            raise OAuthError("unsupported_grant_type", description)


def _client(world: World) -> str:
    """The authenticated client's id; Spotify answers 400, not 401, to a wrong one."""
    basic = request.authorization
    if basic is not None and basic.type == "basic":
        client_id, secret = basic.username or "", basic.password or ""
    else:
        client_id, secret = request.form.get("client_id", ""), request.form.get("client_secret", "")
    if not world.client_is_known(client_id):
        raise OAuthError("invalid_client", "Invalid client")
    if not world.secret_is_right(client_id, secret):
        raise OAuthError("invalid_client", "Invalid client secret")
    return client_id


def _required(name: str) -> str:
    value = request.form.get(name, "")
    if not value:
        raise OAuthError("invalid_request", f"{name} must be supplied")
    return value
