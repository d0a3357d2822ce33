"""What it costs to ask whether a bio is nearly another page's: `python -m bench.likeness [BIOS ...]`.

Fills an empty SQLite database with the grounded writer's bios of made-up profiles, then asks about new ones.
"""

import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

sys.path.insert(0, str(Path(__file__).parent.parent))

from app.db import migrations
from app.db.database import Database
from app.db.queries import likeness, people, profiles
from app.db.tables.likeness import BioShingle
from app.db.tables.profiles import CopyText, CopyVersion
from app.domain.critic import Fingerprint, shingles
from app.domain.writer import ranked
from bench.writer import SHEETS, read, synthesized

ASKED = 200
SIZES = (1_000, 10_000)


def main() -> None:
    """Print one row per size."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    made = fingerprints(2_000)
    stored, asked = made[ASKED:], made[:ASKED]
    print(f"{'bios':>8}{'rows':>10}{'p50 ms':>9}{'p99 ms':>9}{'near':>7}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            database = Database(f"sqlite:///{folder}/likeness.db")
            migrations.upgrade(database.engine)
            rows = fill(database, stored, size)
            times, near = ask(database, asked)
            database.engine.dispose()
        print(f"{size:>8}{rows:>10}{times[len(times) // 2]:>9.2f}{times[len(times) * 99 // 100]:>9.2f}{near:>7.0%}")


def fingerprints(count: int) -> list[Fingerprint]:
    """Of the first proposal for each of so many made-up profiles."""
    found = []
    for number, sheet in enumerate(synthesized(read(SHEETS), count, seed=0)):
        text = next(ranked(sheet, seed=number), None)
        if text is not None:
            found.append(shingles(sheet, text.text))
    return found


def fill(database: Database, made: list[Fingerprint], size: int) -> int:
    """Store `size` bios of as many profiles; how many rows the index has."""
    rng, rows, now = random.Random(0), 0, datetime.now(UTC)
    with database.transaction() as session:
        for _ in range(size):
            profile_id = profiles.owned(session, people.create(session, now)).id
            version = CopyVersion(profile_id=profile_id, number=1, state="current", origin="accepted", created_at=now)
            session.add(version)
            session.flush()
            text = CopyText(
                version_id=version.id, field="bio", album_id="", text="", source="written", form="", sentences=[]
            )
            session.add(text)
            session.flush()
            hashes = rng.choice(made).hashes
            known = {"text_id": text.id, "profile_id": profile_id}
            session.execute(insert(BioShingle), [known | {"shingle": shingle} for shingle in hashes])
            rows += len(hashes)
    return rows


def ask(database: Database, asked: list[Fingerprint]) -> tuple[list[float], float]:
    """Milliseconds per question, sorted; the share of texts that some bio is too near to."""
    times, near = [], 0
    for own in asked:
        began = time.perf_counter()
        with database.reading() as session:
            found = likeness.near(session, 0, own)
        times.append((time.perf_counter() - began) * 1_000)
        near += any(own.similarity(other) >= 0.55 for other in found)
    return sorted(times), near / ASKED


if __name__ == "__main__":
    main()
