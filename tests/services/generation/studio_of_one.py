"""The words of one person and more, on a real database, with the imitated model behind the real client."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.bootstrap import Services, build
from app.db.clock import for_database
from app.db.database import Database
from app.db.queries import notices, people, profiles, snapshots, words
from app.db.queries.words import Version
from app.db.tables.money import Generation, ModelMonth
from app.domain.facts import Facts
from app.domain.gathering import gather
from app.domain.snapshot import AlbumRef, Artist, ArtistRef, Track
from app.sandbox.model_desk import Script
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.moments import Clock

FACTS = Facts(
    display_name="Odile Marsh",
    role="cellist",
    city="Ghent",
    instruments=("cello", "loop station"),
    influences=("Nina Simone",),
    current_release="Low Water",
)
GOOD = (
    ("{name} is {role|a} in {city}.", "The current release is {release}."),
    ("In {city}, {name} plays {instruments.0} and {instruments.1}.",),
    ("{influences.0} is an influence named by {name}, {role|a}.",),
)
PRAISE = (("{name} is a gifted {role} in {city}.",),) * 3


def answer(*candidates: tuple[str, ...]) -> str:
    """Three candidates as the model's JSON."""
    return json.dumps({"candidates": [{"plan": ["name"], "sentences": list(said)} for said in candidates]})


def music() -> Any:
    """Two songs on two albums by two invented artists."""

    def credit(name: str) -> ArtistRef:
        return ArtistRef(name.casefold(), name, f"https://open.spotify.com/artist/{name.casefold()}")

    def track(title: str, album: str, artist: str, year: int) -> Track:
        home = AlbumRef(album, album, "https://open.spotify.com/album/x", "album", 9, (), year, (credit(artist),))
        return Track(title, title, "https://open.spotify.com/track/x", (credit(artist),), home)

    artists = [
        Artist(name.casefold(), name, "https://open.spotify.com/artist/x", ()) for name in ("Arvelund", "Tinpav")
    ]
    return gather(
        artists, [track("Coldkitch", "Lamplite", "Arvelund", 1987), track("Ninedoor", "Sillwork", "Tinpav", 2011)]
    )


@dataclass
class Desk:
    """One site with its people; `services` are built as in production."""

    environment: Mapping[str, str]
    sandbox: RunningSandbox
    clock: Clock
    settings: Settings = field(init=False)
    services: Services = field(init=False)

    def __post_init__(self) -> None:
        self.settings = Settings.load(self.environment)
        self.services = build(self.settings, now=self.clock)
        self.database = Database(self.settings.database_url.get_secret_value())

    def person(self, facts: Facts = FACTS) -> int:
        """A new person with typed facts and music; the person's id."""
        with self.database.transaction() as session:
            person_id = people.create(session, self.clock())
            profile_id = self.profile(session, person_id)
            profiles.save_facts(session, profile_id, facts)
            snapshots.replace(session, profile_id, music(), "f" * 64, self.clock())
        return person_id

    def profile(self, session: Any, person_id: int) -> int:
        return profiles.owned(session, person_id).id

    def says(self, script: str, times: int | None = 1, **more: Any) -> None:
        """How the imitated model answers next."""
        self.sandbox.world.model.plan(Script(script, times=times, **more))

    def writes(self, *candidates: tuple[str, ...], times: int | None = 1, **more: Any) -> None:
        self.says("verbatim", times, content=answer(*(candidates or GOOD)), **more)

    def ask(self, person_id: int, part: str = "bio") -> str | None:
        """Ask, a second later than before, and let a worker do it; the outcome."""
        self.clock.advance(seconds=1)
        self.services.copywriting.ask(person_id, part)
        return self.services.runner.run_next()

    def candidates(self, person_id: int) -> list[Version]:
        with self.database.reading() as session:
            return words.candidates(session, self.profile(session, person_id))

    def bios(self, person_id: int) -> list[str]:
        return [version.words.bio.text for version in self.candidates(person_id) if version.words.bio]

    @property
    def generations(self) -> list[Generation]:
        with self.database.reading() as session:
            return list(session.scalars(select(Generation).order_by(Generation.id)))

    @property
    def committed(self) -> Mapping[str, int]:
        """Micro-dollars by month."""
        with self.database.reading() as session:
            return {row.month: row.committed_micro for row in session.scalars(select(ModelMonth))}

    @property
    def troubles(self) -> list[str]:
        """The topics of what the admin is told now, newest first."""
        with self.database.reading() as session:
            return [told.topic for told in notices.open_for(session, None)]

    @property
    def calls(self) -> int:
        """How often the model was asked."""
        return len(self.sandbox.world.model.prompts)

    def database_now(self) -> datetime:
        """The time that another process would read."""
        return for_database(self.database)()

    def at(self, moment: datetime) -> None:
        self.clock.moment = moment
