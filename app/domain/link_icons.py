"""Which small picture stands beside a link: by the host that it leads to."""

from urllib.parse import urlsplit

HOSTS = {
    "spotify.com": "spotify",
    "bandcamp.com": "bandcamp",
    "soundcloud.com": "cloud",
    "mixcloud.com": "cloud",
    "youtube.com": "film",
    "youtu.be": "film",
    "vimeo.com": "film",
    "twitch.tv": "film",
    "instagram.com": "camera",
    "flickr.com": "camera",
    "music.apple.com": "note",
    "tidal.com": "note",
    "deezer.com": "note",
    "qobuz.com": "note",
    "tiktok.com": "note",
    "discogs.com": "record",
    "bandsintown.com": "dates",
    "songkick.com": "dates",
    "eventbrite.com": "dates",
    "ra.co": "dates",
    "patreon.com": "heart",
    "ko-fi.com": "heart",
    "facebook.com": "people",
    "x.com": "speech",
    "twitter.com": "speech",
    "bsky.app": "speech",
    "threads.net": "speech",
    "threads.com": "speech",
    "mastodon.social": "speech",
}
ICONS = frozenset({*HOSTS.values(), "mail", "web"})


def icon_of(url: str) -> str:
    """One of ICONS: `mail` for an address, `web` for a host that we know nothing about."""
    parts = urlsplit(url)
    if parts.scheme == "mailto":
        return "mail"
    host = (parts.hostname or "").split(".")
    names = (".".join(host[at:]) for at in range(len(host) - 1))
    return next((HOSTS[name] for name in names if name in HOSTS), "web")
