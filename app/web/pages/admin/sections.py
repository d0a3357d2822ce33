"""The sections of the admin's page, in their order; one line each."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.web.pages.admin import (
    desk,
    engine,
    fresh,
    house,
    mail,
    members,
    runs,
    security,
    sharing,
    spotify,
    texts,
    tokens,
    told,
    trail,
    work,
)
from app.web.pages.admin.section import Section

if TYPE_CHECKING:
    from app.bootstrap import Services

SECTIONS: tuple[Callable[["Services"], Section], ...] = (
    told.section,
    desk.section,
    engine.section,
    work.section,
    spotify.section,
    fresh.section,
    runs.section,
    tokens.section,
    mail.section,
    members.section,
    texts.section,
    security.section,
    sharing.section,
    house.section,
    trail.section,
)
"""Each asks one service and says what it found; what is wrong in any of them heads the page."""
