"""Every page before vnu, html-validate and axe (light and dark, 390 and 1280 px), Lighthouse on the landing page and on
a profile, and the profile's weight on the wire: `make pages`, or python -m bench.pages [--skip lighthouse] [word ...].

Only rooms whose name contains one of the words are looked at; none means all. Exit code 1 when anything is not clean.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from app.sandbox import people
from app.sandbox.server import serve
from bench.contenders import gunicorn, running, say
from bench.pages import browsing, checkers
from bench.pages.room import Room
from bench.pages.rooms import ADMIN, rooms
from bench.seeded import secrets_of_a_site
from tests.ground.browser import CHROMIUM, SWITCHES
from tests.ground.post import take_mail
from tests.ground.served import free_port
from tests.ground.site import environment_for

MOST_BYTES = 60_000
LEAST_SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
TIMES = 5


class Findings:
    def __init__(self) -> None:
        self.bad = 0

    def tell(self, what: str, found: list[str]) -> None:
        self.bad += len(found)
        print(f"{'ok  ' if not found else 'MISS'} {what}: {len(found)} found")
        for one in sorted(set(found)):
            print(f"     {one}")

    def judge(self, what: str, kept: bool) -> None:
        self.bad += not kept
        print(f"{'ok  ' if kept else 'MISS'} {what}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--skip", action="append", default=[], choices=["axe", "lighthouse"])
    told = parser.parse_args()
    checkers.install()
    port, findings = free_port(), Findings()
    url = f"http://127.0.0.1:{port}"
    with (
        tempfile.TemporaryDirectory(prefix="anchor-pages-") as name,
        serve() as sandbox,
        take_mail() as post,
        sync_playwright() as playwright,
    ):
        folder = Path(name)
        more = {"PORT": str(port), "PUBLIC_URL": url, "ADMINS": people.load()[ADMIN].account_id, "RATE_LIMITS": "on"}
        more |= {"MEMBER_CAP": "20", "SMTP_URL": post.url, "MAIL_FROM": "Anchor <hello@anchor.example>"}
        environment = environment_for(f"sqlite:///{folder / 'anchor.db'}", sandbox, **(more | secrets_of_a_site()))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        html = folder / "html"
        html.mkdir()
        with running("the site", port, environment, *gunicorn("gunicorn.conf.py", "wsgi:app")):
            walk = rooms(url, post, sandbox)
            look_at_all(browser, url, walk, told.words, html, findings, with_axe="axe" not in told.skip)
            findings.tell("vnu", checkers.vnu(html))
            findings.tell("html-validate", checkers.html_validate(html))
            weigh(browser, url, urlsplit(sandbox.url).netloc, findings)
            browser.close()
            if "lighthouse" not in told.skip:
                lighthouse(url, findings)
    return 1 if findings.bad else 0


def look_at_all(
    browser: Browser,
    url: str,
    walk: Iterator[Room],
    words: list[str],
    html: Path,
    findings: Findings,
    *,
    with_axe: bool,
) -> None:
    axe, found, looked = checkers.axe_source(), [], 0
    for room in walk:
        if words and not any(word in room.name for word in words):
            continue
        looked += 1
        say(room.name)
        found += look_at(browser, url, room, html, axe if with_axe else "")
    if with_axe:
        findings.tell(f"axe on {looked} pages, light and dark, 390 and 1280 px", found)


def look_at(browser: Browser, url: str, room: Room, html: Path, axe: str) -> list[str]:
    found = []
    file = html / f"{re.sub('[^a-z0-9]+', '-', room.name)}.html"
    for width in browsing.WIDTHS:
        for scheme in browsing.SCHEMES:
            if not axe and file.exists():
                continue
            with browsing.window(browser, url, room, width, scheme) as context:
                page = context.new_page()
                answer = browsing.enter(page, url, room)
                if not file.exists():
                    file.write_bytes(answer.body())
                if axe:
                    found += [f"{room.name}, {width} px, {scheme}: {one}" for one in browsing.violations(page, axe)]
    return found


def weigh(browser: Browser, url: str, artwork: str, findings: Findings) -> None:
    host = urlsplit(url).netloc
    for path in ("/mara", "/"):
        by_host = browsing.wire(browser, url + path).by_host
        own, art = by_host.pop(host), by_host.pop(artwork, 0)
        print(f"     {path}: {own:,} bytes of ours with fonts, {art:,} of artwork")
        if path != "/":  # the landing page shows all themes; the bound is the published page's
            findings.judge(f"{path}: at most {MOST_BYTES:,} bytes without artwork", own <= MOST_BYTES)
        findings.judge(f"{path}: nobody else is asked{''.join(f', but {other}' for other in by_host)}", not by_host)


def lighthouse(url: str, findings: Findings) -> None:
    for path in ("/", "/mara"):
        say(f"Lighthouse, {TIMES} times {path}")
        scores, flaws = checkers.lighthouse(url + path, TIMES)
        told = ", ".join(f"{name} {score:.0f}" for name, score in scores.items())
        kept = all(scores[name] >= least for name, least in LEAST_SCORES.items())
        findings.judge(f"Lighthouse {path}, median of {TIMES}: {told}", kept)
        for audit, times in flaws.most_common():
            print(f"     {audit}: under 0.9 in {times} of {TIMES}")


if __name__ == "__main__":
    sys.exit(main())
