"""What the admin reads about texts and their cost, after texts were really written."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from lxml import html
from sqlalchemy import select

from app.db.tables.money import Generation
from app.db.tables.work import Notice
from app.sandbox import people
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Artist, Stage, dispose


@pytest.fixture
def stage(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    """A site with the imitated model, whose admin is Mara and whose budget is a cent."""
    model = {"OPENAI_API_KEY": "a-key", "OPENAI_BASE_URL": sandbox.model_url, "AI_API": "chat"}
    more = {"ADMINS": str(people.load()["mara"].account_id), "AI_MONTHLY_BUDGET_USD": "0.01"}
    built = Stage(Settings.load(environment_for(sqlite_url, sandbox, **model, **more)), sandbox, clock)
    yield built
    dispose(built.services)


def rows(mara: Artist) -> dict[str, str]:
    """The lines of the section by their names."""
    page = html.document_fromstring(mara.get("/admin").text)
    lines = page.xpath("//section[@id='texts']//tr")
    return {line.findtext("th") or line.xpath("string(th)"): line.xpath("string(td)") for line in lines}


def test_before_the_first_text_it_says_so(stage: Stage) -> None:
    found = rows(stage.artist("mara"))
    assert found["Texts by the model"] == "0"
    assert found["Read from the cache"] == "unknown"


def test_it_tells_what_a_text_cost_who_asked_and_how_it_was_received(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/facts", subject="artist", display_name="Mara Vale", role="cellist", city="Ghent")
    stage.clock.advance(seconds=1)
    stage.services.copywriting.ask(mara.person_id, "bio")
    stage.work()
    with stage.services.status._database.reading() as session:
        generation = session.scalars(select(Generation)).one()

    found = rows(mara)

    assert generation.cost_micro
    assert found["Texts by the model"] == "1"
    assert found["Cost of a text"] == f"${generation.cost_micro / 1e6:.4f}"
    assert f"Person {mara.person_id}" in found
    assert found["Texts"] == "1"
    assert found["Asked again"] == "0 %"


def test_a_prompt_that_is_asked_again_too_often_is_told_once_and_taken_back(stage: Stage) -> None:
    mara = stage.artist("mara")
    database = stage.services.status._database
    with database.transaction() as session:
        profile_id = mara.profile_id
        for number in range(21):
            asked = stage.clock() + timedelta(minutes=number)
            session.add(
                Generation(
                    person_id=mara.person_id,
                    profile_id=profile_id,
                    part="bio",
                    asked_at=asked,
                    finished_at=asked + timedelta(seconds=5),
                    outcome="done",
                    writer="model",
                    prompt_version="bio-v9",
                    rules=[],
                    version_ids=[],
                )
            )
    stage.clock.advance(minutes=30)
    mara.connect("mara")  # an admin who rested for half an hour logs in again
    stage.services.model_costs.watch()
    stage.services.model_costs.watch()

    page = mara.get("/admin").text
    assert page.count("of the texts of prompt bio-v9 are asked for again") == 1
    stage.clock.advance(days=31)
    stage.services.model_costs.watch()
    with database.reading() as session:
        (notice,) = session.scalars(select(Notice).where(Notice.topic == "reception"))
        assert notice.resolved_at is not None


def test_alarms_of_a_budget_end_with_its_month(stage: Stage) -> None:
    database = stage.services.status._database
    with database.transaction() as session:
        for incident in ("budget:2020-01:50", "dear_text:7"):
            session.add(
                Notice(person_id=None, topic="budget", incident=incident, message=incident, created_at=stage.clock())
            )
    stage.services.model_costs.watch()
    with database.reading() as session:
        still = session.scalars(select(Notice.incident).where(Notice.resolved_at.is_(None))).all()
    assert still == ["dear_text:7"]
