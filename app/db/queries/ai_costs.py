"""What the admin reads about the model: money, tokens, and per prompt version how its texts are received."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.queries import generations
from app.db.tables.money import Generation
from app.db.tables.profiles import CopyText, CopyVersion, Handle, Profile
from app.domain import copy_figures
from app.domain.copy_figures import Change, PromptFigures, Written

WINDOW = timedelta(days=30)
GROUNDED = "grounded"
"""In the place of a prompt version for texts that no model was asked for."""


@dataclass(frozen=True, slots=True)
class Costs:
    """This month's money in micro-dollars. `committed` holds what is spent and what is reserved for calls under way;
    `lost` counts reservations older than 10 minutes that nobody settled, which stay spent."""

    month: str
    committed: int
    reserved: int
    lost: int
    texts: int
    people: int
    dearest: int

    @property
    def per_text(self) -> int:
        return self.committed // self.texts if self.texts else 0

    @property
    def per_person(self) -> int:
        return self.committed // self.people if self.people else 0


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of this month, as far as providers counted them; `cached_share` is None before the first count."""

    tokens_in: int
    cached: int
    tokens_out: int

    @property
    def cached_share(self) -> float | None:
        return self.cached / self.tokens_in if self.tokens_in else None


@dataclass(frozen=True, slots=True)
class PersonCost:
    """`person_id` is None for people who have left; `handle` for those without one."""

    person_id: int | None
    handle: str | None
    texts: int
    micro: int


@dataclass(frozen=True, slots=True)
class ModelReport:
    """Everything about the model for one admin page."""

    costs: Costs
    tokens: Tokens
    dearest_people: tuple[PersonCost, ...]
    prompts: tuple[PromptFigures, ...]


def report(session: Session, month: str, now: datetime) -> ModelReport:
    """The month's money, and the reception of the texts of the last 30 days."""
    return ModelReport(
        costs=_costs(session, month, now),
        tokens=_tokens(session, month),
        dearest_people=tuple(_people(session, month)),
        prompts=tuple(prompts(session, now)),
    )


_PAID = func.coalesce(Generation.cost_micro, Generation.reserved_micro)


def _costs(session: Session, month: str, now: datetime) -> Costs:
    mine = Generation.month == month
    waiting = mine & Generation.settled_at.is_(None)
    fresh = Generation.reserved_at > now - timedelta(minutes=10)
    texts, people, dearest = session.execute(
        select(func.count(), func.count(Generation.person_id.distinct()), func.max(_PAID)).where(mine)
    ).one()
    reserved = session.scalar(select(func.sum(Generation.reserved_micro)).where(waiting, fresh))
    lost = session.scalar(select(func.count()).select_from(Generation).where(waiting, ~fresh))
    return Costs(
        month=month,
        committed=generations.committed(session, month),
        reserved=int(reserved or 0),
        lost=lost or 0,
        texts=texts,
        people=people,
        dearest=dearest or 0,
    )


def _tokens(session: Session, month: str) -> Tokens:
    counted = select(
        func.sum(Generation.tokens_in), func.sum(Generation.tokens_cached), func.sum(Generation.tokens_out)
    ).where(Generation.month == month)
    tokens_in, cached, tokens_out = session.execute(counted).one()
    return Tokens(int(tokens_in or 0), int(cached or 0), int(tokens_out or 0))


def _people(session: Session, month: str) -> list[PersonCost]:
    paid = func.sum(_PAID)
    current = (Handle.profile_id == Profile.id) & Handle.retired_at.is_(None)
    rows = session.execute(
        select(Generation.person_id, func.max(Handle.handle), func.count(Generation.id.distinct()), paid)
        .outerjoin(Profile, Profile.person_id == Generation.person_id)
        .outerjoin(Handle, current)
        .where(Generation.month == month)
        .group_by(Generation.person_id)
        .order_by(paid.desc())
        .limit(10)
    )
    return [PersonCost(person_id, handle, texts, int(micro or 0)) for person_id, handle, texts, micro in rows]


def prompts(session: Session, now: datetime) -> list[PromptFigures]:
    """The reception of the texts of the last 30 days, by the version of the prompt."""
    rows = session.scalars(
        select(Generation)
        .where(Generation.asked_at > now - WINDOW, Generation.profile_id.is_not(None))
        .order_by(Generation.profile_id, Generation.asked_at, Generation.id)
    ).all()
    if not rows:
        return []
    offered = _bios(session, [number for row in rows for number in row.version_ids])
    changes = _changes(session, {row.profile_id for row in rows if row.profile_id is not None}, now - WINDOW)
    next_asked = {row.id: later.asked_at for row, later in pairwise(rows) if row.profile_id == later.profile_id}
    by_version = defaultdict(list)
    for row in rows:
        if row.finished_at is None or row.outcome != "done" or row.part == "captions":
            continue
        text = Written(
            version=row.prompt_version or GROUNDED,
            writer=row.writer or GROUNDED,
            finished_at=row.finished_at,
            bios=frozenset(offered[number] for number in row.version_ids if number in offered),
            asked_again_at=next_asked.get(row.id),
            fallback_reason=row.fallback_reason,
            rules=tuple(row.rules),
        )
        received = copy_figures.reception(text, changes.get(row.profile_id or 0, ()))
        by_version[text.version].append((text, received))
    return [copy_figures.figures(version, texts) for version, texts in sorted(by_version.items())]


def _bios(session: Session, version_ids: list[int]) -> dict[int, str]:
    """The bio of each version that still has one."""
    found: dict[int, str] = {}
    for start in range(0, len(version_ids), 500):
        some = CopyText.version_id.in_(version_ids[start : start + 500])
        rows = session.execute(select(CopyText.version_id, CopyText.text).where(CopyText.field == "bio", some))
        found |= {row.version_id: row.text for row in rows}
    return found


def _changes(session: Session, profile_ids: set[int], since: datetime) -> dict[int, list[Change]]:
    """The versions that became current, by profile."""
    taken = CopyVersion.origin.in_(("accepted", "edited", "restored"))
    rows = session.execute(
        select(CopyVersion.profile_id, CopyVersion.created_at, CopyVersion.origin, CopyText.text)
        .outerjoin(CopyText, (CopyText.version_id == CopyVersion.id) & (CopyText.field == "bio"))
        .where(taken, CopyVersion.created_at > since)
    )
    changes: dict[int, list[Change]] = defaultdict(list)
    for profile_id, made_at, origin, bio in rows:
        if profile_id in profile_ids:
            changes[profile_id].append(Change(made_at, origin, bio or ""))
    return changes
