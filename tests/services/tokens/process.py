"""Another process of the product that needs a token: `python -m tests.services.tokens.process`, a JSON job on stdin.

It answers "ready", then for each line "go" the SHA-256 of the tokens that its threads got (or an error's name) as JSON.
With `die_at` it kills itself there, as a container that loses its power does.
"""

import hashlib
import json
import os
import secrets
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

from app import logs
from app.db.clock import for_database
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
    logs.configure("WARNING", json=True)
    job = json.loads(sys.stdin.readline())
    database = Database(job["database_url"])
    now = for_database(database)
    vault = Vault(parse_keys(job["token_keys"]))
    config = SpotifyConfig("test-client", "test-secret", job["accounts_url"], job["api_url"], "http://127.0.0.1:8000/")
    spotify = SpotifyClient(config, DatabaseGate(database, now, Limits(1000, 10_000)), now)

    def failpoint(name: str) -> None:
        if name == job["die_at"]:
            os.kill(os.getpid(), signal.SIGKILL)

    refresh = TokenRefresh(database, vault, spotify, now, failpoint)
    tokens = TokenService(database, vault, refresh, now, lambda: secrets.token_urlsafe(32))

    def need(_number: int) -> str:
        try:
            return hashlib.sha256(tokens.access_token(job["connection_id"]).encode()).hexdigest()
        except AnchorError as error:
            return type(error).__name__

    with ThreadPoolExecutor(job["threads"]) as pool:
        say("ready")
        while sys.stdin.readline().strip() == "go":
            say(json.dumps(list(pool.map(need, range(job["threads"])))))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
