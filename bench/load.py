"""A small load generator: `python -m bench.load PORT PATH CONNECTIONS SECONDS [--header 'Name: value'] [--pace N]`.

One thread turns between the connections: each sends a request, reads the whole answer, and sends the next one, at once
or, with --pace, so that all together send N a second. `--expect` is the status that counts as right (200). A path may
be repeated after commas: connections take turns through them. Prints one JSON object: requests, errors (by status),
seconds, latencies_ms (sorted).
"""

import argparse
import json
import selectors
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle

ANSWER_LIMIT_S = 30.0


class Connection:
    """One connection kept open; `due` is when it sends next."""

    def __init__(self, port: int, requests: Iterator[bytes], interval: float, first: float) -> None:
        self.port = port
        self.requests = requests
        self.interval = interval
        self.due = first
        self.socket = self._open()
        self.began = 0.0
        self._got = bytearray()

    def _open(self) -> socket.socket:
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=ANSWER_LIMIT_S)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def send(self, now: float) -> None:
        self.began = now
        self.due = max(self.due + self.interval, now - 1) if self.interval else now
        self._got.clear()
        self.socket.sendall(next(self.requests))

    def receive(self) -> int | None:
        """The status of a whole answer, None while some of it is missing."""
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("the server closed the connection inside an answer")
        self._got += data
        end = self._got.find(b"\r\n\r\n")
        if end < 0:
            return None
        status, head = int(self._got[9:12]), bytes(self._got[:end]).lower()
        place = head.find(b"\r\ncontent-length: ")
        length = 0 if status == 304 or place < 0 else int(head[place + 18 :].split(b"\r\n", 1)[0])
        if len(self._got) < end + 4 + length:
            return None
        self.closes = b"\r\nconnection: close" in head
        return status

    def reopen(self) -> None:
        self.socket.close()
        self.socket = self._open()


def run(
    port: int, paths: list[str], connections: int, seconds: float, headers: list[str], pace: float, expected: set[int]
) -> dict[str, object]:
    lines = "".join(f"{line}\r\n" for line in headers)
    if not any(line.lower().startswith("host:") for line in headers):
        lines += "Host: anchor.example\r\n"
    requests = cycle([f"GET {path} HTTP/1.1\r\n{lines}Accept: text/html\r\n\r\n".encode() for path in paths])
    interval = connections / pace if pace else 0.0
    began = time.perf_counter()
    until = began + seconds
    everybody = [Connection(port, requests, interval, began + interval * n / connections) for n in range(connections)]
    waiting, latencies, errors = list(everybody), [], Counter()
    selector = selectors.DefaultSelector()
    while True:
        now = time.perf_counter()
        if now < until:
            for one in [one for one in waiting if one.due <= now]:
                waiting.remove(one)
                one.send(time.perf_counter())
                selector.register(one.socket, selectors.EVENT_READ, one)
        elif len(waiting) == connections:
            break
        pause = max(0.0, min((one.due for one in waiting), default=now + ANSWER_LIMIT_S) - now) if now < until else 1.0
        if not selector.get_map():
            time.sleep(pause)
            continue
        ready = selector.select(pause)
        for key, _ in ready:
            one = key.data
            status = one.receive()
            if status is None:
                continue
            took = time.perf_counter() - one.began
            selector.unregister(one.socket)
            waiting.append(one)
            if status in expected:
                latencies.append(took * 1000)
            else:
                errors[status] += 1
            if one.closes:
                one.reopen()
    took = time.perf_counter() - began
    return {"requests": len(latencies), "errors": errors, "seconds": took, "latencies_ms": sorted(latencies)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("paths")
    parser.add_argument("connections", type=int)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--header", action="append", default=[])
    parser.add_argument("--pace", type=float, default=0)
    parser.add_argument("--expect", default="200")
    told = parser.parse_args()
    expected = {int(status) for status in told.expect.split(",")}
    json.dump(
        run(told.port, told.paths.split(","), told.connections, told.seconds, told.header, told.pace, expected),
        sys.stdout,
    )


if __name__ == "__main__":
    main()
