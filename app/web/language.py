"""Messages in templates: `_("Made with %(site)s", site=page.site_name)`, in the language of the page that is shown."""

from typing import Any

from flask import Flask, request
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from app.domain.language import NAMES, SOURCE, language


def init_app(app: Flask) -> None:
    app.jinja_env.globals["_"] = say


@pass_context
def say(context: Context, message: str, /, **values: Any) -> Markup:
    return language(context["page"].lang).markup(message, **values)


def of_reader() -> str:
    """The language that this reader's browser asks for; only for answers that no cache keeps."""
    return request.accept_languages.best_match(tuple(NAMES), default=SOURCE) or SOURCE
