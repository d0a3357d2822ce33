"""Admin actions: asked about first, confirmed, audited, for admins only."""

from collections.abc import Iterator

import pytest
from lxml import html
from sqlalchemy import select, update

from app.db.tables.work import AuditEntry, Job
from app.sandbox import people
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from app.web.admin_actions.registry import ACTIONS
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Stage, dispose


@pytest.fixture
def stage(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    """A site whose admin is Mara."""
    admins = str(people.load()["mara"].account_id)
    built = Stage(Settings.load(environment_for(sqlite_url, sandbox, ADMINS=admins)), sandbox, clock)
    yield built
    dispose(built.services)


def audited(stage: Stage) -> list[tuple[int | None, str]]:
    with stage.services.status._database.reading() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.action.startswith("admin_")))
        return [(row.person_id, row.action) for row in rows]


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_asking_does_nothing_and_doing_takes_a_confirmation(stage: Stage, name: str) -> None:
    mara = stage.artist("mara")
    asked = mara.get(f"/admin/actions/{name}")
    unconfirmed = mara.post(f"/admin/actions/{name}")

    assert asked.status_code == 200
    assert ACTIONS[name].meaning in html.document_fromstring(asked.text).text_content()
    assert unconfirmed.status_code == 422
    assert mara.post(f"/admin/actions/{name}", csrf_token="wrong", confirm="yes").status_code == 400
    assert audited(stage) == []


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_nobody_else_gets_near_it(stage: Stage, name: str) -> None:
    stranger = stage.artist("stranger")

    assert stranger.get(f"/admin/actions/{name}").status_code == 403
    assert stranger.post(f"/admin/actions/{name}", confirm="yes").status_code == 403
    assert stage.visitor().post(f"/admin/actions/{name}", confirm="yes").status_code == 303
    assert audited(stage) == []


def test_an_action_that_is_none_is_not_there(stage: Stage) -> None:
    assert stage.artist("mara").get("/admin/actions/none").status_code == 404


def test_one_page_is_refreshed_whatever_its_cooldown(stage: Stage) -> None:
    mara = stage.artist("mara")
    stage.artist("q").publish("q-the-second")
    stage.clock.advance(minutes=1)
    answer = mara.post("/admin/actions/refresh-one", handle=" Q-the-Second ", confirm="yes")

    assert (answer.status_code, answer.location) == (303, "/admin")
    assert "The refresh of q-the-second is queued." in mara.get("/admin").text
    assert stage.work() == ["done"]
    assert audited(stage) == [(mara.person_id, "admin_refresh_one")]


def test_an_address_that_nobody_has_is_asked_for_again(stage: Stage) -> None:
    mara = stage.artist("mara")
    answer = mara.post("/admin/actions/refresh-one", handle="nobody", confirm="yes")
    page = html.document_fromstring(answer.text)

    assert answer.status_code == 422
    assert page.xpath("string(//*[@role='alert'])") == "No page has this address. Check it; nothing was done."
    assert page.xpath("string(//input[@name='handle']/@value)") == "nobody"
    assert audited(stage) == []


def test_what_was_parked_is_tried_again_once(stage: Stage) -> None:
    mara = stage.artist("mara")
    stage.clock.advance(minutes=1)
    with stage.services.status._database.transaction() as session:
        session.execute(update(Job).values(due_at=None, outcome="parked"))
    assert "Retry parked jobs" in mara.get("/admin").text
    for _ in range(2):
        assert mara.post("/admin/actions/retry-parked", confirm="yes").status_code == 303

    assert stage.work() == ["done"]
    assert audited(stage) == [(mara.person_id, "admin_retry_parked")] * 2
    assert "Retry parked jobs" not in mara.get("/admin").text
