"""GET and POST /authorize: Spotify's consent page, with a choice of invented people instead of a login."""

from dataclasses import dataclass, fields
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as WerkzeugResponse

from app.sandbox.world import World

LOOPBACK = ("127.0.0.1", "::1")
KNOWN_SCOPES = frozenset(
    "app-remote-control playlist-modify-private playlist-modify-public playlist-read-collaborative "
    "playlist-read-private streaming ugc-image-upload user-follow-modify user-follow-read "
    "user-library-modify user-library-read user-modify-playback-state user-read-currently-playing "
    "user-read-email user-read-playback-position user-read-playback-state user-read-private "
    "user-read-recently-played user-top-read".split()
)
MEANINGS = {
    "user-top-read": "See which artists and tracks you listen to most",
    "user-read-recently-played": "See what you have played recently",
    "user-read-private": "See your subscription and country",
    "user-read-email": "See your e-mail address",
}


@dataclass(frozen=True, slots=True)
class AuthorizeRequest:
    """The OAuth fields as they came; empty when missing."""

    client_id: str
    response_type: str
    redirect_uri: str
    scope: str
    state: str
    code_challenge: str
    code_challenge_method: str
    show_dialog: str

    @classmethod
    def read(cls, values: MultiDict[str, str]) -> "AuthorizeRequest":
        return cls(**{field.name: values.get(field.name, "") for field in fields(cls)})

    def fault(self, world: World) -> str | None:
        """What makes Spotify show a plain error page instead of sending the person back."""
        if not world.client_is_known(self.client_id):
            return "INVALID_CLIENT: Invalid client"
        if (reason := redirect_fault(self.redirect_uri)) is not None:
            return reason
        if self.response_type != "code":
            return "response_type must be code"
        if self.code_challenge and self.code_challenge_method != "S256":
            return "code_challenge_method must be S256"
        if self.code_challenge and not 43 <= len(self.code_challenge) <= 128:
            return "code_challenge must be between 43 and 128 characters"
        return None

    def back(self, **answer: str) -> WerkzeugResponse:
        """Send the person back to the client, with ``state`` when it was given."""
        query = answer | ({"state": self.state} if self.state else {})
        joint = "&" if urlsplit(self.redirect_uri).query else "?"
        return redirect(f"{self.redirect_uri}{joint}{urlencode(query)}", code=303)


def redirect_fault(uri: str) -> str | None:
    """https anywhere, http on the loopback literal only, no fragment: Spotify's rule since April 2025."""
    try:
        parts = urlsplit(uri)
        host = parts.hostname or ""
    except ValueError:
        return "INVALID_CLIENT: Invalid redirect URI"
    if parts.scheme not in ("http", "https") or not host or parts.fragment:
        return "INVALID_CLIENT: Invalid redirect URI"
    if host == "localhost" or (parts.scheme == "http" and host not in LOOPBACK):
        return "INVALID_CLIENT: Insecure redirect URI"
    return None


def blueprint(world: World) -> Blueprint:
    bp = Blueprint("consent", __name__)

    @bp.get("/authorize")
    def ask() -> str | WerkzeugResponse:
        wanted = AuthorizeRequest.read(request.args)
        if (fault := wanted.fault(world)) is not None:
            return _error_page(fault)
        scopes = wanted.scope.split()
        if not KNOWN_SCOPES.issuperset(scopes):
            return wanted.back(error="invalid_scope")
        return render_template(
            "consent.html",
            wanted=wanted,
            hidden=[(field.name, getattr(wanted, field.name)) for field in fields(wanted)],
            permissions=[MEANINGS.get(scope, scope) for scope in scopes],
            people=[
                (person, world.me(request.host_url.rstrip("/"), person.key).get("images"))
                for person in world.people.values()
            ],
        )

    @bp.post("/authorize")
    def decide() -> str | WerkzeugResponse:
        wanted = AuthorizeRequest.read(request.form)
        if (fault := wanted.fault(world)) is not None:
            return _error_page(fault)
        person = request.form.get("person")
        if person is None:
            return wanted.back(error="access_denied")
        if person not in world.people:
            return _error_page(f"Nobody here is called {person!r}")
        challenge = wanted.code_challenge or None
        code = world.tokens.issue_code(person, wanted.client_id, wanted.redirect_uri, wanted.scope, challenge)
        return wanted.back(code=code)

    return bp


def _error_page(fault: str) -> Response:
    return Response(f"{fault}\n", 400, content_type="text/plain; charset=utf-8")
