"""More people than the sandbox has by itself, connected and with public pages, without a walk through every form."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.bootstrap import Services
from app.db.queries import people
from app.db.tables.profiles import Profile
from app.db.tables.work import Job
from app.domain.jobs import REFRESH
from app.sandbox.world import Standing, World
from app.services.accounts import Consent
from app.spotify.values import PAGE_SCOPES, Account

CLIENT, REDIRECT = "test-client", "http://127.0.0.1:8000/connect/spotify/callback"


def invent(world: World, size: int, like: Sequence[str] = ("mara",)) -> list[str]:
    """New people of the sandbox with the taste of others; their keys."""
    keys = [f"{like[number % len(like)]}-{number:05}" for number in range(size)]
    for key in keys:
        model = world.people[key.rpartition("-")[0]]
        world.people[key] = replace(model, key=key)
        world.standing[key] = Standing(True, True, model.shape)
    return keys


def forget(world: World, keys: Sequence[str]) -> None:
    for key in keys:
        del world.people[key], world.standing[key]


def connect(world: World, services: Services, key: str) -> int:
    """The person's consent, given to the sandbox and stored as the callback stores it; the person's id."""
    tokens, now = world.tokens, services.now()
    scope = " ".join(sorted(PAGE_SCOPES))
    answer = tokens.exchange(tokens.issue_code(key, CLIENT, REDIRECT, scope, None), CLIENT, REDIRECT, None)
    consent = Consent(
        access_token=answer["access_token"],
        refresh_token=answer["refresh_token"],
        life_s=answer["expires_in"],
        scope=answer["scope"],
        authorized_at=now,
        expires_at=now,  # used up: the first refresh needs a token
    )
    person = world.people[key]
    account = Account(account_id=person.account_id, user_id=person.user_id, display_name=person.name, image_url=None)
    return services.connect._accounts.settle(account, consent, None).person_id


def publish(session: Session, services: Services, person_id: int) -> int:
    """The page is public as far as the weekly plan is concerned; the profile's id."""
    profile_id = people.profile_of(session, person_id)
    session.execute(update(Profile).where(Profile.id == profile_id).values(is_public=True))
    services.planner.plan(session, profile_id)
    return profile_id


def make_due(session: Session, ids: Sequence[int], due_at: Callable[[int], datetime]) -> None:
    """The weekly round of these profiles, each at its time."""
    for place, profile_id in enumerate(ids):
        moment = due_at(place)
        session.execute(
            update(Job)
            .where(Job.profile_id == profile_id, Job.kind == REFRESH)
            .values(due_at=moment, scheduled_for=moment, planned=True, lease_owner=None, attempts=0)
        )
