"""`make run`: the product beside an imitation of Spotify, as one thing that starts and stops together.

stdout gets exactly one line, once the site answers; everything else goes to stderr. Whatever ends this process, its
children end too.
"""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from threading import Event

from sqlalchemy.exc import SQLAlchemyError

from app.db import migrations
from app.db.database import Database
from app.settings import Settings, SettingsError

PROJECT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_LIMIT_S = 180.0  # a slow machine compiles every module at its first start
STOP_LIMIT_S = 10.0
POLL_S = 0.1


class CannotRun(Exception):
    """The demo cannot start or go on; the message is for the person at the terminal."""


def main() -> int:
    """Run until Ctrl-C or SIGTERM. Returns the exit code: 0 when asked to stop, 1 when something failed."""
    stop, parent = Event(), os.getppid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        _run(dict(os.environ), children, stop, parent)
    except (CannotRun, SettingsError) as exc:
        _say(str(exc))
        return 1
    finally:
        _stop(children)
    return 0


def _run(environ: dict[str, str], children: dict[str, subprocess.Popen[bytes]], stop: Event, parent: int) -> None:
    environ["APP_ENV"] = "development"
    settings = Settings.load(environ)
    _require_free(settings.port, "the site", "PORT")
    if not environ.get("SPOTIFY_CLIENT_ID"):
        sandbox_port = _sandbox_port(environ)
        if sandbox_port == settings.port:
            raise CannotRun("PORT and SANDBOX_PORT must be two different ports")
        _require_free(sandbox_port, "the sandbox", "SANDBOX_PORT")
        children["sandbox"] = _start(environ, "app.sandbox", "--host", HOST, "--port", str(sandbox_port))
    _say("bringing the database up to date")
    _migrate(Database((settings.database_direct_url or settings.database_url).get_secret_value()))
    _say("starting the site")
    children["site"] = _start(environ, "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app")
    if _wait_until_ready(settings.port, children, stop, parent):
        sys.stdout.write(f"Anchor is running at http://{HOST}:{settings.port}\n")
        sys.stdout.flush()
        while not stop.wait(POLL_S * 5):
            _require_running(children, parent)
    _say("stopping")


def _sandbox_port(environ: Mapping[str, str]) -> int:
    port = environ.get("SANDBOX_PORT") or "8001"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise CannotRun("SANDBOX_PORT must be a port number, such as 8001")
    return int(port)


def _migrate(database: Database) -> None:
    try:
        database.ping()
    except SQLAlchemyError as exc:
        raise CannotRun("The database does not answer. Check DATABASE_URL, and that the database runs.") from exc
    migrations.upgrade(database.engine)


def _require_free(port: int, whose: str, variable: str) -> None:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as exc:
            raise CannotRun(
                f"Port {port}, for {whose}, cannot be used ({exc.strerror}): stop what uses it,"
                f" or choose another: make run {variable}={port + 100}"
            ) from exc


def _start(environ: Mapping[str, str], *module: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own modules, by this interpreter
        [sys.executable, "-m", *module],
        cwd=PROJECT,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no thread runs here
    )


def _end_with_parent() -> None:
    """Even a kill -9 of the demo leaves no process behind: the kernel ends its children."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def _wait_until_ready(port: int, children: Mapping[str, subprocess.Popen[bytes]], stop: Event, parent: int) -> bool:
    """True once /readyz says so; False when asked to stop before."""
    deadline = time.monotonic() + START_LIMIT_S
    while not stop.wait(POLL_S):
        _require_running(children, parent)
        if _ready(port):
            return True
        if time.monotonic() > deadline:
            raise CannotRun(f"The site did not get ready in {START_LIMIT_S:.0f} seconds; the lines above say why.")
    return False


def _ready(port: int) -> bool:
    with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as connection:
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def _require_running(children: Mapping[str, subprocess.Popen[bytes]], parent: int) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise CannotRun(f"The {name} stopped by itself (exit code {child.returncode}); the lines above say why.")
    if os.getppid() != parent:
        raise CannotRun("The command that started the demo is gone.")


def _stop(children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    for child in reversed(list(children.values())):
        child.terminate()
    deadline = time.monotonic() + STOP_LIMIT_S
    for child in children.values():
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(deadline - time.monotonic(), POLL_S))
        child.kill()
        child.wait()


def _say(sentence: str) -> None:
    sys.stderr.write(f"demo: {sentence}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
