"""10,000 profiles due at once, a budget of 300 calls in 30 seconds, and somebody who reads a page meanwhile.

    .venv/bin/python -m bench.due_load             --postgres for that database; --minutes 5 for a longer look

Prints, from the sandbox's ledger, the busiest 30 seconds, the share of 429, what was refreshed, and the page's 95th
percentile beside that of the same site with nothing due. More than an hour's work is spread over a day, so a crowd just
below that is measured as well: there the budget is what holds it back. `--asked 100`: so many refreshes are asked for
at once by their artists, on a sandbox that limits as Spotify does; how long until the last one is done.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select, update

from app import logs
from app.bootstrap import Services, build
from app.db import migrations
from app.db.database import Database
from app.db.tables.work import Job, Run
from app.domain.schedule import OWN_WISH
from app.sandbox.server import RunningSandbox, serve
from app.settings import Settings
from tests.chaos import crowds
from tests.ground.databases import PostgreSQL, opened
from tests.ground.journey import over_http
from tests.ground.served import PROJECT, answers, free_port
from tests.ground.site import environment_for

BUDGET = 300
LIKE = ("mara", "tomas", "haruka", "layla")
READERS, WARM_S = 2, 15


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--asked", type=int, default=0)
    parser.add_argument("--due", type=int, default=10_000)
    wanted = parser.parse_args()
    logs.configure("ERROR", json=True)
    with TemporaryDirectory(prefix="anchor-bench-") as name, serve() as sandbox:
        folder = Path(name)
        folder.chmod(0o755)
        with a_database(folder, postgres=wanted.postgres) as url, opened(url) as database:
            if wanted.asked:
                ask(database, url, sandbox, wanted.asked)
            else:
                load(database, url, sandbox, wanted.due, 60 * wanted.minutes)


def load(database: Database, url: str, sandbox: RunningSandbox, size: int, seconds: float) -> None:
    with site(url, sandbox) as (port, services):
        crowd(database, services, sandbox, size)
        page(port)
        measure(port, WARM_S)
        idle = measure(port, seconds / 2)
        now = datetime.now(UTC)
        with database.transaction() as session:
            due = {"due_at": now, "scheduled_for": now, "planned": True}
            session.execute(update(Job).where(Job.due_at.is_not(None)).values(due))
        time.sleep(10)
        before = len(sandbox.world.ledger.calls)
        busy = measure(port, seconds)
    calls = sandbox.world.ledger.calls
    with database.reading() as session:
        done = session.scalar(select(func.count()).select_from(Run).where(Run.outcome == "done"))
        last = session.scalar(select(func.max(Job.due_at)).where(Job.scheduled_for == now))
    print("| due | budget | busiest 30 s | 429 | calls/s | done | last turn in h | p95 idle ms | p95 ms | ratio |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    turn = (last - now).total_seconds() / 3600 if last else 0.0
    print(
        f"| {size:,} | {BUDGET} | {busiest([call.at for call in calls])} | {share_of_429(sandbox):.2%}"
        f" | {(len(calls) - before) / seconds:.1f} | {done:,} | {turn:.1f}"
        f" | {idle:.1f} | {busy:.1f} | {busy / idle:.2f} |"
    )


def ask(database: Database, url: str, sandbox: RunningSandbox, size: int) -> None:
    with site(url, sandbox) as (_port, services):
        ids = crowd(database, services, sandbox, size)
        sandbox.world.settings.rate_limit = BUDGET
        began, now = time.monotonic(), datetime.now(UTC)
        with database.transaction() as session:
            wish = {"due_at": now, "scheduled_for": now, "planned": False, "priority": OWN_WISH}
            session.execute(update(Job).where(Job.profile_id.in_(ids)).values(wish))
        while (done := count_done(database)) < size:
            if time.monotonic() - began > 600:
                raise SystemExit(f"{done} of {size} after ten minutes")
            time.sleep(0.2)
    print(f"{size} refreshes asked for at once: the last done after {time.monotonic() - began:.0f} s; ", end="")
    print(f"429: {share_of_429(sandbox):.2%} of {len(sandbox.world.ledger.calls)} calls")


def crowd(database: Database, services: Services, sandbox: RunningSandbox, size: int) -> list[int]:
    keys = crowds.invent(sandbox.world, size, LIKE)
    people = [crowds.connect(sandbox.world, services, key) for key in keys]
    ids = []
    for person_id in people:
        with database.transaction() as session:
            ids.append(crowds.publish(session, services, person_id))
    return ids


def page(port: int) -> None:
    artist = over_http(f"http://127.0.0.1:{port}")
    artist.connect("mara")
    artist.wait_until_idle()
    artist.submit("/studio/handle", {"handle": "mara-e"})
    artist.submit("/studio/publish")


def measure(port: int, seconds: float) -> float:
    """The 95th percentile of the page, in milliseconds."""
    command = [sys.executable, "-m", "bench.load", str(port), "/mara-e", str(READERS), str(seconds)]
    command += ["--header", f"Host: 127.0.0.1:{port}"]
    result = json.loads(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True).stdout)
    times = result["latencies_ms"]
    if result["errors"] or not times:
        raise SystemExit(f"the page did not answer 200: {result['errors'] or 'no answer at all'}")
    return float(times[int(len(times) * 0.95)])


def count_done(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Run).where(Run.outcome == "done")) or 0


def busiest(moments: list[float]) -> int:
    """The most calls in any 30 seconds, token calls included."""
    most, start = 0, 0
    for end, moment in enumerate(moments):
        while moments[start] <= moment - 30:
            start += 1
        most = max(most, end - start + 1)
    return most


def share_of_429(sandbox: RunningSandbox) -> float:
    calls = sandbox.world.ledger.calls
    return sum(call.status == 429 for call in calls) / max(1, len(calls))


@contextmanager
def a_database(folder: Path, *, postgres: bool) -> Iterator[str]:
    if postgres:
        server = PostgreSQL(folder)
        yield server.url(server.lend())
        server.stop()
        return
    url = f"sqlite:///{folder / 'anchor.db'}"
    with opened(url) as database:
        migrations.upgrade(database.engine)
    yield url


@contextmanager
def site(url: str, sandbox: RunningSandbox) -> Iterator[tuple[int, Services]]:
    port = free_port()
    limits = {"SPOTIFY_CALLS_PER_30S": str(BUDGET), "SPOTIFY_CALLS_PER_DAY": "10000000"}
    address = {"PORT": str(port), "PUBLIC_URL": f"http://127.0.0.1:{port}"}
    environment = environment_for(url, sandbox, **limits, **address, LOG_LEVEL="WARNING")
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answers(port, "/readyz"):
            if process.poll() is not None:
                raise SystemExit("the site did not start")
            time.sleep(0.1)
        yield port, build(Settings.load(environment))
    finally:
        process.terminate()
        process.wait(60)


if __name__ == "__main__":
    main()
