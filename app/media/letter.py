"""A message as HTML and as plain text, from our own two templates; what people typed is escaped in the one."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.domain.mails import Letter

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates" / "mail"


def html(letter: Letter) -> str:
    return _environment().get_template("letter.html.jinja").render(letter=letter)


def text(letter: Letter) -> str:
    return _environment().get_template("letter.txt.jinja").render(letter=letter)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html.jinja",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
