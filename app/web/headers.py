"""The headers of every answer, errors and 304 included (RELIABILITY.md a3)."""

from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from werkzeug.routing import RequestRedirect

from app.settings import Settings

PRIVATE = "private, no-store"
UNKEPT = "no-store"
PUBLIC_ROOMS = ("public", "health", "reports", "photo")
REPORTS = "/csp-report"
NO_FRAME, OWN_FRAME = "frame-ancestors 'none'", "frame-ancestors 'self'"


class PrivateSessions(SecureCookieSessionInterface):
    """Whatever looked at a session is for that browser alone: no cache keeps it."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session.accessed:
            response.headers["Cache-Control"] = PRIVATE
        super().save_session(app, session, response)


def init_app(app: Flask, settings: Settings) -> None:
    """Nothing here may touch the session: that alone would mark the answer as personal."""
    app.session_interface = PrivateSessions()
    policy = _policy(settings)

    @app.after_request
    def dress(response: Response) -> Response:
        """Add what the view did not set itself."""
        headers = response.headers
        if isinstance(request.routing_exception, RequestRedirect):  # built from the Host header by the router
            headers["Location"] = urlsplit(response.location or "")._replace(scheme="", netloc="").geturl() or "/"
            response.set_data(b"")
        framed = request.endpoint in ("studio.preview", "public.example")
        headers.setdefault("Content-Security-Policy", policy.replace(NO_FRAME, OWN_FRAME) if framed else policy)
        headers.setdefault("Reporting-Endpoints", f'csp="{settings.public_url}{REPORTS}"')
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Embedder-Policy", "credentialless")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        headers.setdefault("Cache-Control", UNKEPT if request.blueprint in PUBLIC_ROOMS else PRIVATE)
        return response


def _policy(settings: Settings) -> str:
    accounts = urlsplit(settings.spotify_accounts_url)
    images = " ".join(("'self'", *settings.spotify_image_hosts))
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src {images}",
            "font-src 'self'",
            "connect-src 'self'",
            "frame-src 'self'",
            "manifest-src 'self'",
            f"form-action 'self' {accounts.scheme}://{accounts.netloc}",
            "base-uri 'none'",
            "object-src 'none'",
            NO_FRAME,
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
            f"report-uri {REPORTS}",  # for browsers that do not know the next
            "report-to csp",
        )
    )
