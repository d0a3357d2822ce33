"""Profiles with their facts and links, and the draft that they make together with words and music."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.orm import Session

from app.db.queries import snapshots, words
from app.db.tables.people import Connection, Person
from app.db.tables.profiles import Facts, Handle, Link, Profile, PublishedVersion
from app.domain import facts as typed
from app.domain.draft import ConnectionStatus, Draft, Preferences
from app.domain.fact_sheet import Subject, Tone
from app.domain.layout import Layout
from app.domain.photo import Photo
from app.domain.refusals import NotThere
from app.domain.themes import DEFAULT

_OWNED = select(Profile).where(Profile.person_id == bindparam("of_person"), Profile.left_at.is_(None))
_OWNED_LOCKED = _OWNED.with_for_update(key_share=True)
_LINKS = (
    select(Link.label, Link.url, Link.hidden).where(Link.profile_id == bindparam("of_profile")).order_by(Link.position)
)
_AROUND = (
    select(
        Person.member_number,
        Handle.handle,
        Connection.display_name.label("name"),
        Connection.status,
        Connection.authorized_at,
        PublishedVersion.fingerprint,
        PublishedVersion.published_at,
        Facts.subject,
        Facts.display_name,
        Facts.role,
        Facts.city,
        Facts.instruments,
        Facts.influences,
        Facts.current_release,
        Facts.tone,
    )
    .select_from(Profile)
    .join(Person, Person.id == Profile.person_id)
    .join(Facts, Facts.profile_id == Profile.id)
    .outerjoin(Handle, (Handle.profile_id == Profile.id) & Handle.retired_at.is_(None))
    .outerjoin(Connection, Connection.person_id == Profile.person_id)
    .outerjoin(PublishedVersion, PublishedVersion.id == Profile.published_version_id)
    .where(Profile.id == bindparam("of_profile"))
)
"""What a draft has one of, asked for at once and built once: a save asks for it, and a publish twice."""


def create(session: Session, person_id: int, now: datetime) -> int:
    """A new person's profile with everything empty; its id."""
    profile = Profile(
        person_id=person_id,
        theme=DEFAULT,
        locale="en",
        auto_refresh=True,
        keep_fresh=False,
        email="",
        email_opt_in=False,
        hidden=[],
        revision=0,
        is_public=False,
        empty_answers=0,
        created_at=now,
    )
    session.add(profile)
    session.flush()
    session.add(
        Facts(
            profile_id=profile.id,
            subject="artist",
            display_name="",
            role="",
            city="",
            instruments=[],
            influences=[],
            current_release="",
            tone="plain",
        )
    )
    session.flush()
    return profile.id


def owned(session: Session, person_id: int, *, lock: bool = False) -> Profile:
    """The person's profile; with `lock`, nobody else changes it before this transaction ends. Raises NotThere."""
    profile = session.scalar(_OWNED_LOCKED if lock else _OWNED, {"of_person": person_id})
    if profile is None:
        raise NotThere("This profile no longer exists.")
    return profile


def by_id(session: Session, profile_id: int) -> Profile:
    """Raises NotThere: the profile may have been deleted meanwhile."""
    profile = session.get(Profile, profile_id)
    if profile is None:
        raise NotThere("This profile no longer exists.")
    return profile


def id_of_handle(session: Session, handle: str) -> int | None:
    return session.scalar(
        select(Handle.profile_id)
        .join(Profile, Profile.id == Handle.profile_id)
        .where(Handle.handle == handle, Handle.retired_at.is_(None), Profile.left_at.is_(None))
    )


def draft(session: Session, profile: Profile) -> Draft:
    """Everything the studio shows of this profile."""
    session.flush()
    around = session.connection().execute(_AROUND, {"of_profile": profile.id}).first()
    if around is None:
        raise NotThere("This profile no longer exists.")
    newest = snapshots.newest(session, profile.id)
    return Draft(
        profile_id=profile.id,
        person_id=profile.person_id,
        handle=around.handle,
        name=around.name or "",
        connection=cast(ConnectionStatus, around.status or "none"),
        authorized_at=around.authorized_at,
        revision=profile.revision,
        facts=_facts(around),
        links=links(session, profile.id),
        words=words.current(session, profile.id),
        music=newest.music,
        music_fingerprint=newest.fingerprint,
        preferences=Preferences(
            theme=profile.theme,
            locale=profile.locale,
            auto_refresh=profile.auto_refresh,
            keep_fresh=profile.keep_fresh,
            show_number=profile.show_number,
            email=profile.email,
            email_opt_in=profile.email_opt_in,
            hidden=frozenset(profile.hidden),
        ),
        is_public=profile.is_public,
        published_fingerprint=around.fingerprint,
        published_at=around.published_at,
        last_checked_at=profile.last_checked_at,
        photo=Photo(**profile.photo) if profile.photo else None,
        layout=Layout(frozenset(profile.sections_off), profile.pinned, profile.release_url),
        member=around.member_number,
    )


def facts(session: Session, profile_id: int) -> typed.Facts:
    return _facts(session.get_one(Facts, profile_id))


def _facts(row: Facts | Row[*tuple[Any, ...]]) -> typed.Facts:
    return typed.Facts(
        subject=cast(Subject, row.subject),
        display_name=row.display_name,
        role=row.role,
        city=row.city,
        instruments=tuple(row.instruments),
        influences=tuple(row.influences),
        current_release=row.current_release,
        tone=cast(Tone, row.tone),
    )


def save_facts(session: Session, profile_id: int, said: typed.Facts) -> None:
    row = session.get_one(Facts, profile_id)
    row.subject, row.display_name, row.role, row.city = said.subject, said.display_name, said.role, said.city
    row.instruments, row.influences = list(said.instruments), list(said.influences)
    row.current_release, row.tone = said.current_release, said.tone


def links(session: Session, profile_id: int) -> tuple[typed.Link, ...]:
    session.flush()
    rows = session.connection().execute(_LINKS, {"of_profile": profile_id})
    return tuple(typed.Link(row.label, row.url, row.hidden) for row in rows)


def save_links(session: Session, profile_id: int, said: tuple[typed.Link, ...]) -> None:
    session.execute(delete(Link).where(Link.profile_id == profile_id))
    session.add_all(
        Link(profile_id=profile_id, position=place, label=link.label, url=link.url, hidden=link.hidden)
        for place, link in enumerate(said)
    )


def save_preferences(profile: Profile, chosen: Preferences) -> None:
    profile.theme, profile.locale = chosen.theme, chosen.locale
    profile.auto_refresh, profile.keep_fresh = chosen.auto_refresh, chosen.keep_fresh
    profile.show_number = chosen.show_number
    profile.email, profile.email_opt_in = chosen.email, chosen.email_opt_in
    profile.hidden = sorted(chosen.hidden)


def save_layout(profile: Profile, chosen: Layout) -> None:
    profile.sections_off, profile.pinned = sorted(chosen.off), chosen.pinned
    profile.release_url = chosen.release_url


def checked(session: Session, profile_id: int, now: datetime) -> None:
    """Remember that the provider was asked; nothing else moves when nothing changed."""
    mine = update(Profile).where(Profile.id == profile_id).values(last_checked_at=now, empty_answers=0)
    session.execute(mine, execution_options={"synchronize_session": False})


def count_empty_answer(session: Session, profile_id: int) -> int:
    """One more answer with empty lists where there were some; how many in a row now."""
    counted = (
        update(Profile)
        .where(Profile.id == profile_id)
        .values(empty_answers=Profile.empty_answers + 1)
        .returning(Profile.empty_answers)
    )
    return session.scalars(counted).one()
