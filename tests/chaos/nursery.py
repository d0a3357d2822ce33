"""Processes by the dozen: `python -m tests.chaos.nursery MODULE` imports once, then forks a child per order.

An order is one JSON line on stdin, the answer the child's process id; the child runs `MODULE.live(order)`. A child is
born in milliseconds, opens its own connections, and may be killed or stopped by anybody.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from random import Random

from tests.ground.served import PROJECT


class FastClock:
    """The present, `speed` times faster since `epoch` (seconds since 1970): a lease of 2 minutes ends in seconds."""

    def __init__(self, epoch: float, speed: float) -> None:
        self.epoch = epoch
        self.speed = speed

    def seconds(self) -> float:
        return self.epoch + (time.time() - self.epoch) * self.speed

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)


class Nursery:
    """Children of one kind; those who are stopped are woken after a while, those who are gone are replaced."""

    def __init__(self, module: str, order: dict) -> None:
        command = [sys.executable, "-m", "tests.chaos.nursery", module]
        self._running = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._order = order
        self.alive: list[int] = []
        self.asleep: dict[int, float] = {}
        self.kills = self.stops = 0

    def bear(self, **more: object) -> int:
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.write(json.dumps({**self._order, **more}) + "\n")
        self._running.stdin.flush()
        child = int(self._running.stdout.readline())
        self.alive.append(child)
        return child

    def kill(self, child: int) -> None:
        self.kills += 1
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        self.alive.remove(child)
        self.asleep.pop(child, None)

    def stop(self, child: int, seconds: float) -> None:
        self.stops += 1
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGSTOP)
        self.asleep[child] = time.monotonic() + seconds

    def wake(self) -> None:
        """Those whose sleep is over go on."""
        for child, until in list(self.asleep.items()):
            if until <= time.monotonic():
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGCONT)
                del self.asleep[child]

    def replace_the_dead(self) -> None:
        for child in [child for child in self.alive if not _lives(child)]:
            self.kill(child)
            self.bear()

    def disturb(self, rng: Random, *, hang_s: float) -> None:
        """One of them is killed and replaced, or hangs for a while; whoever died by itself is replaced too."""
        self.wake()
        self.replace_the_dead()
        child = rng.choice(self.alive)
        if rng.random() < 0.5:
            self.kill(child)
            self.bear()
        elif child not in self.asleep:
            self.stop(child, hang_s)

    def end(self) -> None:
        for child in list(self.alive):
            self.kill(child)
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.close()
        self._running.wait(30)
        self._running.stdout.close()


def _lives(child: int) -> bool:
    with suppress(OSError):
        os.kill(child, 0)
        return True
    return False


@contextmanager
def nursery(module: str, order: dict) -> Iterator[Nursery]:
    made = Nursery(module, order)
    try:
        yield made
    finally:
        made.end()


def main() -> None:
    module = importlib.import_module(sys.argv[1])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(2, 1)
            try:
                module.live(json.loads(line))
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
