"""Handles: the rule, the skeleton that look-alikes share, and the words nobody may claim (DESIGN.md 8, 11)."""

import re
from collections.abc import Collection

from app.domain.refusals import BadInput

FORM = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
SHORTEST, LONGEST = 3, 30
FIELD = "handle"

BRANDS = frozenset({
    "anchor", "apple", "applemusic", "bandcamp", "bluesky", "deezer", "facebook", "google", "instagram",
    "linktree", "mastodon", "openai", "paypal", "soundcloud", "spotify", "tidal", "tiktok", "twitter",
    "whatsapp", "youtube",
})  # fmt: skip
WORDS = frozenset({
    "abuse", "about", "account", "accounts", "admin", "administrator", "api", "app", "apps", "assets", "auth",
    "billing", "blog", "card", "con", "connect", "contact", "copyright", "dashboard", "delete", "demo", "dev",
    "disconnect", "docs", "edit", "embed", "error", "export", "false", "faq", "feed", "help", "home", "host",
    "hostmaster", "imprint", "index", "info", "invite", "legal", "link", "links", "login", "logout", "mail",
    "me", "metrics", "moderator", "nan", "new", "news", "nil", "none", "noreply", "null", "oauth", "oembed", "official",
    "one-sheet", "owner", "password", "postmaster", "press", "preview", "privacy", "profile", "qr", "register",
    "report", "robots", "root", "rss", "search", "security", "settings", "share", "shop", "signin", "signup",
    "sitemap", "staff", "static", "status", "store", "studio", "support", "sysadmin", "system", "team", "terms",
    "test", "true", "undefined", "user", "users", "verified", "webmaster", "well-known", "www",
})  # fmt: skip

YOUR_FORMER = (
    "That was your handle before you deleted your page. Bring both back at /studio/former, or choose another one."
)
NOT_YET = "Spotify has not let you in yet. You can claim a handle once it has."


class HandleTaken(BadInput):
    """Somebody has it, or had it not long ago."""

    def __init__(self) -> None:
        super().__init__(FIELD, "That handle, or one that looks just like it, is taken. Choose another one.")


def skeleton(handle: str) -> str:
    """What handles that look alike have in common: without - and _; 0 is o; 1, l and i are one; rn is m."""
    bare = handle.replace("-", "").replace("_", "")
    return bare.replace("0", "o").replace("1", "i").replace("l", "i").replace("rn", "m")


def parse(typed: str, reserved: Collection[str] = ()) -> str:
    """The handle that was typed, trimmed and lower-cased. Raises BadInput with what is wrong.

    `reserved` are the first words of the site's own paths; they and the lists here are compared by skeleton.
    """
    trimmed = typed.strip()
    handle = trimmed.lower()
    if not handle:
        raise BadInput(FIELD, "Choose a handle: it becomes the address of your page.")
    if not SHORTEST <= len(handle) <= LONGEST:
        raise BadInput(FIELD, f"A handle has {SHORTEST} to {LONGEST} characters; this one has {len(handle)}.")
    if not (trimmed.isascii() and FORM.fullmatch(handle)):
        raise BadInput(FIELD, "A handle has the letters a to z, digits, and single - or _ between them.")
    if skeleton(handle) in {skeleton(word) for word in (*WORDS, *BRANDS, *reserved)} or _names_brand(handle):
        raise BadInput(FIELD, "That handle is reserved. Choose another one.")
    return handle


def _names_brand(handle: str) -> bool:
    """A brand as a whole word between - or _: `spotify-official` would be read as Spotify speaking."""
    parts = {skeleton(part) for part in re.split("[-_]", handle)}
    return not parts.isdisjoint(skeleton(brand) for brand in ("spotify", "anchor"))
