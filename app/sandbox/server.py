"""The sandbox as a WSGI app, and as a running server on a real socket."""

import time
from collections.abc import Callable
from threading import Thread
from types import TracebackType

from flask import Flask, redirect
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Response as WerkzeugResponse

from app.sandbox import consent, control, images, model_api, token_endpoint, web_api
from app.sandbox.world import World


def create_sandbox(now: Callable[[], float] = time.time) -> Flask:
    """A new sandbox with its own state, which is ``app.extensions["sandbox"]`` (a World)."""
    world = World(now)
    app = Flask(__name__, static_folder="static")
    app.extensions["sandbox"] = world
    for room in (consent, token_endpoint, web_api, images, model_api, control):
        app.register_blueprint(room.blueprint(world))

    @app.get("/")
    def home() -> WerkzeugResponse:
        return redirect("/control", code=303)

    return app


_POLL_S = 0.05  # how soon a stop is noticed


class QuietHandler(WSGIRequestHandler):
    """HTTP/1.1 with keep-alive; no line per request, for the ledger has them."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


class RunningSandbox:
    """A server in a thread; use as a context manager, or call ``stop``."""

    def __init__(self, server: BaseWSGIServer, world: World) -> None:
        self.world = world
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.accounts_url = self.url
        self.api_url = f"{self.url}/v1"
        self.model_url = f"{self.url}/openai/v1"
        self._server = server
        self._thread = Thread(target=server.serve_forever, args=(_POLL_S,), name="sandbox", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self.world.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> "RunningSandbox":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def serve(port: int = 0, host: str = "127.0.0.1", now: Callable[[], float] = time.time) -> RunningSandbox:
    """Run a new sandbox on ``port`` (0: any free one) in a thread."""
    app = create_sandbox(now)
    server = make_server(host, port, app, threaded=True, request_handler=QuietHandler)
    return RunningSandbox(server, app.extensions["sandbox"])
