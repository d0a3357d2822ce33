"""Visitors behind a balancer: each GET goes to one of the sites in turn, and once more to the next when that fails."""

import http.client
import time
from collections import Counter
from collections.abc import Sequence
from itertools import count
from threading import Event, Thread

PATIENCE_S = 10


class Load:
    """Reads `paths` from several threads until it is stopped; `answers` counts statuses, `lost` what failed twice.

    Each visitor comes from an address of its own, as a site with PROXY_HOPS=1 sees it, and asks for 50 pages.
    """

    def __init__(self, ports: Sequence[int], paths: Sequence[str], visitors: int = 4) -> None:
        self._ports = ports
        self._paths = paths
        self._turns = count()
        self._over = Event()
        self._threads = [Thread(target=self._read, daemon=True) for _ in range(visitors)]
        self.answers: Counter[int] = Counter()
        self.retried: Counter[str] = Counter()
        self.lost: list[str] = []

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(2 * PATIENCE_S)

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)

    def _read(self) -> None:
        while not self._over.is_set():
            turn = next(self._turns)
            path = self._paths[turn % len(self._paths)]
            first, second = (self._ports[(turn + step) % len(self._ports)] for step in (0, 1))
            visitor = f"10.{turn // 3_200_000 % 256}.{turn // 12_800 % 256}.{turn // 50 % 256}"
            status, why = _get(first, path, visitor)
            if status is None or status >= 502:
                self.retried[why] += 1
                status, why = _get(second, path, visitor)
            if status is None or status >= 500:
                self.lost.append(f"{path}: {status or why}")
            else:
                self.answers[status] += 1


def _get(port: int, path: str, visitor: str) -> tuple[int | None, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request("GET", path, headers={"X-Forwarded-For": visitor})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as exc:
        return None, type(exc).__name__
    finally:
        connection.close()
    return answer.status, str(answer.status)
