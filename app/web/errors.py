"""Every error's answer, in one table: what happened, what it means, what to do. Nobody sees a stack trace."""

from datetime import timedelta
from math import ceil

import structlog
from flask import Flask, Response, current_app, g, render_template, request
from flask_limiter import RateLimitExceeded
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.response import Response as AnyResponse

from app.domain.language import N_, SOURCE, Language, language
from app.domain.refusals import BadInput, NotThere, Refusal, TooSoon, Withheld
from app.media.card_drawing import CardNotDrawn
from app.web import limits, pages
from app.web.context import services
from app.web.language import of_reader

log = structlog.get_logger()

SENTENCES = {
    400: (N_("That request did not make sense"), N_("Go back, reload the page and try again.")),
    403: (N_("Not for you"), N_("This room is for the people who run this site.")),
    404: (N_("Nothing here"), N_("Check the address: a letter may be missing.")),
    405: (N_("That is not how this address works"), N_("Go back to the page that you came from and use its buttons.")),
    413: (N_("That is too large"), N_("Send less, or a smaller file.")),
    503: (N_("Not available right now"), N_("Something that this site needs does not answer. Try again in a minute.")),
}
FOR_VISITORS = ("public", "handouts", "reports", "photo", None)
"""Where somebody may stand who never saw the studio: errors speak their browser's language, as no cache keeps them."""

CSRF = (N_("This form is too old"), N_("Nothing was changed. Go back, reload the page and send the form again."))
BROKEN = (
    N_("Something went wrong on our side"),
    N_("Nothing of yours was lost. Try again; it has been written down for us."),
)


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, lambda _: respond(400, *CSRF))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(BadInput, lambda refusal: respond(422, "That cannot be saved", refusal.sentence))
    app.register_error_handler(Withheld, lambda refusal: _refuse(403, "Not possible now", refusal))
    app.register_error_handler(NotThere, lambda refusal: _refuse(404, "Nothing here", refusal))
    app.register_error_handler(RateLimitExceeded, _too_often)
    app.register_error_handler(TooSoon, _too_soon)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(CardNotDrawn, _not_drawn)
    app.register_error_handler(PoolExhausted, _database)
    app.register_error_handler(Exception, _broken)


def respond(status: int, heading: str, sentence: str, *, signed_in: bool = False) -> Response:
    """The error page with this status."""
    said = _spoken()
    page = pages.errors.error_page(
        status, heading, sentence, said, request_id=g.get("request_id", ""), signed_in=signed_in
    )
    return Response(render_template("errors/error.html", page=page), status=status, mimetype="text/html")


def _spoken() -> Language:
    return language(of_reader() if request.blueprint in FOR_VISITORS else SOURCE)


def _refuse(status: int, heading: str, refusal: Refusal) -> Response:
    """A refusal comes from a room behind the login: its page knows who is there."""
    return respond(status, heading, refusal.sentence, signed_in=bool(current_user.is_authenticated))


def _http(error: HTTPException) -> AnyResponse:
    if error.response is not None:
        return error.response
    status = error.code or 500
    response = respond(status, *SENTENCES.get(status, SENTENCES[400]))
    for name, value in error.get_headers():
        if name in ("Allow", "Content-Range", "Retry-After"):
            response.headers[name] = value
    return response


def _too_often(_error: RateLimitExceeded) -> Response:
    seconds = limits.free_again_in(current_app, services().now())
    now, said = services().now(), _spoken()
    wait = said.wait(now + timedelta(seconds=seconds), now)
    sentence = said.gettext(N_("Nothing was done. Try again %(wait)s."), wait=wait)
    response = respond(429, N_("Too many requests"), sentence)
    log.warning("rate_limited", endpoint=request.endpoint)
    response.headers["Retry-After"] = str(seconds)
    return response


def _too_soon(refusal: TooSoon) -> Response:
    response = _refuse(429, "Not yet", refusal)
    response.headers["Retry-After"] = str(ceil((refusal.retry_at - services().now()).total_seconds()))
    return response


def _not_drawn(error: CardNotDrawn) -> Response:
    log.error("card_not_drawn", said=str(error)[-200:])
    sentence = "The picture for your link could not be drawn. Nothing was changed: try again in a minute."
    response = respond(503, "Not possible now", sentence, signed_in=True)
    response.headers["Retry-After"] = "60"
    return response


def _unstorable(_error: DataError) -> Response:
    """What no database takes, such as a NUL in an address: nobody's page and nobody's word."""
    if request.method in ("GET", "HEAD"):
        return respond(404, *SENTENCES[404])
    return respond(422, "That cannot be saved", "It holds a character that cannot be stored. Nothing was changed.")


def _database(error: OperationalError | PoolExhausted) -> Response:
    log.error("database_unavailable", error=type(getattr(error, "orig", error)).__name__)
    response = respond(503, *SENTENCES[503])
    response.headers["Retry-After"] = "5"
    return response


def _broken(_error: Exception) -> Response:
    log.exception("request_failed")
    return respond(500, *BROKEN)
