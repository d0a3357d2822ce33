"""Log lines: one event with fields, on stderr, whoever wrote it, redacted in one place.

Production writes JSON, development `key=value`. Control characters are escaped, so that nobody's display name can
forge a line or talk to a terminal. Libraries that print token bodies at DEBUG never get below INFO.
"""

import json as json_format
import logging
import re
import sys
import threading
import time
from collections import deque
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from pydantic import SecretStr

from app import redaction
from app.absent import absent
from app.database_settings import DatabaseSettings
from app.redaction import hide

with absent("rich"):  # a development tool brings it; structlog would load it for tracebacks that we draw without it
    import structlog
    from structlog.typing import EventDict, WrappedLogger

__all__ = ["configure", "follow", "hide", "report_uncaught"]

_INFO_AT_MOST = ("requests_oauthlib", "oauthlib", "urllib3", "httpx2", "httpcore2", "openai", "PIL")
_WARNING_AT_MOST = ("sqlalchemy", "alembic", "apscheduler", "fontTools", "weasyprint", "asyncio")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TOGETHER_S = 0.1
_REQUESTS = "app.web.site"
_JSON_REQUEST = (
    '{{"method": "{1}", "path": "{2}", "status": {3}, "ms": {4}, "event": "request", "request_id": "{0}", '
    f'"level": "info", "logger": "{_REQUESTS}", "timestamp": "{{now}}"}}}}\n'
)
_TEXT_REQUEST = (
    f"{{clock}} info    {_REQUESTS} request method={{1}} path={{2}} status={{3}} ms={{4}} request_id={{0}}\n"
)
_PLAIN = re.compile(r"[^\s\"'=\\]+")


def follow(settings: DatabaseSettings) -> None:
    """Log as the settings say, and from now on print none of their secrets."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        for secret in value if isinstance(value, tuple) else (value,):
            if isinstance(secret, SecretStr):
                _hide_parts(secret.get_secret_value())
    configure(settings.log_level, json=not settings.development)


def _hide_parts(secret: str) -> None:
    """Hide the whole value, and each key and each key's secret half when it is a list like TOKEN_KEYS."""
    hide(secret)
    for entry in secret.split(","):
        hide(entry.strip())
        hide(entry.partition(":")[2].strip())


def configure(level: str, json: bool) -> None:
    """Send every log record of this process to stderr, from `level` (a name such as INFO) up."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = _Stderr()
    handler.json = json
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.StackInfoRenderer(),
                structlog.processors.format_exc_info,
                _redact,
                _as_json if json else _as_text,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for names, least in ((_INFO_AT_MOST, logging.INFO), (_WARNING_AT_MOST, logging.WARNING)):
        for name in names:
            logging.getLogger(name).setLevel(max(least, root.level))


def request(method: str, path: str, status: int, ms: int, request_id: str) -> None:
    """The line of an answered request, in a fiftieth of the time that a line takes on the usual way.

    For a path of plain letters, digits and -_./ only: it is neither redacted nor escaped. Where many come at once they
    are written together, a tenth of a second later at most once `write_waiting` is called now and then.
    """
    root = logging.getLogger()
    ours = root.handlers[0] if len(root.handlers) == 1 else None
    if not isinstance(ours, _Stderr):  # somebody else listens too: let them have a record
        fields = {"request_id": request_id, "method": method, "path": path, "status": status, "ms": ms}
        structlog.get_logger(_REQUESTS).info("request", **fields)
    elif root.isEnabledFor(logging.INFO):
        ours.write_soon(_JSON_REQUEST if ours.json else _TEXT_REQUEST, request_id, method, path, status, ms)


def write_waiting() -> None:
    """Write the lines of requests that wait for others. For a server's loop: nothing else may come for a while."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, _Stderr) and handler.waited_enough():
            handler.flush()


def report_uncaught() -> None:
    """Write what nobody caught, in any thread, as a redacted log line. For a server process at its start."""
    log = structlog.get_logger("app.uncaught")

    def main_thread(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("uncaught", exc_info=(kind, error, trace))

    def other_thread(failure: threading.ExceptHookArgs) -> None:
        value = failure.exc_value or failure.exc_type()
        log.critical("uncaught", exc_info=(failure.exc_type, value, failure.exc_traceback))

    sys.excepthook = main_thread
    threading.excepthook = other_thread


class _Stderr(logging.StreamHandler[Any]):
    """Writes to whatever stderr is at that moment, and never prints a record that it could not format."""

    json = False

    def __init__(self) -> None:
        super().__init__()
        self.waiting: deque[str] = deque()
        self._written_at = 0.0
        self._stamp = 0, ""

    def write_soon(self, line: str, *values: object) -> None:
        """Write a finished line with the time of now and these values: at once, or with those that come right after.

        Each write lets all other threads in between; on a busy site that costs more than the line.
        """
        second, part = divmod(time.time_ns() // 1000, 1_000_000)
        stamp = self._stamp
        if stamp[0] != second:
            stamp = self._stamp = second, f"{datetime.fromtimestamp(second, UTC):%Y-%m-%dT%H:%M:%S}"
        now = f"{stamp[1]}.{part:06d}Z"
        self.waiting.append(line.format(*values, now=now, clock=now[11:23]))
        if self.waited_enough():
            self.flush()

    def waited_enough(self) -> bool:
        return bool(self.waiting) and time.monotonic() - self._written_at > _TOGETHER_S

    def flush(self) -> None:
        self.acquire()
        try:
            self._written_at = time.monotonic()
            while self.waiting:
                sys.stderr.write("".join(self.waiting.popleft() for _ in range(len(self.waiting))))
            sys.stderr.flush()
        finally:
            self.release()

    def emit(self, record: logging.LogRecord) -> None:
        if self.waiting:
            self.flush()
        self.stream = sys.stderr
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        sys.stderr.write(f"a log record of {record.name} at {record.filename}:{record.lineno} was unreadable\n")


def _redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return redaction.fields(event)


def _as_json(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    return json_format.dumps(event)  # ASCII only: every control character leaves as an escape


def _as_text(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    time, level, name = (str(event.pop(key, "-")) for key in ("timestamp", "level", "logger"))
    message, trace = str(event.pop("event", "")), event.pop("exception", None)
    pairs = [f"{key}={_printable(value)}" for key, value in event.items()]
    lines = [" ".join((time[11:23], f"{level:<7}", _escape(name), _escape(message), *pairs))]
    if trace:
        lines += [f"    {_escape(line)}" for line in str(trace).split("\n")]
    return "\n".join(lines)


def _printable(value: object) -> str:
    text = _escape(value if isinstance(value, str) else json_format.dumps(value, ensure_ascii=False))
    return text if _PLAIN.fullmatch(text) else '"' + text.replace('"', '\\"') + '"'


def _escape(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)
