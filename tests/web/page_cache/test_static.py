"""Stylesheets and scripts: compressed for who takes it, the same bytes for all, kept for ever by their hash."""

import gzip

import pytest

from tests.ground.stage import Stage


@pytest.mark.parametrize("path", ["css/anchor.css", "css/themes/sleeve.css", "js/studio.js"])
def test_text_is_sent_compressed_to_who_takes_it_under_one_etag(stage: Stage, path: str) -> None:
    visitor, address = stage.visitor(), stage.app.jinja_env.globals["static"](path)
    plain, zipped = visitor.get(address), visitor.get(address, Accept_Encoding="br, gzip")

    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(zipped.data) == plain.data
    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["Cache-Control"] == zipped.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for answer in (plain, zipped):
        again = visitor.get(address, If_None_Match=answer.headers["ETag"], Accept_Encoding="gzip")
        assert again.status_code == 304


def test_fonts_and_pictures_are_compressed_already(stage: Stage) -> None:
    answer = stage.visitor().get("/static/fonts/archivo-text.woff2", Accept_Encoding="gzip")

    assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, None)
