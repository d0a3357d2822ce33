"""The themes of a page (docs/design.md): each differs in form, not in tint."""

import hashlib

from app.domain.seeds import lasting

THEMES = ("sleeve", "programme", "j-card", "fanzine", "label")

DEFAULT = THEMES[0]

ENGRAVED = frozenset({"programme"})
"""Themes whose emblem is drawn in lines, as a printer would engrave it."""

TWO_REELS = frozenset({"j-card"})
"""Themes that show the emblem twice: the full disc, and the small seal as the reel that waits."""


def catalogue_number(site_name: str, seed: str) -> str:
    """What a record company would print: `AN 4127`, the same for a profile whatever its music."""
    digest = hashlib.sha256(f"catalogue|{lasting(seed)}".encode()).digest()
    return f"{site_name[:2].upper()} {1000 + int.from_bytes(digest[:4], 'big') % 9000}"
