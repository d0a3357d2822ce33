"""A child that stands for election and, whenever it leads, acts under its term as the product does.

An act takes a while inside its transaction. Each act whose commit returned is a line in the file `acts`: the term, when
it began and when it ended, on the clock that all processes of this machine share.
"""

import json
import os
import time

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app import logs
from app.db.advisory_lock import AdvisoryLock
from app.db.clock import for_database
from app.db.database import Database
from app.services.leadership import Leadership

ACT = text("INSERT INTO acts (term, holder) VALUES (:term, :holder)")


def live(order: dict) -> None:
    logs.configure("CRITICAL", json=True)
    url, holder = order["database_url"], f"leading-{os.getpid()}"
    database = Database(url)
    leadership = Leadership(database, for_database(database), AdvisoryLock(url), holder, time.monotonic)
    elected_at = 0.0
    while True:
        try:
            if time.monotonic() > elected_at + 0.3:
                elected_at = time.monotonic()
                leadership.elect()
            act(database, leadership, holder, order["acts"])
        except SQLAlchemyError:
            time.sleep(0.02)


def act(database: Database, leadership: Leadership, holder: str, acts: str) -> None:
    term, done = leadership.term, False
    if term is None:
        time.sleep(0.05)
        return
    began = time.monotonic()
    with database.transaction() as session:
        if leadership.is_fenced(session):
            session.execute(ACT, {"term": term, "holder": holder})
            time.sleep(0.03)
            done = True
    if done:
        with open(acts, "a", encoding="utf-8") as file:
            file.write(json.dumps([term, began, time.monotonic()]) + "\n")
    else:
        time.sleep(0.02)
