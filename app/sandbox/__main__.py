"""``python -m app.sandbox [--host 127.0.0.1] [--port 8001]``; SANDBOX_PORT is the default port."""

import argparse
import os
import signal
import sys
from threading import Event

from app.sandbox.server import serve


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m app.sandbox", description="An imitation of Spotify.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("SANDBOX_PORT", "8001")))
    arguments = parser.parse_args()
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with serve(arguments.port, arguments.host) as sandbox:
        sys.stderr.write(f"The sandbox (not Spotify) is running at {sandbox.url}\n")
        sys.stderr.flush()
        stop.wait()


if __name__ == "__main__":
    main()
