"""1,000 clicks at once on "Write a new bio", by 1 person and by 200, on both databases: are the limits exact?

    .venv/bin/python -m bench.generation_budget

Four processes click in four threads each, while two others do the jobs as fast as they can: claim, reserve the worst
case, settle, finish; only the writing is left out. Everybody has had 8 of the hour's 10 texts before. Then four
processes reserve and settle 1,000 texts at once, and one of them is killed (kill -9) in the middle.
A row is wrong when somebody got more than 10 texts, when a click was lost, or when more was spent than the month has.
"""

import multiprocessing
import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app.db import migrations
from app.db.clock import system_now
from app.db.database import Database
from app.db.queries import generations, jobs, people, profiles
from app.db.tables.money import Generation, ModelMonth
from app.domain.generation_limits import HOURLY
from app.domain.jobs import GENERATE, Claim
from app.domain.model_money import Bill, in_words
from app.domain.refusals import TooSoon
from app.services.copywriting import CopywritingService
from app.services.generation import GenerationService
from app.services.generation_budget import GenerationBudget
from app.services.jobs import JobQueue, JobRunner
from app.services.model_gate import ModelGate
from tests.ground.databases import PostgreSQL, opened

CLICKS = 1000
CLICKERS, THREADS, WORKERS = 4, 4, 2
HAD = HOURLY - 2
RESERVED, COST, CAP_MICRO = 9_600, 600, 250_000
SPAWN = multiprocessing.get_context("spawn")


def main() -> int:
    wrong = 0
    print("| database | people | clicks | accepted | one under way | too soon | busy | most per person | spent | cap |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    with databases() as made:
        for name, fresh in made.items():
            for count in (1, 200):
                wrong += clicking(name, fresh(), count)
        print("\n| database | reservations at once | killed | reserved | spent up | spent | cap |")
        print("|---|---|---|---|---|---|---|")
        for name, fresh in made.items():
            wrong += spending(name, fresh())
    print("\nAll limits are exact." if not wrong else f"\n{wrong} rows are wrong.")
    return bool(wrong)


def clicking(name: str, url: str, count: int) -> int:
    with opened(url) as database:
        persons = [someone(database, texts=HAD) for _ in range(count)]
        clicked, stop = SPAWN.Queue(), SPAWN.Event()
        each = CLICKS // CLICKERS
        clickers = [
            SPAWN.Process(target=click, args=(url, persons, start * each, each, clicked)) for start in range(CLICKERS)
        ]
        workers = [SPAWN.Process(target=work, args=(url, stop)) for _ in range(WORKERS)]
        for process in (*workers, *clickers):
            process.start()
        told: Counter[str] = sum((clicked.get() for _ in clickers), Counter())
        stop.set()
        for process in (*clickers, *workers):
            process.join()
        every, most, spent = counted(database)
    accepted = every - HAD * count
    same = told["let in"] - accepted
    fits = spent <= CAP_MICRO and most <= HOURLY and same >= 0 and told.total() == CLICKS
    fits = fits and not any(process.exitcode for process in (*clickers, *workers))
    print(
        f"| {name} | {count} | {CLICKS} | {accepted} | {same} | {told['too soon']} | {told['busy']} | {most}"
        f" | {in_words(spent)} | {in_words(CAP_MICRO)} |{'' if fits else ' WRONG'}"
    )
    return not fits


def click(url: str, persons: list[int], first: int, clicks: int, told: Any) -> None:
    with opened(url) as database:
        gate, budget = ModelGate(database, system_now), GenerationBudget(database, system_now, CAP_MICRO)
        generation = GenerationService(None, gate, budget, reads_spotify=False)
        copywriting = CopywritingService(database, system_now, JobQueue(database, system_now), generation)

        def one(number: int) -> str:
            try:
                copywriting.ask(persons[number % len(persons)], "bio")
            except TooSoon:
                return "too soon"
            except OperationalError:  # SQLite let others go first for 5 seconds: the site says 503, nothing is counted
                return "busy"
            return "let in"

        with ThreadPoolExecutor(THREADS) as pool:
            told.put(Counter(pool.map(one, range(first, first + clicks))))


class Paying:
    """A job without the writing: the money is reserved and settled, and the job ends."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._budget = GenerationBudget(database, system_now, CAP_MICRO)

    def run(self, claim: Claim) -> None:
        wish = claim.payload["generation"]
        if self._budget.reserve(wish, RESERVED) == "reserved":
            self._budget.settle(wish, Bill(COST))
        with self._database.transaction() as session:
            jobs.finish(session, claim, now=system_now(), outcome="done", next_due=None)


def work(url: str, stop: Any) -> None:
    with opened(url) as database:
        runner = JobRunner(database, system_now, lambda: str(os.getpid()), Random(1), {GENERATE: Paying(database)})
        while not stop.is_set():
            with suppress(OperationalError):  # its lease runs out, and somebody else does it
                if runner.run_next() is None:
                    time.sleep(0.001)


def spending(name: str, url: str) -> int:
    with opened(url) as database:
        person = someone(database)
        with database.transaction() as session:
            profile = profiles.owned(session, person).id
            wishes = [generations.add(session, person, profile, "bio", system_now()) for _ in range(CLICKS)]
        told = SPAWN.Queue()
        spenders = [SPAWN.Process(target=spend, args=(url, wishes[start::CLICKERS], told)) for start in range(CLICKERS)]
        for process in spenders:
            process.start()
        victim = spenders[0]
        while counted(database)[2] == 0:
            time.sleep(0.002)
        os.kill(victim.pid or 0, signal.SIGKILL)
        answers: Counter[str] = sum((told.get() for _ in spenders[1:]), Counter())
        for process in spenders:
            process.join()
        _, _, spent = counted(database)
        with database.reading() as session:
            paid = session.scalar(select(func.sum(func.coalesce(Generation.cost_micro, Generation.reserved_micro))))
    fits = spent <= CAP_MICRO and spent == paid and answers["spent_up"] > 0
    print(
        f"| {name} | {CLICKS} | 1 of {CLICKERS} | {answers['reserved']} | {answers['spent_up']}"
        f" | {in_words(spent)} | {in_words(CAP_MICRO)} |{'' if fits else ' WRONG'}"
    )
    return not fits


def spend(url: str, wishes: list[int], told: Any) -> None:
    """Reserve each text, pay every second one, and leave the others to be counted as spent."""
    with opened(url) as database:
        budget = GenerationBudget(database, system_now, CAP_MICRO)

        def one(wish: int) -> str:
            try:
                answer = budget.reserve(wish, RESERVED)
                if answer == "reserved" and wish % 50:
                    budget.settle(wish, Bill(COST))
            except OperationalError:
                return "busy"
            return answer

        with ThreadPoolExecutor(THREADS) as pool:
            answers = Counter(pool.map(one, wishes))
        told.put(answers)


def counted(database: Database) -> tuple[int, int, int]:
    """Accepted wishes, the most of one person, and micro-dollars spent or set aside."""
    with database.reading() as session:
        by_person = session.scalars(select(func.count()).select_from(Generation).group_by(Generation.person_id)).all()
        spent = session.scalar(select(func.sum(ModelMonth.committed_micro)))
    return sum(by_person), max(by_person, default=0), int(spent or 0)


def someone(database: Database, texts: int = 0) -> int:
    """A new person who has had so many texts this hour; the id."""
    with database.transaction() as session:
        person = people.create(session, system_now())
        profile = profiles.owned(session, person).id
        for _ in range(texts):
            generations.add(session, person, profile, "bio", system_now())
    return person


@contextmanager
def databases() -> Iterator[dict[str, Callable[[], str]]]:
    """For each kind of database, what makes a new migrated one."""
    with TemporaryDirectory(prefix="anchor-bench-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        template, server_folder = root / "template.db", root / "pg"
        with opened(f"sqlite:///{template}") as database:
            migrations.upgrade(database.engine)
        server_folder.mkdir(mode=0o755)
        server = PostgreSQL(server_folder)

        def sqlite() -> str:
            path = root / f"{time.monotonic_ns()}.db"
            shutil.copyfile(template, path)
            return f"sqlite:///{path}"

        try:
            yield {"SQLite": sqlite, "PostgreSQL": lambda: server.url(server.lend())}
        finally:
            server.stop()


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    sys.exit(main())
