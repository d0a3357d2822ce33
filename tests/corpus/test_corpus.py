"""Every bad input at every surface: no 5xx, no trace, an answer soon, escaped where shown, nothing stored unless valid.

`make test` tries every fourth input of each group, `make chaos` all of them, also as one-sheets, uploads and exports.
"""

import json
import re
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, TypeVar
from urllib.parse import urljoin

import pytest
from lxml import html
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.db.tables.profiles import Handle, Link, Snapshot
from app.domain.errors import SpotifyUnavailable
from app.sandbox import people
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from app.spotify import payloads
from tests.corpus import addresses, answers, texts
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Artist, Stage, Visitor, dispose

T = TypeVar("T")
Share = Callable[[Iterable[Any]], list[Any]]
PATIENCE_S = 1.0
LEAKS = re.compile(r"Traceback|/site-packages/|File \"|SECRET_KEY=|(?:sqlalchemy|werkzeug|psycopg|sqlite3|jinja2)\.")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.chaos)])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def stage(database_url: str, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    """A site whose admin is Mara; typed words may hold the marks of templates."""
    environment = environment_for(database_url, sandbox, ADMINS=people.load()["mara"].account_id, CONTACT="a@b.example")
    built = Stage(Settings.load(environment), sandbox, clock)
    built.braces = True
    built.visitor().get("/nobody-here")  # whoever asks first waits for the catalogues of words: not what is timed below
    yield built
    dispose(built.services)


@pytest.fixture(params=[pytest.param(4, id="a fourth"), pytest.param(1, id="all", marks=pytest.mark.chaos)])
def share(request: pytest.FixtureRequest) -> Share:
    return lambda inputs: list(inputs)[:: request.param]


@pytest.fixture
def mara(stage: Stage) -> Artist:
    artist = stage.artist("mara")
    artist.publish("mara-e")
    return artist


def asked(given: object, ask: Callable[[], TestResponse]) -> TestResponse:
    """The answer, which must be whole, calm and soon. Time is this thread's own: a busy machine fails nothing."""
    began = time.thread_time()
    answer = ask()
    spent = time.thread_time() - began
    label = repr(given)[:120]
    assert answer.status_code < 500 or answer.status_code == 501, f"{label}: {answer.status_code}"  # 501: oEmbed in XML
    assert spent < PATIENCE_S, f"{label}: {spent:.2f} s"
    assert answer.headers["X-Content-Type-Options"] == "nosniff", label
    if re.search("text|json|xml", answer.mimetype or ""):
        assert not LEAKS.search(answer.get_data(as_text=True)), label
    if answer.status_code >= 400 and answer.mimetype == "text/html" and answer.data:
        assert 'role="alert"' in answer.text, f"{label}: nobody is told what happened"
    return answer


def plain(inputs: Sequence[T]) -> list[T]:
    """Without what no HTTP client can send."""
    return [given for given in inputs if not isinstance(given, str) or not re.search("[\ud800-\udfff]", given)]


def test_handles_are_refused_with_a_sentence_or_become_what_they_should(stage: Stage, share: Share) -> None:
    artist = stage.artist("mara", imported=False)
    for typed in share(plain(texts.REFUSED_HANDLES)):
        answer = asked(typed, lambda typed=typed: artist.post("/studio/handle", handle=typed))
        assert (typed, answer.status_code) == (typed, 422)
    with stage.services.studio._database.reading() as session:
        assert session.scalars(select(Handle)).all() == []
    for typed, handle in share(texts.TAKEN_HANDLES.items()):
        assert (typed, artist.post("/studio/handle", handle=typed).status_code) == (typed, 303)
        assert artist.status()["handle"] == handle


def test_words_are_shown_as_they_were_typed_on_every_surface(stage: Stage, mara: Artist, share: Share) -> None:
    visitor = stage.visitor()
    for typed in share(texts.WORDS):
        fields = {"display_name": typed, "role": typed, "city": typed, "influences": typed.replace(",", " ")}
        links = {"label": [typed[:60]], "url": ["https://example.org/x"]}
        revision = re.search(r'name="revision" value="(\d+)"', mara.get("/studio").text)
        assert revision
        for path, form in (
            ("/studio/facts", {"subject": "artist", **fields}),
            ("/studio/links", links),
            ("/studio/copy/edit", {"bio": f"{typed} and so on.", "revision": revision[1]}),
        ):
            answer = asked((path, typed), lambda path=path, form=form: mara.post(path, **form))
            assert (path, typed, answer.status_code) == (path, typed, 303)
        assert mara.post("/studio/publish").status_code == 303
        _shown_everywhere(stage, mara, visitor, typed)


def _shown_everywhere(stage: Stage, mara: Artist, visitor: Visitor, typed: str) -> None:
    """Pages are linted by the visitor: no inline script, style or handler may stand in one."""
    told = " ".join(typed.split())
    page = asked(typed, lambda: visitor.get("/mara-e"))
    document = html.document_fromstring(page.text)
    assert told in document.xpath("normalize-space(//h1)"), typed
    for script in document.xpath("//script[@type='application/ld+json']"):
        assert json.loads(script.text), typed
    facts = asked(typed, lambda: visitor.get("/mara-e.json")).json
    assert (facts["display_name"], facts["links"][0]["label"]) == (told, told[:60].strip()), typed
    assert asked(typed, lambda: visitor.get(f"/oembed?url={stage.public_url}/mara-e")).json["title"] == told
    card = facts["card_url"].removeprefix(stage.public_url)
    for path in ("/mara-e/embed", "/mara-e/qr.svg", "/mara-e/badge.svg", "/mara-e/icon.svg", card, "/sitemap.xml"):
        assert (path, typed, asked((path, typed), lambda path=path: visitor.get(path)).status_code) == (
            path,
            typed,
            200,
        )
    for path in ("/studio", "/studio/preview", "/studio/history", "/studio/status.json", "/studio/share", "/admin"):
        assert (path, typed, asked((path, typed), lambda path=path: mara.get(path)).status_code) == (path, typed, 200)


def test_words_that_nobody_could_read_are_refused_and_change_nothing(stage: Stage, mara: Artist, share: Share) -> None:
    before = stage.services.studio.draft(mara.person_id).facts
    for typed in share(plain(texts.REFUSED_WORDS)):
        for field in ("display_name", "city", "current_release"):
            answer = asked(typed, lambda field=field, typed=typed: mara.post("/studio/facts", **{field: typed}))
            assert (field, typed[:9], answer.status_code) == (field, typed[:9], 422)
    assert stage.services.studio.draft(mara.person_id).facts == before


def test_names_from_the_provider_are_shown_and_do_nothing(stage: Stage, mara: Artist, share: Share) -> None:
    visitor, database = stage.visitor(), stage.services.studio._database
    for name in share(plain(texts.NAMES)):
        with database.transaction() as session:
            music = session.scalars(select(Snapshot.music).where(Snapshot.profile_id == mara.profile_id)).one()
            session.execute(update(Snapshot).values(music=_renamed(music, name)))
        for path in ("/studio", "/studio/preview"):
            asked((path, name), lambda path=path: mara.get(path))
        mara.post("/studio/settings", locale="en", auto_refresh="1", hidden=[])
        assert mara.post("/studio/publish").status_code == 303
        for path in ("/mara-e", "/mara-e.json", "/mara-e/embed"):
            assert (name, asked((path, name), lambda path=path: visitor.get(path)).status_code) == (name, 200)
        card = visitor.get("/mara-e.json").json["card_url"].removeprefix(stage.public_url)
        assert asked(("card", name), lambda card=card: visitor.get(card)).status_code == 200


def _renamed(music: Any, name: str) -> Any:
    """The same lists, each artist, album and track with this name, as the border lets it through."""
    shown = payloads.text(name) or "x"
    if isinstance(music, dict):
        return {key: shown if key in ("name", "title") else _renamed(value, name) for key, value in music.items()}
    return [_renamed(each, name) for each in music] if isinstance(music, list) else music


def test_addresses_are_refused_or_kept_as_they_are(stage: Stage, mara: Artist, share: Share) -> None:
    for url in share(plain(addresses.REFUSED_LINKS)):
        answer = asked(url, lambda url=url: mara.post("/studio/links", label="x", url=url))
        assert (url[:60], answer.status_code) == (url[:60], 422)
    with stage.services.studio._database.reading() as session:
        assert session.scalars(select(Link)).all() == []
    for url in share(addresses.TAKEN_LINKS):
        assert (url, mara.post("/studio/links", label="x", url=url).status_code) == (url, 303)
        mara.post("/studio/publish")
        links = html.document_fromstring(stage.visitor().get("/mara-e").text).xpath("//main//a/@href")
        assert url in links


def test_nobody_is_led_away_from_this_site(stage: Stage, mara: Artist, share: Share) -> None:
    for wanted in share(addresses.NEXT_PATHS):
        answer = asked(
            wanted, lambda wanted=wanted: mara.client.get("/login", query_string={"next": wanted}, buffered=True)
        )
        assert (wanted[:40], answer.status_code) == (wanted[:40], 303)
        assert urljoin("https://anchor.example/login", answer.location).startswith("https://anchor.example/"), wanted
        assert not re.match(r"/[/\\]", answer.location), wanted
        asked(wanted, lambda wanted=wanted: stage.visitor().post("/connect/spotify", next=wanted))


def test_headers_change_nothing_but_what_they_are_for(stage: Stage, mara: Artist, share: Share) -> None:
    card = stage.visitor().get("/mara-e.json").json["card_url"].removeprefix(stage.public_url)
    for headers in share(addresses.HEADERS):
        for path in ("/mara-e", "/login", "/static/css/page.css", card):
            client = stage.visitor().client
            answer = asked(
                headers,
                lambda client=client, path=path, headers=headers: client.get(path, headers=headers, buffered=True),
            )
            assert "evil.example" not in str(answer.headers), headers
            assert "Access-Control-Allow-Origin" not in answer.headers or path.endswith(".json")


def test_cookies_that_are_not_ours_open_nothing(stage: Stage, mara: Artist, share: Share) -> None:
    for value in share(addresses.COOKIES):
        client = stage.visitor().client
        for path in ("/studio", "/admin", "/mara-e", "/login"):
            answer = asked(
                value,
                lambda client=client, path=path, value=value: client.get(
                    path, headers={"Cookie": f"session={value}"}, buffered=True
                ),
            )
            assert answer.status_code == (200 if path in ("/mara-e", "/login") else 303)


def test_callbacks_that_did_not_begin_here_sign_nobody_in(stage: Stage, share: Share) -> None:
    for query in share(addresses.CALLBACKS):
        visitor = stage.visitor()
        visitor.post("/connect/spotify", next="/studio")
        answer = asked(query, lambda visitor=visitor, query=query: visitor.get(f"/connect/spotify/callback?{query}"))
        assert (query[:40], answer.status_code) == (query[:40], 400)
        assert visitor.get("/studio").status_code == 303


def test_paths_methods_and_bodies_get_an_answer_that_fits(stage: Stage, mara: Artist, share: Share) -> None:
    visitor = stage.visitor()
    for path in share(addresses.PATHS):
        raw, _, query = path.partition("?")
        for who in (visitor, mara):
            answer = asked(path, lambda who=who, raw=raw, query=query: _open(who, raw, query))
            if raw.endswith((".css", ".js", ".png", ".jpg")) and not raw.startswith("/static/"):
                assert "no-store" in answer.headers["Cache-Control"], path
    for method in share(addresses.METHODS):
        for path in ("/", "/mara-e", "/studio/publish"):
            asked(method, lambda method=method, path=path: visitor.client.open(path, method=method, buffered=True))
    for body, kind in share(addresses.BODIES):
        for path in ("/studio/facts", "/connect/spotify", "/mara-e/report", "/csp-report", "/studio/photo"):
            asked(
                (body[:20], kind),
                lambda path=path, body=body, kind=kind: mara.client.post(
                    path, data=body, content_type=kind, buffered=True
                ),
            )


def _open(who: Visitor, path: str, query: str) -> TestResponse:
    """As gunicorn hands it over: the path percent-decoded, as Latin-1."""
    decoded = re.sub("%([0-9a-fA-F]{2})", lambda found: chr(int(found[1], 16)), path.encode().decode("latin-1"))
    return who.client.get(
        "/", environ_overrides={"PATH_INFO": decoded, "QUERY_STRING": query.encode().decode("latin-1")}, buffered=True
    )


@pytest.mark.parametrize("document", answers.ANSWERS, ids=range(len(answers.ANSWERS)))
def test_whatever_a_provider_answers_is_read_or_refused_by_name(document: Any) -> None:
    if not isinstance(document, dict):
        return
    for read in (payloads.account, payloads.artists, payloads.tracks):
        try:
            found = read(document)
        except SpotifyUnavailable:
            continue
        assert "\x00" not in repr(found)
        assert "javascript:" not in repr(found)


@pytest.mark.chaos
def test_files_that_are_no_photo_become_none(stage: Stage, mara: Artist) -> None:
    for name, content in answers.uploads().items():
        head = f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{mara.token()}\r\n'
        head += f'--b\r\nContent-Disposition: form-data; name="photo"; filename="{name}.png"\r\n\r\n'
        body = head.encode() + content + b"\r\n--b--\r\n"
        kind = "multipart/form-data; boundary=b"
        answer = mara.client.post("/studio/photo", data=body, content_type=kind, buffered=True)
        assert answer.status_code in ((303, 422) if name == "empty" else (413, 422)), f"{name}: {answer.status_code}"
        assert mara.get("/studio/photo").status_code == 404, name


@pytest.mark.chaos
def test_the_one_sheet_and_the_export_hold_whatever_was_typed(stage: Stage, mara: Artist) -> None:
    visitor = stage.visitor()
    for typed in texts.WORDS[::6]:
        mara.post("/studio/facts", subject="artist", display_name=typed, city=typed)
        mara.post("/studio/publish")
        answer = visitor.get("/mara-e/one-sheet.pdf")
        assert (typed, answer.status_code, answer.data[:5]) == (typed, 200, b"%PDF-")
    mara.post("/studio/export")
    stage.work()
    link = mara.get("/studio/export").text.partition('href="/studio/export/')[2].partition('"')[0]
    archive = zipfile.ZipFile(BytesIO(mara.get(f"/studio/export/{link}").data))
    for name in archive.namelist():
        if name.endswith(".csv"):
            cells = re.findall(r'(?:^|,)"?([^",\r\n]*)', archive.read(name).decode("utf-8-sig"), re.M)
            assert not [cell for cell in cells if re.match(r"[=+@\t]", cell)], name
