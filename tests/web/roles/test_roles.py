"""Who may do what: every route against every role. Denied by default: a route without an entry here fails."""

from collections.abc import Iterator

import pytest
from lxml import html
from werkzeug.routing import Rule

from app.sandbox import people
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from app.web.guards import STILL
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Artist, Stage, Visitor, dispose

EVERYBODY = """
    auth.login auth.connect auth.callback auth.logout
    handouts.badge_image handouts.embed handouts.one_sheet_pdf handouts.qr_code
    health.healthz health.readyz health.metrics
    machines.apple_touch_icon machines.embed_style machines.favicon machines.manifest machines.oembed machines.robots
    machines.security_txt machines.sitemap
    public.card public.icon public.landing public.privacy public.profile public.profile_json public.profile_with_slash
    public.site_card public.terms public.example
    reports.ask reports.send signals.count static violations.receive
    email.ask_to_confirm email.ask_to_leave email.confirm email.confirmed email.leave
    photo.photo waitlist.ask waitlist.confirm waitlist.invited waitlist.join waitlist.show
"""
PEOPLE = """
    auth.check browsers.show browsers.log_out export.ask export.fetch export.show
    share.card share.panel signals.visitors signals.visitors_csv
    studio.accept studio.advise studio.cancel studio.claim_handle studio.confirm_delete studio.confirm_disconnect
    studio.delete studio.disconnect studio.edit studio.edit_words studio.generate studio.history studio.icon
    studio.preview studio.publish studio.refresh studio.restore studio.save_facts studio.save_links
    studio.save_settings studio.status studio.unpublish
    former.show former.bring_back former.erase
    studio.ask_for_email studio.save_layout studio_photo.draft_photo studio_photo.save_photo
"""
ADMINS = "admin.act admin.ask admin.status admin_door.answer admin_door.ask"

ROLE = dict.fromkeys(EVERYBODY.split(), "everybody")
ROLE |= dict.fromkeys(PEOPLE.split(), "people")
ROLE |= dict.fromkeys(ADMINS.split(), "admins")

ENDS_A_SESSION = ("browsers.log_out", "auth.logout")


@pytest.fixture
def stage(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    admin = people.load()["tomas"].account_id
    built = Stage(Settings.load(environment_for(sqlite_url, sandbox, ADMINS=admin)), sandbox, clock)
    yield built
    dispose(built.services)


def requests_of(stage: Stage) -> list[tuple[str, str, str]]:
    """Endpoint, method and a path for every route, those that log somebody out last."""
    values = {
        "handle": "mara-e",
        "name": "refresh-one",
        "signed": "x",
        "token": "x",
        "fingerprint": "0" * 16,
        "filename": "css/page.css",
    }

    def path(rule: Rule) -> str:
        built = rule.build({name: values.get(name, "1") for name in rule.arguments})
        assert built is not None
        return built[1]

    found = [
        (rule.endpoint, method, path(rule))
        for rule in stage.app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found, key=lambda each: (ENDS_A_SESSION.index(each[0]) if each[0] in ENDS_A_SESSION else -1, each))


def answers(stage: Stage, who: Visitor) -> dict[str, tuple[int, str]]:
    """Status and Location of every route for this visitor, by "METHOD endpoint"."""
    found = {}
    for endpoint, method, path in requests_of(stage):
        form = {"csrf_token": who.token()} if method == "POST" else None
        answer = who.client.open(path, method=method, data=form, buffered=True)
        found[f"{method} {endpoint}"] = answer.status_code, answer.headers.get("Location", "")
    return found


def test_every_route_has_an_entry_and_every_entry_a_route(stage: Stage) -> None:
    routes = {rule.endpoint for rule in stage.app.url_map.iter_rules()}

    assert routes == set(ROLE), "say in this file who may use it: everybody, people or admins"


def test_each_role_reaches_what_is_its_own_and_nothing_else(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    roles: dict[str, Visitor] = {
        "visitor": stage.visitor(),
        "stranger": stage.artist("q"),
        "owner": Artist(stage, "mara"),
        "admin": stage.artist("tomas"),
    }
    wrong = []
    for role, who in roles.items():
        for named, (status, location) in answers(stage, who).items():
            needs = ROLE[named.split()[1]]
            turned_away = status == 303 and location.startswith("/login")
            forbidden = status == 403
            expected = {
                "everybody": not turned_away and not forbidden,
                "people": turned_away if role == "visitor" else not turned_away and not forbidden,
                "admins": turned_away if role == "visitor" else forbidden if role != "admin" else not forbidden,
            }[needs]
            if not expected or status >= 500:
                wrong.append((role, named, status, location))
    assert wrong == []


def test_somebody_suspended_may_look_and_leave_and_change_nothing(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    admin = stage.artist("tomas", imported=False)
    stage.services.withholding.withhold(admin.person_id, "person", "mara-e", "Spam.")
    found = answers(stage, mara)
    theirs = {named: status for named, (status, _) in found.items() if ROLE[named.split()[1]] == "people"}
    del theirs["POST auth.check"]  # signing in, which stays open
    changes = {named: status for named, status in theirs.items() if named.startswith("POST") and named[5:] not in STILL}

    assert set(changes.values()) == {403}, changes
    assert 403 not in {status for named, status in theirs.items() if named not in changes}
    assert found["GET admin.status"][0] == 403
    assert stage.visitor().get("/mara-e").status_code in (404, 410)


def test_nobody_reaches_another_person_s_things_by_their_numbers(stage: Stage) -> None:
    """Numbers of versions, texts, exports and fingerprints of one person, sent by another who is signed in."""
    mara, other = stage.artist("mara"), stage.artist("q")
    mara.publish("mara-e")
    mara.post("/studio/copy/generate", part="all")
    stage.work()
    candidate = mara.status()["candidates"][0]["id"]
    mara.post("/studio/copy/accept", candidate=str(candidate))
    mara.post("/studio/export")
    stage.work()
    export = mara.get("/studio/export").text.partition('href="/studio/export/')[2].partition('"')[0]
    card = mara.get("/mara-e.json").json["card_url"].removeprefix(stage.public_url)
    before = other.status(), words_of(other)

    assert export
    assert other.get(f"/studio/export/{export}").status_code == 404
    assert stage.visitor().get(f"/studio/export/{export}").status_code == 303
    for version in range(1, 6):
        for path, fields in (
            ("/studio/copy/accept", {"candidate": str(version)}),
            ("/studio/copy/restore", {"version": str(version)}),
        ):
            assert other.post(path, **fields).status_code in (404, 422, 303)
    assert (other.status(), words_of(other)) == before
    assert other.post("/studio/delete", confirm="mara-e").status_code == 422
    assert mara.get("/studio").status_code == 200

    mara.post("/studio/unpublish")
    for path in ("/mara-e", "/mara-e.json", "/mara-e/one-sheet.pdf", "/mara-e/qr.svg", "/mara-e/embed", card):
        assert (path, other.get(path).status_code) == (path, 404)
    other.publish("other-q")
    assert other.get(card.replace("mara-e", "other-q")).status_code == 404, "a picture belongs to its page"


def words_of(artist: Artist) -> str:
    return str(html.document_fromstring(artist.get("/studio/history").text).xpath("string(//main)"))


def test_fields_that_a_form_does_not_have_change_nothing(stage: Stage) -> None:
    """Mass assignment: names of columns sent along with an honest form."""
    mara, other = stage.artist("mara"), stage.artist("q")
    forged = {
        "person_id": str(other.person_id),
        "profile_id": str(other.profile_id),
        "is_public": "1",
        "account_id": people.load()["tomas"].account_id,
        "admin": "1",
        "role_name": "admin",
        "revision": "99",
        "published_version_id": "1",
    }
    assert mara.post("/studio/facts", city="Oslo", **forged).status_code == 303
    assert mara.post("/studio/settings", locale="en", **forged).status_code == 303

    assert mara.status()["published"] is False
    assert "Oslo" not in other.get("/studio").text
    assert mara.get("/admin").status_code == 403
