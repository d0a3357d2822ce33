"""Faults to Sentry, for whoever sets SENTRY_DSN: what failed and where, and nothing about a person.

Needs the extra `sentry`. Sends what is logged as an error, once it went through `app.redaction`; no request bodies, no
cookies, no queries, no local variables, no addresses.
"""

from typing import Any, cast

import structlog
from structlog.typing import EventDict, WrappedLogger

from app import redaction
from app.settings import Settings, SettingsError

ERRORS = ("error", "critical", "exception")
NOTHING: Any = {
    "user_info": False,
    "http_bodies": [],
    "stack_frame_variables": False,
    "database_query_data": False,
    "queues": False,
}
"""What integrations may collect by themselves (it took the place of `send_default_pii`)."""
MISSING = "SENTRY_DSN is set, and the package for it is not installed: pip install -r requirements-sentry.txt"


def start(settings: Settings) -> bool:
    """Report from now on, in this process; False without SENTRY_DSN. Raises SettingsError without the package."""
    dsn = settings.sentry_dsn.get_secret_value()
    if not dsn:
        return False
    try:
        import sentry_sdk  # noqa: PLC0415 - an optional package, and 40 ms for those who use it
    except ImportError:
        raise SettingsError((MISSING,)) from None
    sentry_sdk.init(
        dsn,
        data_collection=NOTHING,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_enabling_integrations=False,
        default_integrations=False,
        server_name="",
        environment=settings.app_env,
        before_send=cast(Any, _redacted),
    )
    processors = structlog.get_config()["processors"]
    structlog.configure(processors=[*processors[:-1], _report, processors[-1]])
    return True


def _report(_logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Pass a logged error on; the line itself goes its own way."""
    if method in ERRORS:
        import sentry_sdk  # noqa: PLC0415 - as above

        with sentry_sdk.new_scope() as scope:
            scope.set_context("log", redaction.fields({k: v for k, v in event.items() if k != "exc_info"}))
            if event.get("exc_info"):
                known = event["exc_info"]
                scope.capture_exception(known if isinstance(known, BaseException | tuple) else None)
            else:
                scope.capture_message(str(event.get("event", "")), level="error")
    return event


def _redacted(event: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any]:
    """Before it leaves: no request, no person, and every text as it would stand in a log."""
    for part in ("request", "user", "server_name", "breadcrumbs", "extra"):
        event.pop(part, None)
    return {name: _clean(value) for name, value in event.items()}


def _clean(value: object) -> object:
    if isinstance(value, str):
        return redaction.text(value)
    if isinstance(value, dict):
        return {name: _clean(item) for name, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list | tuple) else value
