"""How the site is served: one process with threads, its scheduler beside them. More load: more containers.

The settings are read before anything else, so that a fault is a list of sentences and not a traceback.
"""

import gc
import os
import sys
from contextlib import suppress
from typing import Any

gc.disable()  # nothing that a start loads is garbage, and looking for some takes a fifth of it; see app.late_start

from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger as GunicornLogger
from gunicorn.workers.gthread import ThreadWorker
from sqlalchemy.exc import SQLAlchemyError

from app import logs, quick_request, quick_response, reporting
from app.db import migrations
from app.db.database import Database
from app.late_start import LateStart
from app.services.key_rotation import KeyRotation
from app.settings import Settings, SettingsError
from app.staying_worker import StayingWorker
from app.vault import Vault, parse_keys

try:
    settings = Settings.load()
except SettingsError as exc:
    sys.stderr.write(f"{exc}\n")
    sys.exit(1)

quick_request.use()
quick_response.use()
logs.follow(settings)
logs.report_uncaught()


class Logger(GunicornLogger):
    """gunicorn's own lines go where all others go: redacted, on stderr."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class Worker(StayingWorker):
    """Says "stopping" the moment it is told to stop, so that /readyz and the scheduler know before the last request.

    Handlers run inside whatever the main thread was doing, another handler included (Ctrl-C reaches the worker twice:
    from the terminal and from the arbiter). So each acts once, and none takes a lock that the main thread may hold.
    """

    _told = False
    _quitting = False

    def handle_exit(self, sig: int, frame: Any) -> None:
        self._stopping()
        super().handle_exit(sig, frame)

    def handle_quit(self, sig: int, frame: Any) -> None:
        if self._quitting:
            return
        self._quitting = True
        self._stopping()
        # ThreadWorker's own would close the thread pool first, under a lock that its main thread holds while it
        # hands over a request: measured, it hung in one of twelve ends. Python's exit closes the pool as well.
        super(ThreadWorker, self).handle_quit(sig, frame)

    def notify(self) -> None:
        """Called by the main thread's loop, once a second at least."""
        super().notify()
        logs.write_waiting()

    def _stopping(self) -> None:
        if self.booted and not self._told:  # before it has booted there is no app to tell
            self._told = True
            self.app.wsgi().extensions["anchor"].stopping.set()


bind = f"{'127.0.0.1' if settings.development else '0.0.0.0'}:{settings.port}"  # noqa: S104 - a container's door
workers = 1
worker_class = Worker
threads = 8
timeout = 60
graceful_timeout = 30
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - a heartbeat file, not data
control_socket_disable = True
logger_class = Logger
accesslog = None  # the app writes its own line per request, without secrets


def on_starting(server: Arbiter) -> None:  # noqa: ARG001 - gunicorn's signature
    """SQLite lives on this machine's volume, where no release command reaches it: it migrates here.

    Without a key that sealed something, everybody would have to connect again: no start instead.
    """
    database = Database(settings.database_url.get_secret_value())
    try:
        if database.is_sqlite:
            migrations.upgrade(database.engine)
        unknown = _unknown_values(database)
    finally:
        database.engine.dispose()
    if unknown:
        sys.stderr.write(
            f"TOKEN_KEYS lacks a key: {unknown} stored values do not open. Put it back; see `flask keys status`.\n"
        )
        sys.exit(1)


def _unknown_values(database: Database) -> int:
    try:
        return KeyRotation(database, Vault(parse_keys(settings.token_keys.get_secret_value()))).unknown()
    except SQLAlchemyError:  # away, or not migrated yet: /readyz says so, and nothing is opened meanwhile
        return 0


def post_worker_init(worker: Worker) -> None:
    """After the fork, and only here: threads and connections do not survive one."""
    reporting.start(settings)
    services = worker.app.wsgi().extensions["anchor"]
    with suppress(SQLAlchemyError):  # a database that is away now is looked at again with every sweep
        if services.risen.are_there():
            services.returning.replay()
    worker.late_start = LateStart(services)
    worker.late_start.begin()


def worker_exit(server: Arbiter, worker: Worker) -> None:  # noqa: ARG001 - gunicorn's signature
    """The requests are done: hand back what the scheduler holds."""
    late_start = getattr(worker, "late_start", None)  # a worker that failed to load has none
    if late_start is not None:
        late_start.stop()
