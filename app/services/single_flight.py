"""One thread does the work, the others of this process that need the same wait for what comes of it."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from threading import Lock

from app.domain.errors import AnchorError, SpotifyUnavailable


class SingleFlight:
    """Work by key; a waiter gets the answer of whoever works, or the same error."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._guard = Lock()
        self._flights: dict[int, Future[str]] = {}

    def fly(self, key: int, work: Callable[[], str]) -> str:
        """The result of `work`, done by this thread or by one that had begun it. SpotifyUnavailable after the wait."""
        with self._guard:
            under_way = self._flights.get(key)
            if under_way is None:
                mine = self._flights[key] = Future()
        if under_way is not None:
            return self._wait(under_way)
        try:
            mine.set_result(work())
        except AnchorError as error:
            mine.set_exception(error)
            raise
        finally:
            with self._guard:
                del self._flights[key]
            mine.cancel()  # only when neither was set: a defect, which the others must not wait for
        return mine.result()

    def _wait(self, flight: Future[str]) -> str:
        try:
            return flight.result(self._patience_s)
        except (TimeoutError, CancelledError) as error:
            raise SpotifyUnavailable("timeout") from error
