"""Founding members, the line behind them, and the door that an invitation opens."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from app.db.tables.mail import Mail
from app.db.tables.people import Person
from app.sandbox.server import RunningSandbox
from app.services.membership import MembershipService, SiteFull
from app.settings import Settings
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Artist, Stage, Visitor, dispose, forms_token


@pytest.fixture
def stage(database_url: str, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    """A site with two places."""
    built = Stage(Settings.load(environment_for(database_url, sandbox, MEMBER_CAP="2")), sandbox, clock)
    yield built
    dispose(built.services)


def numbers(stage: Stage) -> list[int | None]:
    with stage.services.studio._database.reading() as session:
        return list(session.scalars(select(Person.member_number).order_by(Person.id)))


def arrive(stage: Stage, visitor: Visitor, person: str, **fields: str) -> object:
    from tests.ground.journey import consent  # noqa: PLC0415

    departure = visitor.post("/connect/spotify", next="/studio", **fields)
    return visitor.client.get(consent(departure.location, person).removeprefix(stage.public_url))


def link_to(stage: Stage, kind: str) -> str:
    """The address in the message of this kind that waits to be sent."""
    service: MembershipService = stage.services.membership
    with stage.services.studio._database.transaction() as session:
        mail = session.scalars(select(Mail).where(Mail.kind == kind).order_by(Mail.id.desc())).first()
        assert mail is not None
        from types import SimpleNamespace  # noqa: PLC0415

        letter = service.letter(session, SimpleNamespace(kind=kind, key=mail.key))  # type: ignore[arg-type]
    assert letter is not None
    return letter.links[0][1].removeprefix(stage.public_url)


def in_line(stage: Stage, address: str) -> None:
    visitor = stage.visitor()
    token = forms_token(visitor.get("/waitlist").text)
    assert "Look into your mail" in visitor.post("/waitlist", csrf_token=token, email=address).text
    link = link_to(stage, "waitlist")
    assert "Confirm my address" in visitor.get(link).text
    assert "You are in line" in visitor.post(link).text


def test_the_first_get_a_number_and_the_next_is_told_about_the_line(stage: Stage) -> None:
    stage.artist("mara", imported=False)
    stage.artist("q", imported=False)
    assert sorted(numbers(stage)) == [1, 2]
    answer = arrive(stage, stage.visitor(), "haruka")
    assert answer.status_code == 403  # type: ignore[attr-defined]
    assert "All places are taken" in answer.text  # type: ignore[attr-defined]
    assert 'href="/waitlist"' in answer.text  # type: ignore[attr-defined]
    assert sorted(numbers(stage)) == [1, 2]
    assert stage.artist("mara", imported=False).status()["connection"] == "connected"


def test_an_invitation_opens_the_door_once(stage: Stage) -> None:
    mara = stage.artist("mara", imported=False)
    stage.artist("q", imported=False)
    in_line(stage, "haruka@label.example")
    assert stage.services.membership.invite(mara.person_id, 5) == 1
    assert stage.services.membership.invite(mara.person_id, 5) == 0
    link = link_to(stage, "invitation")
    visitor = stage.visitor()
    page = visitor.get(link).text
    found = re.search('name="invitation" value="([^"]+)"', page)
    assert found is not None
    answer = arrive(stage, visitor, "haruka", invitation=found[1])
    assert (answer.status_code, answer.location) == (303, "/studio")  # type: ignore[attr-defined]
    assert numbers(stage) == [1, 2, 3]
    other = stage.visitor()
    assert other.get(link).status_code == 404
    assert arrive(stage, other, "tomas", invitation=found[1]).status_code == 403  # type: ignore[attr-defined]


def test_an_invitation_ends_after_two_weeks(stage: Stage) -> None:
    mara = stage.artist("mara", imported=False)
    in_line(stage, "late@label.example")
    stage.services.membership.invite(mara.person_id, 1)
    link = link_to(stage, "invitation")
    stage.clock.advance(days=15)
    assert stage.visitor().get(link).status_code == 404


def test_a_place_that_somebody_leaves_is_free_again_and_its_number_is_not(stage: Stage) -> None:
    mara: Artist = stage.artist("mara", imported=False)
    stage.artist("q", imported=False)
    mara.post("/studio/delete", confirm="delete", erase_now="1")
    stage.artist("haruka", imported=False)
    assert numbers(stage) == [2, 3]


def test_the_last_place_is_given_once(stage: Stage) -> None:
    service, database = stage.services.membership, stage.services.studio._database
    from app.db.queries import people  # noqa: PLC0415

    def come(_number: int) -> bool:
        try:
            with database.transaction() as session:
                person_id = people.create(session, stage.clock())
                service.admit(session, person_id, known=False, invitation=None)
        except SiteFull:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(come, range(8))) == 2
    assert sorted(numbers(stage)) == [1, 2]


def test_an_address_is_asked_three_times_at_most_and_a_wrong_one_says_so(stage: Stage) -> None:
    visitor = stage.visitor()
    for _ in range(5):
        token = forms_token(visitor.get("/waitlist").text)
        visitor.post("/waitlist", csrf_token=token, email="mara@label.example")
    with stage.services.studio._database.reading() as session:
        assert len(session.scalars(select(Mail)).all()) == 3
    answer = visitor.post("/waitlist", csrf_token=forms_token(visitor.get("/waitlist").text), email="no address")
    assert (answer.status_code, 'role="alert"' in answer.text, "no address" in answer.text) == (422, True, True)
