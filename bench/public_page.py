"""The published page against a bare Flask route that returns the same bytes: `make bench` prints one table.

All servers stand beside each other and are measured in turns, so that a noisy machine hurts them alike. Then: how soon
a publish shows in another process, and what drawing preview images costs those who read at the same time.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from threading import Event, Thread

import requests

from bench.contenders import Contender, gunicorn, load, nginx, running, say
from bench.seeded import HANDLE, SITE, production, publish_mara, secrets_of_a_site, seed, workshop
from tests.ground.journey import Visitor
from tests.ground.served import free_port

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
TURNS = 6
"""Into how many turns a round is cut: whatever else the machine does meets all of them alike."""

PUBLISHES = 8
SAVE, PUBLISH = "/studio/facts", "/studio/publish"
PACE = 200
"""Requests a second while images are drawn: readers of a busy page, not a machine at its end."""

ONCE_A_S = 1.0
"""How often an artist in a hurry saves and publishes; from one click to the next a person needs longer."""

BARE = gunicorn("bench/bare_gunicorn.py", "bench.bare_route:app")
LEAST = gunicorn("bench/bare_gunicorn.py", "bench.bare_function:app")
LINK_PAGE = gunicorn("bench/bare_gunicorn.py", "bench.link_page:app")
UNCACHED = gunicorn("gunicorn.conf.py", "bench.uncached:app")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="anchor-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        keys = secrets_of_a_site()
        say("seeding: a person connects, writes, claims a handle and publishes")
        database_url = seed(folder, keys)
        serving_table(folder, database_url, keys)
        visible_and_drawing(database_url, keys)


def serving_table(folder: Path, database_url: str, keys: dict[str, str]) -> None:
    with ExitStack() as stack:

        def start(name: str, environment: dict[str, str], command: Callable[[int], list[str]]) -> Contender:
            port = free_port()
            environment = {**environment, "PORT": str(port)}
            return stack.enter_context(running(name, port, environment, *command(port)))

        settings = production(database_url, keys, 0)
        kept = start("our page, kept", settings, lambda _: SITE)
        drawn = start("our page, drawn each time (cold)", settings, lambda _: UNCACHED)
        nobody = {"Accept-Encoding": "", "Host": "anchor.example"}
        answer = requests.get(f"http://127.0.0.1:{kept.port}/{HANDLE}", timeout=30, headers=nobody)
        (folder / "static").mkdir()
        page = folder / "static" / HANDLE
        page.write_bytes(answer.content)
        same = {"BARE_PAGE": str(page)}
        bare = start("bare Flask route", same, lambda _: BARE)
        least = start("bare WSGI function", same, lambda _: LEAST)
        peer = start("a Flask link page: ORM, Jinja", same | {"BARE_PAGE": str(folder / "x")}, lambda _: LINK_PAGE)
        unchanged = Contender(
            "our page, 304",
            kept.port,
            kept.process,
            headers=(f"If-None-Match: {answer.headers['ETag']}",),
            expect="304",
        )
        zipped = Contender("our page, kept, gzip", kept.port, kept.process, headers=("Accept-Encoding: gzip, br",))
        everybody = [bare, least, kept, zipped, unchanged, drawn, peer]
        if has_nginx():
            everybody.append(start("nginx, static file", {}, lambda port: nginx(folder, port)))
        say(f"the page has {len(answer.content)} bytes; {ROUNDS} rounds of {SECONDS:g} s in {TURNS} turns each")
        for contender in everybody:
            contender.warm_up()
        for _ in range(ROUNDS):
            for _ in range(TURNS):
                for contender in everybody:
                    contender.measure(SECONDS / TURNS)
            for contender in everybody:
                contender.end_round()
        print(table(bare, everybody))
        verdicts(bare, kept, unchanged)


def table(bare: Contender, everybody: list[Contender]) -> str:
    lines = [
        "| | req/s (median) | ratio | p50 ms | p99 ms | CPU µs/request | RSS MiB |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for one in everybody:
        lines.append(
            f"| {one.name} | {median(one.rates):.0f} | {one.against(bare):.2f} | {one.percentile(0.5):.1f}"
            f" | {one.percentile(0.99):.1f} | {median(one.cpu_us):.0f} | {one.resident_mib():.0f} |"
        )
    return "\n".join(lines)


def verdicts(bare: Contender, kept: Contender, unchanged: Contender) -> None:
    cpu = median(kept.cpu_us) / median(bare.cpu_us)
    p99 = kept.percentile(0.99) / bare.percentile(0.99)
    judge("requests a second, kept / bare", kept.against(bare), 1.25, at_least=True)
    judge("requests a second, 304 / bare", unchanged.against(bare), 1.3, at_least=True)
    judge("p99, kept / bare", p99, 1.5)
    judge("CPU per request, kept / bare", cpu, 0.8)


def visible_and_drawing(database_url: str, keys: dict[str, str]) -> None:
    say(f"publishing {PUBLISHES} times in one process while another one is read")
    with workshop(database_url, keys, processes=2) as (first, second):
        artist = publish_mara(first)
        delays = []
        for number in range(PUBLISHES):
            name = f"Name {number} {time.time():.0f}"
            artist.submit("/studio/facts", {"subject": "artist", "display_name": name})
            load(second.port, f"/{HANDLE}", 0.2, headers=(f"Host: 127.0.0.1:{first.port}",))
            artist.submit("/studio/publish")
            published = time.monotonic()
            delays.append(until_it_shows(second, first, name) - published)
            if name not in read(first, first):
                raise SystemExit("the process that published shows an older page")
        judge("seconds until a publish shows in another process, most", max(delays), 2.0)
        drawing(first, artist)


def drawing(site: Contender, artist: Visitor) -> None:
    """Readers of one process while an artist saves and publishes in it once a second, each time with a new picture.

    Beside them readers while the artist only saves, as often: what the form costs, without a picture. Last, and
    without a bound, an artist who never pauses: what a script could do to its readers.
    """
    host = (f"Host: 127.0.0.1:{site.port}",)
    names = ("idle", "saves", "draws", "never pauses")
    idle, saving, busy, hurried = (Contender(name, site.port, site.process, headers=host) for name in names)
    saved, drawn, unpaused = 0, 0, 0
    for _ in range(ROUNDS * 2):
        idle.measure(SECONDS, pace=PACE)
        saved += while_the_artist(artist, (SAVE,), saving)
        drawn += while_the_artist(artist, (SAVE, PUBLISH), busy)
        unpaused += while_the_artist(artist, (SAVE, PUBLISH), hurried, every_s=0)
        for one in (idle, saving, busy, hurried):
            one.end_tail()
    print(f"p99 at {PACE} requests/s, median of {len(idle.tails)} rounds: idle {median(idle.tails):.1f} ms, ", end="")
    print(f"while the artist saved {saved} times {median(saving.tails):.1f} ms, ", end="")
    print(f"while {drawn} images were drawn {median(busy.tails):.1f} ms, ", end="")
    print(f"while {unpaused} were drawn without a pause {median(hurried.tails):.1f} ms")
    print(f"all rounds as one: drawing / idle {busy.percentile(0.99) / idle.percentile(0.99):.2f}")
    ratios = [mine / theirs for mine, theirs in zip(busy.tails, idle.tails, strict=True)]
    judge("p99, drawing / idle", median(ratios), 1.5)


def while_the_artist(artist: Visitor, forms: tuple[str, ...], readers: Contender, *, every_s: float = ONCE_A_S) -> int:
    """Measure once while these forms are sent in turn, so often; how often all of them were."""
    done, times = Event(), []

    def work() -> None:
        while not done.is_set():
            name = {"subject": "artist", "display_name": f"Name {time.time()}"}
            for form in forms:
                artist.submit(form, name if form == SAVE else None)
            times.append(time.monotonic())
            done.wait(max(0.0, began + len(times) * every_s - time.monotonic()))

    began = time.monotonic()
    at_work = Thread(target=work)
    at_work.start()
    readers.measure(SECONDS, pace=PACE)
    done.set()
    at_work.join()
    return len(times)


def until_it_shows(site: Contender, named: Contender, name: str) -> float:
    deadline = time.monotonic() + 30
    while name not in read(site, named):
        if time.monotonic() > deadline:
            raise SystemExit("a publish never showed in another process")
        time.sleep(0.02)
    return time.monotonic()


def read(site: Contender, named: Contender) -> str:
    """The page from `site`, asked for by the name that both answer to."""
    host = {"Host": f"127.0.0.1:{named.port}"}
    return requests.get(f"http://127.0.0.1:{site.port}/{HANDLE}", timeout=30, headers=host).text


def judge(what: str, figure: float, bound: float, *, at_least: bool = False) -> None:
    kept = figure >= bound if at_least else figure <= bound
    print(f"{'ok  ' if kept else 'MISS'} {what}: {figure:.2f} ({'>=' if at_least else '<='} {bound})")


def has_nginx() -> bool:
    """Root gets it from Debian; anybody else is told."""
    if shutil.which("nginx") is None and os.geteuid() == 0:
        for step in (["update"], ["install", "-y", "--no-install-recommends", "nginx-light"]):
            subprocess.run(["apt-get", "-qq", *step], check=False, stdout=subprocess.DEVNULL)
    if shutil.which("nginx") is None:
        say("nginx is not here and this user may not install it: apt-get install nginx-light adds its row")
    return shutil.which("nginx") is not None


if __name__ == "__main__":
    sys.exit(main())
