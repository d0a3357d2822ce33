"""Payloads seen in the wild, as changes to ordinary items."""

from app.sandbox.wire import Json


def spoil_tracks(base: str, tracks: list[Json | None]) -> list[Json | None]:
    """For now: unchanged."""
    return tracks
