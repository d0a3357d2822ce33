"""Who is counted, as what, and whose names are kept."""

import pytest

from app.domain import signals

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0"
MESSAGES = f"{IPHONE} Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0"


CUBOT = "Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0 Mobile"
EXPLORER = "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)"
OPERA = "Opera/9.80 (Android; Opera Mini/36.2) Presto/2.12.423 Version/12.16"


@pytest.mark.parametrize("agent", [FIREFOX, IPHONE, CUBOT, EXPLORER, OPERA])
def test_browsers_are_people(agent: str) -> None:
    assert signals.reader(agent) == ("people", "")


@pytest.mark.parametrize(
    ("agent", "network"),
    [
        ("WhatsApp/2.23.20.0 A", "WhatsApp"),
        (MESSAGES, "iMessage"),
        ("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "Facebook"),
        ("Twitterbot/1.0", "X"),
        ("LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)", "LinkedIn"),
        ("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "Slack"),
        ("Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)", "Discord"),
        ("TelegramBot (like TwitterBot)", "Telegram"),
        ("Mozilla/5.0 (compatible) Bluesky Cardyb/1.1; +mailto:support@bsky.app", "Bluesky"),
        ("http.rb/5.1.1 (Mastodon/4.2.0; +https://chaos.example/)", "Mastodon"),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Google"),
        ("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)", ""),
        ("Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)", ""),
        ("Mozilla/5.0 (compatible; Iframely/1.3.1; +https://iframely.com/docs/about)", ""),
        ("Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)", ""),
        ("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Claude-User/1.0)", ""),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_crawlers_are_known_by_name_or_as_others(agent: str, network: str) -> None:
    assert signals.reader(agent) == ("crawlers", network)


@pytest.mark.parametrize(
    ("headers", "counted"),
    [
        ({}, True),
        ({"DNT": "0", "Sec-GPC": "0"}, True),
        ({"DNT": "1"}, False),
        ({"Sec-GPC": "1"}, False),
        ({"Sec-Purpose": "prefetch;prerender"}, False),
        ({"Purpose": "prefetch"}, False),
        ({"Sec-Fetch-Dest": "document"}, True),
        ({"Sec-Fetch-Dest": "iframe"}, False),
        ({"Sec-Fetch-Dest": "image"}, False),
    ],
)
def test_nobody_who_asks_not_to_be_tracked_is_counted(headers: dict[str, str], counted: bool) -> None:
    assert signals.counts(headers.get) is counted


@pytest.mark.parametrize(
    ("referer", "host"),
    [
        ("https://www.bandcamp.com/mara?fbclid=secret#x", "bandcamp.com"),
        ("https://l.instagram.com/?u=https%3A%2F%2Fanchor.example", "instagram.com"),
        ("https://t.co/abc", "x.com"),
        ("https://out.reddit.com/", "reddit.com"),
        ("https://m.de/", "m.de"),
        ("https://BLOG.Example.ORG.:8443/a", "blog.example.org"),
        ("", ""),
        ("about:blank", ""),
        ("https://192.168.0.1/", ""),
        ("https://[::1]/", ""),
        ("https://[broken", ""),
        ("http://localhost:8000/", ""),
        ("http://printer.local/", ""),
        ("javascript://bank.com/%0aalert(1)", ""),
        ("https://=cmd|calc.com/", ""),
        ("https://" + "a" * 64 + ".com/", ""),
        ("https://" + "a.b" * 40 + ".com/", ""),
        ("https://user:password@site.org/", "site.org"),
    ],
)
def test_only_the_host_of_a_real_site_is_kept(referer: str, host: str) -> None:
    assert signals.referring_host(referer) == host


def test_hosts_beyond_the_limit_are_others() -> None:
    known: set[str] = set()
    names = [signals.within(f"site{n}.org", known) for n in range(25)]
    assert names[19] == "site19.org"
    assert set(names[20:]) == {signals.OTHERS}
    assert signals.within("site3.org", known) == "site3.org"
