"""The index of bios by their shingles: kept per profile, asked by the shingles of a text that is judged."""

from collections import defaultdict
from collections.abc import Mapping
from math import ceil

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.db.tables.likeness import BioShingle
from app.db.tables.profiles import CopyText, CopyVersion
from app.domain.critic import THRESHOLD, Fingerprint

COMPARED = 10
"""Of the stored bios that share most with a text; if none of these is too near, none is."""

_ALIVE = ("current", "candidate")


def bios(session: Session, profile_id: int) -> dict[int, str]:
    """The bios that this profile shows or is offered, by the id of their text."""
    rows = session.execute(
        select(CopyText.id, CopyText.text)
        .join(CopyVersion, CopyVersion.id == CopyText.version_id)
        .where(CopyVersion.profile_id == profile_id, CopyVersion.state.in_(_ALIVE), CopyText.field == "bio")
    )
    return {row.id: row.text for row in rows}


def keep(session: Session, profile_id: int, fingerprints: Mapping[int, Fingerprint]) -> None:
    """Make these, by the id of their text, all that the index knows of the profile."""
    session.execute(delete(BioShingle).where(BioShingle.profile_id == profile_id))
    rows = [
        {"text_id": text_id, "shingle": shingle, "profile_id": profile_id}
        for text_id, fingerprint in fingerprints.items()
        for shingle in fingerprint.hashes
    ]
    if rows:
        session.execute(insert(BioShingle), rows)


def near(session: Session, profile_id: int, own: Fingerprint) -> list[Fingerprint]:
    """The bios of other profiles that share enough shingles to be near-duplicates of a text, likest first.

    Two sets of a Jaccard similarity of t share at least t times as many as either holds, so fewer need no comparison.
    """
    shared = func.count()
    found = session.execute(
        select(BioShingle.text_id, shared)
        .where(BioShingle.shingle.in_(own.hashes), BioShingle.profile_id != profile_id)
        .group_by(BioShingle.text_id)
        .having(shared >= ceil(THRESHOLD * len(own.hashes)))
        .order_by(shared.desc())
        .limit(COMPARED)
    )
    ids = [row.text_id for row in found]
    sets: dict[int, set[int]] = defaultdict(set)
    for row in session.execute(select(BioShingle.text_id, BioShingle.shingle).where(BioShingle.text_id.in_(ids))):
        sets[row.text_id].add(row.shingle)
    return [Fingerprint(frozenset(sets[text_id])) for text_id in ids]
