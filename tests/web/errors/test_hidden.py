"""What no visitor may find out by asking: files beside the program, lists of files, one's own request echoed."""

import pytest

from tests.ground.stage import Stage

PATHS = (
    *("/.git/config", "/.git/HEAD", "/.env", "/wsgi.py", "/app/settings.py", "/pyproject.toml", "/var/anchor.db"),
    *(
        "/static",
        "/static/css",
        "/static/css/",
        "/static/../wsgi.py",
        "/static/%2e%2e/wsgi.py",
        "/templates/base.html",
    ),
)


@pytest.mark.parametrize("path", PATHS)
def test_no_file_but_the_public_ones_and_no_list_of_them(stage: Stage, path: str) -> None:
    answer = stage.visitor().client.get(path, buffered=True)

    assert answer.status_code == 404
    assert "Index of" not in answer.text


@pytest.mark.parametrize("path", ["/", "/login", "/studio", "/healthz", "/static/css/page.css"])
@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT"])
def test_no_request_is_echoed(stage: Stage, path: str, method: str) -> None:
    answer = stage.visitor().client.open(path, method=method, headers={"X-Secret": "canary"}, buffered=True)

    assert answer.status_code == 405
    assert "canary" not in answer.text
