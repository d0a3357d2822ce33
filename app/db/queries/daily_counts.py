"""Counts of a page's days: added to by many processes, read by the artist."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db import upsert
from app.db.tables.profiles import Profile
from app.db.tables.signals import DailyCount
from app.domain.signals import OTHERS, within

Key = tuple[int, str, str]
"""Profile, kind and item."""


@dataclass(frozen=True, slots=True)
class Counted:
    day: date
    kind: str
    item: str
    count: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """Of all pages that are public: how many there are, how many were shared, their share actions and views."""

    public: int
    shared: int
    actions: int
    views: int
    referred: int


def add(session: Session, day: date, counts: Mapping[Key, int]) -> None:
    """Add to the day's figures. Profiles that are gone are left out; hosts beyond the limit, rarest first, are others.

    The profiles are locked first, in order, against deletion alone: so two processes never wait for each other, and
    neither does somebody who deletes an account.
    """
    asked = sorted({profile_id for profile_id, _, _ in counts})
    there = select(Profile.id).where(Profile.id.in_(asked)).order_by(Profile.id)
    kept = set(session.scalars(there.with_for_update(key_share=True, read=True)))
    known = _hosts(session, day, kept)
    totals: dict[Key, int] = {}
    for (profile_id, kind, item), count in sorted(counts.items(), key=lambda counted: -counted[1]):
        if profile_id not in kept:
            continue
        named = within(item, known[profile_id]) if kind == "referrer" and item != OTHERS else item
        key = (profile_id, kind, named)
        totals[key] = totals.get(key, 0) + count
    rows = [
        {"profile_id": profile_id, "day": day, "kind": kind, "item": item, "count": count}
        for (profile_id, kind, item), count in sorted(totals.items())
    ]
    if rows:
        _upsert(session, rows)


def since(session: Session, profile_id: int, day: date) -> list[Counted]:
    """Every figure of this profile from `day` on, by day, kind and item."""
    rows = session.execute(
        select(DailyCount.day, DailyCount.kind, DailyCount.item, DailyCount.count)
        .where(DailyCount.profile_id == profile_id, DailyCount.day >= day)
        .order_by(DailyCount.day, DailyCount.kind, DailyCount.item)
    )
    return [Counted(*row) for row in rows]


def sharing(session: Session, day: date) -> Sharing:
    """What became of all public pages from `day` on."""
    public = select(Profile.id).where(Profile.is_public)
    rows = session.execute(
        select(DailyCount.kind, func.sum(DailyCount.count), func.count(DailyCount.profile_id.distinct()))
        .where(DailyCount.day >= day, DailyCount.profile_id.in_(public))
        .group_by(DailyCount.kind)
    )
    sums = {kind: (int(total), pages) for kind, total, pages in rows}
    pages = session.scalar(select(func.count()).select_from(Profile).where(Profile.is_public)) or 0
    actions, shared = sums.get("share", (0, 0))
    return Sharing(pages, shared, actions, sums.get("people", (0, 0))[0], sums.get("referrer", (0, 0))[0])


def _hosts(session: Session, day: date, profile_ids: Collection[int]) -> dict[int, set[str]]:
    """The referring hosts that this day already has, by profile."""
    known: dict[int, set[str]] = {profile_id: set() for profile_id in profile_ids}
    rows = session.execute(
        select(DailyCount.profile_id, DailyCount.item).where(
            DailyCount.profile_id.in_(profile_ids), DailyCount.day == day, DailyCount.kind == "referrer"
        )
    )
    for profile_id, item in rows:
        if item != OTHERS:
            known[profile_id].add(item)
    return known


def _upsert(session: Session, rows: list[dict[str, Any]]) -> None:
    """Both databases speak the same ON CONFLICT; the counts add up whoever comes first."""
    statement = upsert.insert(session, DailyCount)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["profile_id", "day", "kind", "item"],
            set_={"count": DailyCount.count + statement.excluded.count},
        ),
        rows,
    )
