"""Request counters in Redis, shared by all containers; while it is away, this process counts alone and says so.

flask-limiter has a fallback of its own, but of two requests that notice an outage together the second fails with it.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

from limits.storage import MemoryStorage, RedisStorage, Storage
from redis.exceptions import RedisError

from app.services.counter_health import CounterHealth

PATIENCE_S = 0.25
"""How long a request waits for Redis, to connect and to answer."""

REST_S = 5.0
"""How long an absent Redis is left alone, so that not every request waits for it."""

T = TypeVar("T")
Counting = RedisStorage | MemoryStorage


class SharedCounters(Storage):
    """What flask-limiter counts with; `address` is REDIS_URL. Never raises for a Redis that is away."""

    SCHEME = "shared"
    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - limits declares it as a list

    def __init__(self, uri: str | None = None, *, address: str, health: CounterHealth, **options: Any) -> None:
        super().__init__(uri, **options)
        self._shared = RedisStorage(
            address,
            socket_connect_timeout=PATIENCE_S,
            socket_timeout=PATIENCE_S,
        )
        self._own = MemoryStorage()
        self._health = health
        self._rests_until = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        return RedisError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        return self._counted(lambda storage: storage.incr(key, expiry, amount=amount))

    def get(self, key: str) -> int:
        return self._counted(lambda storage: storage.get(key))

    def get_expiry(self, key: str) -> float:
        return self._counted(lambda storage: storage.get_expiry(key))

    def check(self) -> bool:
        return self._counted(lambda storage: storage.check())

    def reset(self) -> int | None:
        return self._counted(lambda storage: storage.reset())

    def clear(self, key: str) -> None:
        self._counted(lambda storage: storage.clear(key))

    def _counted(self, act: Callable[[Counting], T]) -> T:
        if monotonic() < self._rests_until:
            return act(self._own)
        try:
            answer = act(self._shared)
        except RedisError as exc:
            self._rests_until = monotonic() + REST_S
            self._health.lost(exc)
            return act(self._own)
        self._health.found()
        return answer
