"""What browsers report against the content security policy: taken from anybody, bounded, kept by nobody."""

import json

import pytest

from tests.ground.stage import Stage

REPORT = {
    "type": "csp-violation",
    "body": {"effectiveDirective": "img-src", "blockedURL": "https://tracker.example/p.gif?who=me", "sample": "x"},
}
OLD_FORM = {"csp-report": {"violated-directive": "script-src", "blocked-uri": "inline"}}


def send(stage: Stage, body: object, mimetype: str = "application/reports+json", **headers: str) -> int:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = stage.visitor().client.post("/csp-report", data=data, content_type=mimetype, headers=headers)
    assert "Set-Cookie" not in answer.headers
    return answer.status_code


def test_both_forms_are_counted_and_logged_without_what_could_be_private(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send(stage, [REPORT, REPORT]) == 204
    assert send(stage, OLD_FORM, "application/csp-report") == 204
    printed = capsys.readouterr().err

    assert stage.services.violations.count == 3
    assert "img-src" in printed
    assert "tracker.example" in printed
    assert "who=me" not in printed


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[[[[",
        b"[" * 9000,
        b"null",
        b"[1, null, {}]",
        b'{"body": 7}',
        b'{"body": {"blockedURL": "//[" }}',
        b"\xff\xfe",
    ],
    ids=range(9),
)
def test_nonsense_is_taken_calmly(stage: Stage, body: bytes) -> None:
    assert send(stage, body) == 204


def test_a_report_of_more_than_16_kilobytes_is_not_read(stage: Stage) -> None:
    assert send(stage, b"x" * (16 * 1024 + 1)) == 413
    assert stage.services.violations.count == 0


def test_it_needs_no_token_and_no_origin_because_it_changes_nothing(stage: Stage) -> None:
    assert send(stage, [REPORT], Origin="https://elsewhere.example") == 204
    assert stage.visitor().get("/csp-report").status_code in (404, 405)


def test_a_flood_is_counted_and_ten_lines_a_minute_are_logged(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(15):
        send(stage, [REPORT] * 20)
    assert stage.services.violations.count == 300
    assert capsys.readouterr().err.count("policy_violated") == 10
    stage.clock.advance(minutes=1)
    send(stage, [REPORT])
    assert capsys.readouterr().err.count("policy_violated") == 1


def test_every_page_says_where_to_report(stage: Stage) -> None:
    answer = stage.visitor().get("/terms")

    assert answer.headers["Reporting-Endpoints"] == f'csp="{stage.public_url}/csp-report"'
    assert answer.headers["Content-Security-Policy"].endswith("; report-uri /csp-report; report-to csp")
