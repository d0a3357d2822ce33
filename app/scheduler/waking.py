"""A wait that ends after so many seconds whatever the clock says."""

import os
import select
from threading import Event


class RelativeEvent(Event):
    """An Event whose timed wait counts seconds instead of waiting for a moment of the monotonic clock.

    Under libfaketime that clock is moved for Python and not for the system's locks: a scheduler that waits for a moment
    two hours ahead never ticks again. One thread waits, any may set.
    """

    def __init__(self) -> None:
        super().__init__()
        self._hear, self._tell = os.pipe()
        os.set_blocking(self._hear, False)
        os.set_blocking(self._tell, False)

    def set(self) -> None:
        """Wake who waits."""
        super().set()
        try:
            os.write(self._tell, b".")
        except BlockingIOError:
            return  # it was told often enough

    def clear(self) -> None:
        super().clear()
        try:
            while os.read(self._hear, 512):
                pass
        except BlockingIOError:
            return

    def wait(self, timeout: float | None = None) -> bool:
        """Until somebody sets it, or so many seconds have passed; whether it is set."""
        if not self.is_set():
            select.select([self._hear], [], [], timeout)
        return self.is_set()

    def __del__(self) -> None:
        os.close(self._hear)
        os.close(self._tell)
