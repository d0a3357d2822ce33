"""The admin's section on sharing: figures of all pages together."""

from collections.abc import Iterator

import pytest
from lxml import html

from app.sandbox import people
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Stage, dispose


@pytest.fixture
def stage(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    """A site whose admin is Mara."""
    built = Stage(
        Settings.load(environment_for(sqlite_url, sandbox, ADMINS=people.load()["mara"].account_id)), sandbox, clock
    )
    yield built
    dispose(built.services)


def test_the_admin_reads_how_many_public_pages_were_shared(stage: Stage) -> None:
    mara, layla, signals = stage.artist("mara"), stage.artist("layla"), stage.services.signals
    mara.publish("mara-s")
    layla.publish("layla-s")
    for kind, item in (("share", "copy"), ("share", "qr"), ("people", ""), ("referrer", "bandcamp.com")):
        signals.count(layla.profile_id, kind, item)
    signals.flush()
    section = html.document_fromstring(mara.get("/admin").text).get_element_by_id("sharing")
    rows = {row.xpath("string(th)"): row.xpath("string(td)") for row in section.xpath(".//tr")}

    assert rows == {
        "Public pages that were shared": "1 of 2 (50 %)",
        "Share actions": "2",
        "Views by people": "1",
        "Views from other sites": "1",
    }
