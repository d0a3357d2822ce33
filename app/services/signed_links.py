"""Links that prove something by themselves: signed, for one purpose, until a time (ASVS 9.2.2)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from itsdangerous import BadData, URLSafeSerializer

from app.db.clock import Clock

Purpose = Literal["confirm-email", "leave-mail", "join-waitlist", "invitation"]


class SignedLinks:
    """`keys`: SECRET_KEY's older values first; the last one signs. A token holds ids, never an address."""

    def __init__(self, keys: Sequence[str], now: Clock) -> None:
        self._keys = list(keys)
        self._now = now

    def make(self, purpose: Purpose, subject: Sequence[str | int], life: timedelta) -> str:
        return str(self._serializer(purpose).dumps([int((self._now() + life).timestamp()), *subject]))

    def read(self, purpose: Purpose, token: str) -> list[str | int] | None:
        """The subject; None when it is not one of ours, for another purpose, or too old."""
        try:
            until, *subject = self._serializer(purpose).loads(token)
        except (BadData, ValueError, TypeError):
            return None
        return subject if datetime.fromtimestamp(until, self._now().tzinfo) > self._now() else None

    def _serializer(self, purpose: Purpose) -> URLSafeSerializer:
        return URLSafeSerializer(self._keys, salt=f"anchor:{purpose}")
