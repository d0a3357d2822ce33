"""A small load generator: `python -m bench.load PORT PATH CONNECTIONS SECONDS`, in a process of its own.

Each connection is a thread that asks, reads the whole answer, and asks again on the same connection. Prints one JSON
object: requests, errors, seconds, latencies_ms (sorted). An answer other than 200 is an error.
"""

import json
import socket
import sys
import time
from threading import Thread


def ask(port: int, path: str, until: float, latencies: list[float], errors: list[str]) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (began := time.perf_counter()) < until:
            connection.sendall(request)
            status, keeps = read_answer(connection)
            if status != 200:
                errors.append(str(status))
            else:
                latencies.append((time.perf_counter() - began) * 1000)
            if not keeps:
                connection.close()
                ask(port, path, until, latencies, errors)
                return


def read_answer(connection: socket.socket) -> tuple[int, bool]:
    """The status and whether the connection stays open."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(b": ") for line in head.split(b"\r\n")[1:])}
    missing = int(headers[b"content-length"]) - len(body)
    while missing > 0:
        missing -= len(_more(connection))
    return int(head.split(b" ", 2)[1]), headers.get(b"connection", b"").lower() != b"close"


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(262_144)
    if not data:
        raise ConnectionError("the server closed the connection inside an answer")
    return data


def main(port: int, path: str, connections: int, seconds: float) -> None:
    latencies: list[float] = []
    errors: list[str] = []
    began = time.perf_counter()
    threads = [Thread(target=ask, args=(port, path, began + seconds, latencies, errors)) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    json.dump(
        {"requests": len(latencies), "errors": len(errors), "seconds": took, "latencies_ms": sorted(latencies)},
        sys.stdout,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
