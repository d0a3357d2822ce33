"""Renders a template as the app does (autoescape, StrictUndefined, the two globals), without the app."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.web.language import say

ROOT = Path(__file__).parents[2]


def environment(static_base: str = "/static") -> Environment:
    env = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["_"] = say
    env.globals["csrf_token"] = lambda: "token"
    env.globals["static"] = lambda path: f"{static_base}/{path}"
    return env


def render(template: str, page: Any, static_base: str = "/static") -> str:
    return environment(static_base).get_template(template).render(page=page)
