"""A server on a raw socket that answers exactly what a test says, byte by byte if need be."""

import json
import socketserver
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ssl import SSLContext
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

Send = Callable[[bytes], None]
Answer = Callable[[Send, Event], None]


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: str

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body, keep_blank_values=True).items()}


@dataclass
class ScriptedSpotify:
    """`script` maps a path to its coming answers; the last one is given for ever."""

    url: str = ""
    seen: list[Seen] = field(default_factory=list)
    script: dict[str, list[Answer]] = field(default_factory=dict)
    stopping: Event = field(default_factory=Event)

    def answers(self, path: str, *answers: Answer) -> None:
        self.script[path] = list(answers)

    def asked(self, path: str) -> list[Seen]:
        return [seen for seen in self.seen if seen.path == path]

    def next_answer(self, path: str) -> Answer:
        answers = self.script.get(path, [whole(404, b"no such path")])
        return answers.pop(0) if len(answers) > 1 else answers[0]


def whole(status: int, body: bytes, **headers: str) -> Answer:
    """A complete answer; header names with underscores for hyphens."""
    lines = [f"HTTP/1.1 {status} Scripted", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return raw("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)


def as_json(document: Any, status: int = 200, **headers: str) -> Answer:
    return whole(status, json.dumps(document).encode(), Content_Type="application/json", **headers)


def raw(everything: bytes) -> Answer:
    return lambda send, _stopping: send(everything)


def dripping(start: bytes, drop: bytes, every: float) -> Answer:
    """Send `start`, then one drop after the other until the other side or the test is gone."""

    def answer(send: Send, stopping: Event) -> None:
        send(start)
        while not stopping.wait(every):
            send(drop)

    return answer


def silent(start: bytes = b"") -> Answer:
    """Accept the request, send `start`, and then nothing, without hanging up."""

    def answer(send: Send, stopping: Event) -> None:
        send(start)
        stopping.wait(60)

    return answer


@contextmanager
def scripted_spotify(tls: SSLContext | None = None) -> Iterator[ScriptedSpotify]:
    """The server, running on a free port of the loopback."""
    spotify = ScriptedSpotify()

    class Handler(socketserver.StreamRequestHandler):
        def setup(self) -> None:
            if tls is not None:
                self.request = tls.wrap_socket(self.request, server_side=True)
            super().setup()

        def finish(self) -> None:
            super().finish()
            self.request.close()

        def handle(self) -> None:
            with suppress(OSError):
                request = _read_request(self.rfile)
                if request is not None:
                    spotify.seen.append(request)
                    spotify.next_answer(request.path)(self.request.sendall, spotify.stopping)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that refuses our certificate is what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        scheme = "http" if tls is None else "https"
        spotify.url = f"{scheme}://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield spotify
        finally:
            spotify.stopping.set()
            server.shutdown()
            thread.join()


def _read_request(source: Any) -> Seen | None:
    first = source.readline().decode("latin-1").split()
    if len(first) != 3:
        return None
    headers: dict[str, str] = {}
    while line := source.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    body = source.read(int(headers.get("content-length", "0"))).decode()
    target = urlsplit(first[1])
    return Seen(first[0], target.path, parse_qs(target.query), headers, body)


def seconds_for(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started
