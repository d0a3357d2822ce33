"""The least that Flask can do: one route that returns the bytes in the file named by BARE_PAGE."""

import os
from pathlib import Path

from flask import Flask, Response

PAGE = Path(os.environ["BARE_PAGE"]).read_bytes()

app = Flask(__name__, static_folder=None)


@app.get("/<handle>")
def page(handle: str) -> Response:  # noqa: ARG001 - the same shape of route as the real one
    return Response(PAGE, content_type="text/html; charset=utf-8")
