"""What is counted of a page, and what is not: no cookie, no address, nothing that could tell two people apart.

A reader who says Do-Not-Track or Global Privacy Control is not counted at all.
"""

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

Kind = Literal["people", "crawlers", "referrer", "click", "share"]
"""Views by people; views by crawlers (item: whose); sites that people came from; links followed; share actions."""

HEADERS = ("DNT", "Sec-GPC", "Sec-Purpose", "Purpose", "Sec-Fetch-Dest")
"""What decides whether a request is counted."""

SHARES = ("copy", "native", "embed", "badge", "qr", "one-sheet")
MOST_HOSTS = 20
"""Referring sites of one page and day that are counted by name; further ones together, as `OTHERS`."""

OTHERS = "others"
SPOTIFY = "spotify"

NETWORKS = (
    ("WhatsApp", "whatsapp"),
    ("iMessage", "facebookexternalhit/1.1 facebot twitterbot"),
    ("Facebook", "facebookexternalhit"),
    ("Facebook", "meta-externalagent"),
    ("Telegram", "telegrambot"),
    ("X", "twitterbot"),
    ("LinkedIn", "linkedinbot"),
    ("Slack", "slackbot"),
    ("Slack", "slack-imgproxy"),
    ("Discord", "discordbot"),
    ("Bluesky", "bluesky cardyb"),
    ("Mastodon", "mastodon/"),
    ("Google", "googlebot"),
    ("Bing", "bingbot"),
)
"""Who reads a link for whom, by a part of the user agent in lower case; the first that fits."""

CRAWLING = re.compile(
    r"(?<!cu)bot\b|compatible; (?!msie|konqueror)|\+https?://|"
    r"crawl|spider|slurp|preview|scrap|fetch|monitor|check|validator|lighthouse|headless|archive|embed|"
    r"curl|wget|python|requests|http\.rb|httpx|okhttp|java/|go-http|node|axios|libwww|perl|ruby|php|wordpress",
    re.IGNORECASE,
)
"""Cubot makes phones; what calls itself compatible, or gives an address, is a program, but for two old browsers."""

HOST = re.compile(r"(?=.{4,100}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
UNROUTED = ("local", "localhost", "internal", "invalid", "test", "example", "onion", "lan", "home", "arpa")
WRAPPERS = {"t.co": "x.com", "twitter.com": "x.com", "lnkd.in": "linkedin.com", "fb.me": "facebook.com"}
FRONTS = ("www.", "m.", "l.", "lm.", "out.", "mobile.", "web.", "amp.")


def counts(header: Callable[[str], str | None]) -> bool:
    """Whether a request with these headers may be counted: nobody who asks not to be tracked, no page in a frame or
    fetched in advance.
    """
    if header("DNT") == "1" or header("Sec-GPC") == "1":
        return False
    if "prefetch" in (header("Sec-Purpose") or header("Purpose") or "").lower():
        return False
    return (header("Sec-Fetch-Dest") or "document") in ("document", "empty")


@lru_cache(maxsize=1024)
def reader(user_agent: str) -> tuple[Kind, str]:
    """People, or crawlers with the network's name ("" for any other). An empty user agent is no browser."""
    said = user_agent[:400].lower()
    for name, part in NETWORKS:
        if part in said:
            return "crawlers", name
    if not said.startswith(("mozilla/", "opera/")) or CRAWLING.search(said):
        return "crawlers", ""
    return "people", ""


@lru_cache(maxsize=1024)
def referring_host(referer: str) -> str:
    """The host of the site that somebody came from, without `www.`; empty for none, an address, or a made-up name."""
    try:
        parts = urlsplit(referer[:500])
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme not in ("https", "http") or not HOST.fullmatch(host) or host.rpartition(".")[2] in UNROUTED:
        return ""
    for front in FRONTS:
        if host.startswith(front) and host.count(".") > 1:
            host = host.removeprefix(front)
            break
    return WRAPPERS.get(host, host)


def link_name(url: str) -> str:
    """Names a link in the address that counts it: no position, so that a page in a cache never counts for another."""
    return hashlib.sha256(url.encode()).hexdigest()[:12]


def within(host: str, known: set[str]) -> str:
    """The host itself while there is room beside the known ones, else `OTHERS`; `known` grows with it."""
    if host not in known and len(known) >= MOST_HOSTS:
        return OTHERS
    known.add(host)
    return host
