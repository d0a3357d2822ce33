"""The whole set of headers on answers that no view makes: too large, wrong method, HEAD, OPTIONS, 304, files."""

import pytest
from werkzeug.test import TestResponse

from tests.ground.stage import Stage

WHOLE = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Embedder-Policy",
    "Cross-Origin-Resource-Policy",
    "Reporting-Endpoints",
    "Cache-Control",
    "X-Request-Id",
)


def answers(stage: Stage) -> dict[str, TestResponse]:
    visitor = stage.visitor()
    client, etag = visitor.client, visitor.get("/mara-e").headers["ETag"]
    return {
        "413": client.post("/connect/spotify", data={"next": "x" * 300_000}, buffered=True),
        "413 of a report": client.post("/csp-report", data=b"x" * 20_000, buffered=True),
        "405": client.get("/studio/publish", buffered=True),
        "405 PUT": client.put("/mara-e", buffered=True),
        "HEAD": client.head("/terms", buffered=True),
        "HEAD of a page": client.head("/mara-e", buffered=True),
        "OPTIONS": client.options("/mara-e", buffered=True),
        "304": client.get("/mara-e", headers={"If-None-Match": etag}, buffered=True),
        "404 of a file": client.get("/static/no-such.css", buffered=True),
        "file": client.get("/static/css/page.css", buffered=True),
        "304 of a file": client.get(
            "/static/css/page.css",
            headers={"If-None-Match": client.get("/static/css/page.css", buffered=True).headers["ETag"]},
            buffered=True,
        ),
        "421": client.get("/terms", headers={"Host": "evil.example"}, buffered=True),
        "410 or 404": client.get("/never-was", buffered=True),
        "JSON": client.get("/mara-e.json", buffered=True),
        "oEmbed": client.get(f"/oembed?url={stage.public_url}/mara-e", buffered=True),
        "health": client.get("/healthz", buffered=True),
        "redirect": client.get("/MARA-E", buffered=True),
        "text": client.get("/robots.txt", buffered=True),
    }


def test_every_answer_is_dressed_whoever_made_it(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    missing = {
        name: [header for header in WHOLE if header not in answer.headers] for name, answer in answers(stage).items()
    }

    assert {name: headers for name, headers in missing.items() if headers} == {}


def test_other_origins_read_public_facts_and_nothing_else(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    shared = {name for name, answer in answers(stage).items() if "Access-Control-Allow-Origin" in answer.headers}

    assert shared == {"JSON", "oEmbed"}
    for name in shared:
        answer = answers(stage)[name]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/studio/x.css", "/studio/status.json/x.js", "/admin/x.png", "/login/x.js", "/studio/preview.jpg"]
)
def test_a_room_that_looks_like_a_file_is_no_room_and_kept_by_nobody(stage: Stage, path: str) -> None:
    answer = stage.artist("mara").get(path)

    assert answer.status_code == 404
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Mara" not in answer.text
