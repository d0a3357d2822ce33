"""The admin's page: for those whom ADMINS names, and quick to read."""

from collections.abc import Iterator

import pytest
from lxml import html

from app.sandbox import people
from app.sandbox.faults import Fault
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from app.web.pages.admin.members import SEATS
from app.web.pages.admin.runs import Ended, RunsSection
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Stage, dispose


@pytest.fixture
def stage(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    """A site whose admin is Mara; request limits are off."""
    built = _site(sqlite_url, sandbox, clock)
    yield built
    dispose(built.services)


@pytest.fixture
def limited(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    """The same with request limits: nothing stands out."""
    built = _site(sqlite_url, sandbox, clock, RATE_LIMITS="on")
    yield built
    dispose(built.services)


def _site(url: str, sandbox: RunningSandbox, clock: Clock, **more: str) -> Stage:
    admins = f"somebody-else, {people.load()['mara'].account_id}"
    return Stage(Settings.load(environment_for(url, sandbox, ADMINS=admins, **more)), sandbox, clock)


def _heading(stage: Stage) -> str:
    return str(html.document_fromstring(stage.artist("mara").get("/admin").text).xpath("string(//h1)"))


def test_only_an_admin_gets_in(stage: Stage) -> None:
    assert stage.artist("q").get("/admin").status_code == 403
    assert stage.artist("stranger").get("/admin").status_code == 403
    assert stage.visitor().get("/admin").location == "/login?next=/admin"
    assert stage.artist("mara").get("/admin").status_code == 200


def test_it_says_first_that_all_is_well_or_what_needs_somebody(limited: Stage) -> None:
    mara = limited.artist("mara")
    assert html.document_fromstring(mara.get("/admin").text).xpath("string(//h1)") == "All is well."
    limited.sandbox.world.faults.add(Fault("403_premium", endpoint="top_artists", times=None))
    limited.clock.advance(minutes=1)
    limited.services.refresh.by_hand(mara.person_id)
    limited.work()
    page = html.document_fromstring(mara.get("/admin").text)

    assert page.xpath("string(//h1)") == "1 thing needs you."
    assert "Spotify refuses this site's app" in page.text_content()


def test_it_does_not_say_that_all_is_well_above_a_line_that_stands_out(stage: Stage) -> None:
    assert _heading(stage) == "1 part of the site stands out."
    guests = [key for key, person in people.load().items() if person.allow_listed and key != "mara"]
    for guest in guests[:SEATS]:  # with Mara one more than Spotify seats
        stage.artist(guest)
    assert _heading(stage) == "2 parts of the site stand out."


def test_a_kind_of_work_that_fails_stands_out_too() -> None:
    failed = Ended("Refresh: failed", "1", "1", wrong=True)
    assert RunsSection(name="runs", heading="Runs", ended=(failed,)).stands_out
    assert not RunsSection(name="runs", heading="Runs", ended=(failed._replace(wrong=False),)).stands_out


def test_what_stands_out_is_listed_before_all_else(stage: Stage) -> None:
    mara = stage.artist("mara")
    lines = html.document_fromstring(mara.get("/admin").text).xpath("//nav[@class='glance']//li")
    wrong = [line.get("class") == "wrong" for line in lines]
    assert wrong == sorted(wrong, reverse=True)
    assert any(wrong)  # request limits are off here
    assert lines[0].xpath("string(a)") == "Security"


def test_what_the_doctor_found_at_spotify_stands_there_with_its_age_and_nobody_is_called(stage: Stage) -> None:
    mara = stage.artist("mara")
    assert "Not tried yet. Run flask doctor" in mara.get("/admin").text

    stage.sandbox.world.faults.add(Fault("500", endpoint="token", times=None))
    stage.services.diagnosis.findings()
    stage.clock.advance(minutes=5)
    calls = len(stage.sandbox.world.ledger.as_json()["calls"])
    assert (
        "Does not answer (server). Check the network, or try again later. Tried 5 minutes ago."
        in mara.get("/admin").text
    )
    assert len(stage.sandbox.world.ledger.as_json()["calls"]) == calls

    stage.sandbox.world.faults.clear()
    stage.services.diagnosis.findings()
    assert "Knows this app. Tried just now." in mara.get("/admin").text
    stage.services.probe.run(mara.person_id)
    assert "Spotify answers. Work goes on now. Tried just now." in mara.get("/admin").text
