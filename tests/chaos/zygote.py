"""Makes processes that are there to be killed: `python -m tests.chaos.zygote`, one JSON order per line on stdin.

What they need is imported once; each order forks a child, which opens its own connections, and kill -9 ends it: by
itself at the failpoint `die_at`, or from here after `kill_after_s`. The answer is one JSON line:
`{"signal": 9 | 0, "passed": [failpoints that it passed], "took_s": seconds}`.
"""

import json
import os
import signal
import sys
import time
from datetime import timedelta

from app import logs
from app.db.clock import system_now
from app.db.database import Database
from app.domain.errors import AnchorError
from app.domain.rate_budget import Limits
from app.services.provider_gate import DatabaseGate
from app.services.token_refresh import TokenRefresh
from app.services.tokens import TokenService
from app.spotify.client import SpotifyClient
from app.spotify.values import SpotifyConfig
from app.vault import Vault, parse_keys


def main() -> None:
    logs.configure("ERROR", json=True)
    for line in sys.stdin:
        order = json.loads(line)
        sys.stdout.write(json.dumps(fork(order)) + "\n")
        sys.stdout.flush()


def fork(order: dict) -> dict:
    """Let a child need a token, kill it if so ordered, and say how it ended."""
    told, tell = os.pipe()
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.close(told)
        try:
            need_token(order, tell)
        finally:
            os._exit(0)
    os.close(tell)
    if order["kill_after_s"] is not None:
        time.sleep(order["kill_after_s"])
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    took = time.perf_counter() - began
    with os.fdopen(told, encoding="utf-8") as pipe:
        passed = pipe.read().split()
    return {"signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, "passed": passed, "took_s": took}


def need_token(order: dict, tell: int) -> None:
    def failpoint(name: str) -> None:
        if name == order["die_at"]:
            os.kill(os.getpid(), signal.SIGKILL)
        os.write(tell, f"{name}\n".encode())

    def now():
        return system_now() + timedelta(seconds=order["ahead_s"])

    database = Database(order["database_url"])
    config = SpotifyConfig("test-client", "test-secret", order["url"], f"{order['url']}/v1", "http://127.0.0.1:8000/")
    spotify = SpotifyClient(config, DatabaseGate(database, now, Limits(10_000, 1_000_000)), now)
    vault = Vault(parse_keys(order["token_keys"]))
    refresh = TokenRefresh(database, vault, spotify, now, failpoint)
    tokens = TokenService(database, vault, refresh, now, lambda: f"child-{os.getpid()}", failpoint)
    try:
        tokens.access_token(order["connection_id"])
    except AnchorError as error:
        os.write(tell, f"{type(error).__name__}\n".encode())


if __name__ == "__main__":
    main()
