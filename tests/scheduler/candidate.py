"""Another process that stands for election every half second: `python -m tests.scheduler.candidate DATABASE_URL`.

It prints each change as a line: the term that it leads, or "none".
"""

import os
import sys
import time

from app import logs
from app.db.advisory_lock import AdvisoryLock
from app.db.clock import for_database
from app.db.database import Database
from app.services.leadership import Leadership


def main() -> None:
    logs.configure("WARNING", json=True)
    database = Database(sys.argv[1])
    lock = None if database.is_sqlite else AdvisoryLock(sys.argv[1])
    leadership = Leadership(database, for_database(database), lock, f"candidate-{os.getpid()}", time.monotonic)
    said = ""
    while True:
        leadership.elect()
        now = str(leadership.term or "none")
        if now != said:
            sys.stdout.write(f"{now}\n")
            sys.stdout.flush()
            said = now
        time.sleep(0.5)


if __name__ == "__main__":
    main()
