"""What every room's frame shows (`templates/base.html`)."""

from dataclasses import dataclass, field
from typing import NamedTuple, TypedDict, cast

from flask import g, get_flashed_messages
from flask_login import current_user

from app.web.context import services


class Action(NamedTuple):
    """A way on: a labelled link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Base of the view models: title, language, the masthead and the flashes, as (kind, text)."""

    title: str
    site_name: str = field(default_factory=lambda: services().settings.site_name)
    lang: str = "en"
    dir: str = "ltr"
    signed_in: bool = False
    flashes: tuple[tuple[str, str], ...] = ()


class Private(TypedDict):
    """What a frame behind the login adds."""

    signed_in: bool
    flashes: tuple[tuple[str, str], ...]


def private_frame() -> Private:
    """The fields that a room behind the login adds; reading them makes the answer uncacheable."""
    flashes = cast(list[tuple[str, str]], get_flashed_messages(with_categories=True))
    if warning := g.get("warning"):
        flashes.insert(0, ("warning", warning))
    return {"signed_in": bool(current_user.is_authenticated), "flashes": tuple(flashes)}
